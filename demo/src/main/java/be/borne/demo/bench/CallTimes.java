package be.borne.demo.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;

/** How long calls took, and which failed. Written to by many threads. */
final class CallTimes {
  private final Map<VisitCall, Queue<Double>> millis = new EnumMap<>(VisitCall.class);
  private final Queue<Double> visits = new ConcurrentLinkedQueue<>();
  private final ConcurrentMap<String, Integer> failures = new ConcurrentHashMap<>();

  CallTimes() {
    for (VisitCall call : VisitCall.values()) {
      millis.put(call, new ConcurrentLinkedQueue<>());
    }
  }

  void note(VisitCall call, long nanos) {
    millis.get(call).add(nanos / 1e6);
  }

  /** A whole visit, of which the guichet alone took so long. */
  void visited(long nanos) {
    visits.add(nanos / 1e6);
  }

  void failed(CallFailed why) {
    failed(why.getMessage());
  }

  void failed(String why) {
    failures.merge(why, 1, Integer::sum);
  }

  /** Empty if there was no such call. */
  Optional<Spread> of(VisitCall call) {
    return spread(millis.get(call));
  }

  /** Of whole visits, the guichet's time in each. */
  Optional<Spread> ofVisits() {
    return spread(visits);
  }

  int visits() {
    return visits.size();
  }

  int calls() {
    return millis.values().stream().mapToInt(Collection::size).sum();
  }

  /** How often what went wrong, in its own words. */
  Map<String, Integer> failures() {
    return new TreeMap<>(failures);
  }

  int failed() {
    return failures.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static Optional<Spread> spread(Collection<Double> measured) {
    List<Double> copy = new ArrayList<>(measured);
    return copy.isEmpty() ? Optional.empty() : Optional.of(Spread.of(copy));
  }
}
