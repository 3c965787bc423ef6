package be.borne.townhall.console;

import io.javalin.http.Context;
import java.util.Optional;

/**
 * Who may answer what staff are asked, and open the documents that are to be posted. The one place
 * to ask for an account and a role once there are any.
 */
@FunctionalInterface
interface Staff {

  /**
   * Whoever can reach the console at all: it answers on the town hall's own machine alone, and
   * there are no accounts yet.
   */
  Staff ON_THIS_MACHINE = _ -> Optional.of("staff at the town hall's console");

  /**
   * @return as whom this caller answers, which is written down with the answer; empty if they may
   *     not
   */
  Optional<String> whoAnswers(Context context);
}
