package be.borne.kiosk.session;

import be.borne.kiosk.guichet.GuichetException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the guichet again when no answer came. */
final class Persistence {
  private static final Logger LOG = LoggerFactory.getLogger(Persistence.class);
  private static final int ATTEMPTS = 3;
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(700);

  private Persistence() {}

  @FunctionalInterface
  interface Call<T> {
    T make() throws GuichetException, InterruptedException;
  }

  /**
   * @param call may be heard twice without harm
   */
  static <T> T of(Call<T> call) throws GuichetException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return call.make();
      } catch (GuichetException e) {
        if (!e.unanswered() || attempt == ATTEMPTS) {
          throw e;
        }
        LOG.warn("guichet: {}; asking again", e.getMessage());
        Thread.sleep(BETWEEN_ATTEMPTS);
      }
    }
  }
}
