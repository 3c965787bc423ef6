package be.borne.device.virtual;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * RSA keys made ahead, so that whoever inserts a card of an older generation for the first time
 * does not wait seconds for its keys. Keys of other kinds are made when they are wanted: that takes
 * milliseconds.
 */
final class SpareKeys {
  /** Two cards' worth. */
  private static final int SPARE = 4;

  private static final Logger LOG = LoggerFactory.getLogger(SpareKeys.class);

  private final SecureRandom random = new SecureRandom();
  private final BlockingQueue<KeyPair> spare = new ArrayBlockingQueue<>(SPARE);

  /** Keeps making keys in the background, for as long as the process lives. */
  void keepMaking() {
    Thread.ofPlatform().daemon().name("spare-keys").start(this::make);
  }

  private void make() {
    try {
      while (true) {
        spare.put(KeyKind.RSA_2048.generate(random));
      }
    } catch (InterruptedException e) {
      LOG.debug("no more spare keys are made", e);
      Thread.currentThread().interrupt();
    }
  }

  /** A pair that nobody else gets: a spare one if there is one. */
  KeyPair take(KeyKind kind) {
    KeyPair ready = kind == KeyKind.RSA_2048 ? spare.poll() : null;
    return ready == null ? kind.generate(random) : ready;
  }
}
