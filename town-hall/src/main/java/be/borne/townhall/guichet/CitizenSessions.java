package be.borne.townhall.guichet;

import be.borne.protocol.guichet.CitizenSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Who stands at which terminal, in memory only and no longer than needed. Tokens are kept as
 * hashes: whoever reads this memory cannot use them.
 */
final class CitizenSessions {
  /**
   * Long enough for somebody who reads slowly to fill in a long form, whose answers could not be
   * kept after it. The terminal ends it with the visit, and the next visit there ends it too.
   */
  static final Duration LIFE = Duration.ofHours(1);

  private static final int TOKEN_BYTES = 32;

  private record Open(CardHolder holder, String terminal, Instant expiresAt) {}

  private final SecureRandom random = new SecureRandom();
  private final Clock clock;
  private final Map<String, Open> byTokenHash = new HashMap<>();

  CitizenSessions(Clock clock) {
    this.clock = clock;
  }

  /** Begins a session. One terminal has one citizen: a session left open there ends by this. */
  synchronized CitizenSession begin(String terminal, CardHolder holder) {
    byTokenHash.values().removeIf(open -> open.terminal().equals(terminal));
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Instant expiresAt = clock.instant().plus(LIFE);
    byTokenHash.put(hash(token), new Open(holder, terminal, expiresAt));
    return new CitizenSession(token, expiresAt);
  }

  /**
   * @return who the card says it is; empty if the session is unknown, over or another terminal's
   */
  synchronized Optional<CardHolder> holder(String terminal, String token) {
    forgetExpired();
    return Optional.ofNullable(byTokenHash.get(hash(token)))
        .filter(open -> open.terminal().equals(terminal))
        .map(Open::holder);
  }

  /**
   * Ends the session.
   *
   * @return whether there was such a session of this terminal
   */
  synchronized boolean end(String terminal, String token) {
    return holder(terminal, token).isPresent() && byTokenHash.remove(hash(token)) != null;
  }

  /**
   * Drops what is over; called now and then so that nobody's name or number outlives the session.
   */
  synchronized void forgetExpired() {
    Instant now = clock.instant();
    byTokenHash.values().removeIf(open -> !now.isBefore(open.expiresAt()));
  }

  private static String hash(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
