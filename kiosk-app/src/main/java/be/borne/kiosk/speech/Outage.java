package be.borne.kiosk.speech;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs that speech fails once, until it works again: a missing device would fill the log with every
 * phrase. Of one thread.
 */
final class Outage {
  private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
  private boolean going;

  /**
   * @param why without anything that was to be said
   */
  void because(String why) {
    if (!going) {
      going = true;
      LOG.warn("cannot speak: {}", why);
    }
  }

  void over() {
    if (going) {
      going = false;
      LOG.info("can speak again");
    }
  }
}
