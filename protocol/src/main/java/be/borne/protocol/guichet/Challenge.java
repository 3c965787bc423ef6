package be.borne.protocol.guichet;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * What the guichet asks a citizen's card to sign. Single use, bound by the guichet to the terminal
 * whose client certificate asked for it.
 *
 * @param id 32 lower-case hexadecimal digits
 * @param nonce base64 of 32 random bytes
 * @param expiresAt after this the guichet refuses it
 */
public record Challenge(String id, String nonce, Instant expiresAt) {
  /**
   * How long after its making the guichet still takes an answer. Both sides know it, so that a
   * terminal can tell whether the time suffices without comparing its clock with the guichet's.
   * Long enough for someone who is not quick to find the keys of a card reader and type a PIN
   * there; a challenge is worth nothing to others meanwhile, being its terminal's alone.
   */
  public static final Duration LIFE = Duration.ofMinutes(2);

  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
  private static final int NONCE_BYTES = 32;

  public Challenge {
    Bounds.matching(id, "challenge id", ID);
    Bounds.base64(nonce, "nonce", NONCE_BYTES);
    Bounds.present(expiresAt, "expiresAt");
  }

  /**
   * The exact bytes that are hashed and signed with the card's authentication key. The words in
   * front keep a signature made here from meaning anything elsewhere; the terminal's name keeps it
   * from being carried to another terminal.
   *
   * @param terminal the terminal's identifier, as in its client certificate
   * @return UTF-8 text of four lines, each ended by a line feed
   */
  public byte[] statementFor(String terminal) {
    return ("borne guichet sign-in v1\n" + terminal + "\n" + id + "\n" + nonce + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
