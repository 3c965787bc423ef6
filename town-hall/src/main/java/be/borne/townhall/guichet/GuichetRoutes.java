package be.borne.townhall.guichet;

import be.borne.protocol.guichet.CallTerms;
import be.borne.protocol.guichet.GuichetCall;
import be.borne.protocol.terminal.FaultCode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What answers each call of {@link GuichetCall}: every one of the table, and nothing else. Not
 * thread-safe.
 */
final class GuichetRoutes {
  private final Map<GuichetCall, Calls.Call> answers = new EnumMap<>(GuichetCall.class);

  /**
   * @throws IllegalStateException if something else answers it already
   */
  GuichetRoutes on(GuichetCall call, Calls.Call answer) {
    if (answers.put(call, answer) != null) {
      throw new IllegalStateException(call + " is answered twice");
    }
    return this;
  }

  /** As if there were no such call. */
  GuichetRoutes notOffered(GuichetCall call) {
    return on(
        call,
        (terminal, context) -> {
          throw new Refusal(404, FaultCode.GUICHET_FAILED, "no such call");
        });
  }

  /**
   * Makes the routes.
   *
   * @throws IllegalStateException if a call of the table has no answer: nobody should find out at a
   *     terminal
   */
  void register(RoutesConfig routes, Calls calls) {
    List<GuichetCall> unanswered =
        Arrays.stream(GuichetCall.values()).filter(call -> !answers.containsKey(call)).toList();
    if (!unanswered.isEmpty()) {
      throw new IllegalStateException("nothing answers " + unanswered);
    }
    answers.forEach(
        (call, answer) -> {
          CallTerms terms = call.terms();
          Handler handler = calls.called(answer);
          var _ =
              switch (terms.method()) {
                case GET -> routes.get(terms.path(), handler);
                case POST -> routes.post(terms.path(), handler);
                case PUT -> routes.put(terms.path(), handler);
                case DELETE -> routes.delete(terms.path(), handler);
              };
        });
  }
}
