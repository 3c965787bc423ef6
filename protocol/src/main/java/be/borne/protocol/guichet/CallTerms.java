package be.borne.protocol.guichet;

import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.terminal.FaultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * On what terms a call is made: what it brings, what it needs, and everything that it can be
 * answered with.
 *
 * @param method of HTTP
 * @param path below the guichet's address, with at most one {@code {parameter}}
 * @param summary what it does, in a sentence
 * @param parameter what the path's parameter looks like; empty where the path has none
 * @param signedIn whether a session of the citizen's has to be shown
 * @param keys headers that have to hold a UUID of the terminal's own
 * @param body what is sent
 * @param answers of success, in the order in which they should be named
 * @param ownRefusals what this call alone can be refused with; {@link #refusals} has them all
 */
public record CallTerms(
    Method method,
    String path,
    String summary,
    Optional<Pattern> parameter,
    boolean signedIn,
    List<String> keys,
    Body body,
    List<Success> answers,
    List<Refused> ownRefusals) {
  /** The longest body of JSON that is taken where nothing else is said. */
  public static final int USUAL_BODY_BYTES = 64 * 1024;

  private static final Pattern PARAMETER = Pattern.compile("\\{([a-z]+)}");

  /** Methods of HTTP that are used here. */
  public enum Method {
    GET,
    POST,
    PUT,
    DELETE
  }

  /** What a call brings, or is answered with. */
  public sealed interface Body {
    record Nothing() implements Body {}

    /**
     * JSON of a record.
     *
     * @param maxBytes a longer one is refused unread
     */
    record Json(Class<? extends Record> type, int maxBytes) implements Body {}

    /** Bytes as they are, of one of these media types. */
    record Raw(List<String> mediaTypes, int maxBytes) implements Body {
      public Raw {
        mediaTypes = List.copyOf(mediaTypes);
      }
    }
  }

  /**
   * @param when it is answered so, where a call can succeed in two ways; empty otherwise
   */
  public record Success(int status, Body body, String when) {}

  /**
   * An answer that carries a {@link GuichetProblem}.
   *
   * @param faults one of these
   * @param when it is answered so, in a few words
   */
  public record Refused(int status, Set<FaultCode> faults, String when) {
    public Refused {
      faults = Set.copyOf(faults);
    }
  }

  public CallTerms {
    keys = List.copyOf(keys);
    answers = List.copyOf(answers);
    ownRefusals = List.copyOf(ownRefusals);
  }

  static CallTerms on(Method method, String path, String summary) {
    return new CallTerms(
        method,
        path,
        summary,
        Optional.empty(),
        false,
        List.of(),
        new Body.Nothing(),
        List.of(),
        List.of());
  }

  CallTerms where(Pattern shape) {
    return new CallTerms(
        method, path, summary, Optional.of(shape), signedIn, keys, body, answers, ownRefusals);
  }

  CallTerms inSession() {
    return new CallTerms(method, path, summary, parameter, true, keys, body, answers, ownRefusals);
  }

  CallTerms key(String header) {
    return new CallTerms(
        method, path, summary, parameter, signedIn, and(keys, header), body, answers, ownRefusals);
  }

  CallTerms takes(Class<? extends Record> type) {
    return takes(new Body.Json(type, USUAL_BODY_BYTES));
  }

  CallTerms takes(Body taken) {
    return new CallTerms(
        method, path, summary, parameter, signedIn, keys, taken, answers, ownRefusals);
  }

  CallTerms gives(int status, Class<? extends Record> type, String when) {
    return gives(new Success(status, new Body.Json(type, Integer.MAX_VALUE), when));
  }

  CallTerms gives(int status, Class<? extends Record> type) {
    return gives(status, type, "");
  }

  CallTerms givesNothing() {
    return gives(new Success(204, new Body.Nothing(), ""));
  }

  CallTerms gives(Success success) {
    return new CallTerms(
        method, path, summary, parameter, signedIn, keys, body, and(answers, success), ownRefusals);
  }

  CallTerms refuses(int status, String when, FaultCode... faults) {
    return new CallTerms(
        method,
        path,
        summary,
        parameter,
        signedIn,
        keys,
        body,
        answers,
        and(ownRefusals, new Refused(status, Set.of(faults), when)));
  }

  private static <T> List<T> and(List<T> some, T one) {
    List<T> more = new ArrayList<>(some);
    more.add(one);
    return more;
  }

  /** The name between the braces of the path. */
  public Optional<String> parameterName() {
    Matcher named = PARAMETER.matcher(path);
    return named.find() ? Optional.of(named.group(1)) : Optional.empty();
  }

  /** Everything that is no success, by status: what any call can meet, and what is this one's. */
  public Map<Integer, List<Refused>> refusals() {
    List<Refused> all = new ArrayList<>();
    all.add(failed(400, "the request cannot be understood"));
    if (!keys.isEmpty()) {
      all.add(failed(400, String.join(" and ", keys) + " is missing or no UUID"));
    }
    if (signedIn) {
      all.add(
          new Refused(401, Set.of(FaultCode.GUICHET_SESSION_ENDED), "there is no such session"));
    }
    all.add(failed(403, "the client certificate names no terminal"));
    if (body instanceof Body.Json(var type, var most)) {
      all.add(failed(400, "the body is no " + type.getSimpleName()));
      all.add(failed(413, "the body is larger than " + most + " bytes"));
    }
    all.add(
        failed(
            429,
            signedIn
                ? "the terminal or the citizen calls too often: Retry-After says when again"
                : "the terminal calls too often: Retry-After says when again"));
    all.add(failed(500, "the guichet failed"));
    all.addAll(ownRefusals);
    Map<Integer, List<Refused>> byStatus = new TreeMap<>();
    all.forEach(each -> byStatus.merge(each.status(), List.of(each), CallTerms::joined));
    return byStatus;
  }

  private static List<Refused> joined(List<Refused> some, List<Refused> more) {
    List<Refused> both = new ArrayList<>(some);
    both.addAll(more);
    return both;
  }

  private static Refused failed(int status, String when) {
    return new Refused(status, Set.of(FaultCode.GUICHET_FAILED), when);
  }

  /** A file for a form. */
  static Body file(List<String> mediaTypes) {
    return new Body.Raw(mediaTypes, Answer.Attached.MAX_BYTES);
  }
}
