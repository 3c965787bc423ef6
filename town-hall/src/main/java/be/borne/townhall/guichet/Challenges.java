package be.borne.townhall.guichet;

import be.borne.protocol.guichet.Challenge;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * Challenges that have been given out and not yet been used. In memory only: after a restart a
 * terminal asks for another.
 */
final class Challenges {
  /** A terminal has one citizen; more than one open challenge means that answers got lost. */
  static final int MAX_PER_TERMINAL = 8;

  private static final int ID_BYTES = 16;
  private static final int NONCE_BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final Clock clock;
  private final Map<String, Deque<Challenge>> outstanding = new HashMap<>();

  Challenges(Clock clock) {
    this.clock = clock;
  }

  /** A new challenge for this terminal; the oldest gives way if too many are open. */
  synchronized Challenge issue(String terminal) {
    forgetExpired();
    Challenge challenge =
        new Challenge(
            HexFormat.of().formatHex(bytes(ID_BYTES)),
            Base64.getEncoder().encodeToString(bytes(NONCE_BYTES)),
            clock.instant().plus(Challenge.LIFE));
    Deque<Challenge> own = outstanding.computeIfAbsent(terminal, t -> new ArrayDeque<>());
    if (own.size() == MAX_PER_TERMINAL) {
      own.removeFirst();
    }
    own.addLast(challenge);
    return challenge;
  }

  /**
   * The challenge, which is used up by this whatever comes of it.
   *
   * @return empty if it is unknown, used, expired or another terminal's
   */
  synchronized Optional<Challenge> use(String terminal, String id) {
    forgetExpired();
    Iterator<Challenge> own = outstanding.getOrDefault(terminal, new ArrayDeque<>()).iterator();
    while (own.hasNext()) {
      Challenge challenge = own.next();
      if (challenge.id().equals(id)) {
        own.remove();
        return Optional.of(challenge);
      }
    }
    return Optional.empty();
  }

  private void forgetExpired() {
    Instant now = clock.instant();
    outstanding
        .values()
        .removeIf(
            own -> {
              own.removeIf(challenge -> !now.isBefore(challenge.expiresAt()));
              return own.isEmpty();
            });
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
