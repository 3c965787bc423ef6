package be.borne.agent;

import java.io.IOException;
import java.time.Duration;

/**
 * A way to the broker, no more than a pipe: it neither stores nor repeats nor reconnects. A broken
 * link stays broken; the {@link Courier} opens another.
 */
interface Transport {

  /** What the broker publishes if the link ends without a word. */
  record Will(String topic, String payload) {}

  /** What happens on a link. Called on the transport's threads: must neither block nor throw. */
  interface Listener {
    /** The broker has taken a message. */
    void acknowledged(long id);

    /** The broker has refused a message. */
    void refused(long id, String why);

    /** The link is broken; called at least once if so. */
    void lost(String why);
  }

  /** One connection. */
  interface Link {
    /**
     * Hands a message over at QoS 1, without waiting; {@link Listener#acknowledged} follows.
     *
     * @param id as the listener will hear it
     * @throws IOException if the link is broken
     */
    void send(long id, String topic, String payload) throws IOException;

    /** Takes leave of the broker, which then publishes no will; takes at most so long. */
    void leave(Duration within);

    /** Drops the link without a word; the broker will publish the will. Never blocks for long. */
    void abandon();
  }

  /**
   * Connects.
   *
   * @param within at most so long
   * @throws IOException if there is no link at the end of it; nothing of the attempt is left then
   */
  Link connect(Will will, Listener listener, Duration within) throws IOException;
}
