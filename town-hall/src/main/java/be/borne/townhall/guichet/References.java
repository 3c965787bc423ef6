package be.borne.townhall.guichet;

import be.borne.townhall.guichet.store.StoreException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;

/** Makes references that say nothing of the citizen: prefix, year, and 40 random bits. */
final class References {
  private static final ZoneId BELGIUM = ZoneId.of("Europe/Brussels");
  private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int CHARS = 8;
  private static final int ATTEMPTS = 5;

  /** Whether a reference stands for something already. */
  interface Taken {
    boolean isTaken(String reference) throws StoreException;
  }

  private final String prefix;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  References(String prefix, Clock clock) {
    this.prefix = prefix;
    this.clock = clock;
  }

  /** A reference that is free. */
  String next(Taken taken) throws StoreException, Refusal {
    int year = LocalDate.ofInstant(clock.instant(), BELGIUM).getYear();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      char[] chars = new char[CHARS];
      for (int i = 0; i < chars.length; i++) {
        chars[i] = CROCKFORD.charAt(random.nextInt(CROCKFORD.length()));
      }
      String reference = "%s-%04d-%s".formatted(prefix, year, new String(chars));
      if (!taken.isTaken(reference)) {
        return reference;
      }
    }
    throw Refusal.unavailable("no free reference");
  }
}
