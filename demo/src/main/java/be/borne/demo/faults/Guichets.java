package be.borne.demo.faults;

import be.borne.demo.process.DemoFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The guichets of a bench: one that is killed, for the first rig alone, and one for all others,
 * which must not be hit by what befalls the first.
 */
final class Guichets implements AutoCloseable {
  private final List<GuichetProcess> opened;

  private Guichets(List<GuichetProcess> opened) {
    this.opened = opened;
  }

  /**
   * Starts them side by side; each takes seconds.
   *
   * @param more whether there are other rigs
   */
  static Guichets open(Town town, boolean more) throws InterruptedException {
    List<GuichetProcess> opened = new ArrayList<>();
    Optional<DemoFailure> failure = Optional.empty();
    try (ExecutorService openers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<GuichetProcess>> opening = new ArrayList<>();
      opening.add(openers.submit(() -> town.guichet("guichet-mortal")));
      if (more) {
        opening.add(openers.submit(() -> town.guichet("guichet-steady")));
      }
      for (Future<GuichetProcess> each : opening) {
        try {
          opened.add(each.get());
        } catch (ExecutionException e) {
          failure = Optional.of(new DemoFailure("a guichet does not start", e.getCause()));
        }
      }
    }
    Guichets guichets = new Guichets(opened);
    if (failure.isPresent()) {
      guichets.close();
      throw failure.get();
    }
    return guichets;
  }

  /** Whether this rig's guichet may be killed. */
  static boolean isMortal(int rig) {
    return rig == 0;
  }

  GuichetProcess mortal() {
    return opened.getFirst();
  }

  GuichetProcess of(int rig) {
    return isMortal(rig) ? opened.getFirst() : opened.getLast();
  }

  @Override
  public void close() {
    opened.forEach(GuichetProcess::close);
  }
}
