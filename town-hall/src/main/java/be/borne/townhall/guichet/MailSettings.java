package be.borne.townhall.guichet;

import be.borne.protocol.guichet.EmailAddress;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * Section {@code [email]}: the mail server through which documents are sent. Without it no document
 * goes by e-mail.
 *
 * @param host the mail server's name
 * @param port usually 587 with STARTTLS, 465 with TLS
 * @param security how the connection is protected; STARTTLS unless said otherwise
 * @param from the sender's address
 * @param user to log in with; null where the server asks for none
 * @param passwordFile one line, read anew for each connection; null together with the user
 * @param trust PEM of the authority that the server's certificate chains to; null for those that
 *     the JDK knows
 * @param deadline for one mail, from the first byte to the last
 * @param lastWord how long the server may look at it then, before it says whether it takes it: ten
 *     minutes [RFC 5321, 4.5.3.2.6]. Who hears no word does not know, and sends no more
 */
public record MailSettings(
    String host,
    int port,
    Security security,
    EmailAddress from,
    String user,
    @JsonProperty("password_file") Path passwordFile,
    Path trust,
    @JsonProperty("deadline_seconds") Duration deadline,
    @JsonProperty("last_word_seconds") Duration lastWord) {

  private static final Duration USUAL_DEADLINE = Duration.ofSeconds(60);
  private static final Duration USUAL_LAST_WORD = Duration.ofMinutes(10);
  private static final Duration MAX_LAST_WORD = Duration.ofMinutes(30);
  private static final Duration MAX_DEADLINE = Duration.ofMinutes(10);
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

  /** How the connection is protected. */
  public enum Security {
    /** Plain at first; nothing is said before it is encrypted. */
    @JsonProperty("starttls")
    STARTTLS,
    /** From the first byte. */
    @JsonProperty("tls")
    TLS,
    /** Not at all; only on this machine. */
    @JsonProperty("none")
    NONE
  }

  public MailSettings {
    require(host != null && host.matches("[A-Za-z0-9.:-]{1,255}"), "host", "a name or address");
    require(port >= 1 && port <= 65_535, "port", "1 to 65535");
    security = Objects.requireNonNullElse(security, Security.STARTTLS);
    require(
        security != Security.NONE || LOOPBACK.contains(host),
        "security",
        "\"starttls\" or \"tls\"; \"none\" is for a server on this machine");
    require(from != null, "from", "an e-mail address");
    require(
        (user == null) == (passwordFile == null),
        "user",
        "a name together with email.password_file, or neither");
    deadline = Objects.requireNonNullElse(deadline, USUAL_DEADLINE);
    require(
        deadline.isPositive() && deadline.compareTo(MAX_DEADLINE) <= 0,
        "deadline_seconds",
        "1 to " + MAX_DEADLINE.toSeconds());
    lastWord = Objects.requireNonNullElse(lastWord, USUAL_LAST_WORD);
    require(
        lastWord.isPositive() && lastWord.compareTo(MAX_LAST_WORD) <= 0,
        "last_word_seconds",
        "1 to " + MAX_LAST_WORD.toSeconds());
  }

  /** With the usual time for the server's last word. */
  MailSettings(
      String host,
      int port,
      Security security,
      EmailAddress from,
      String user,
      Path passwordFile,
      Path trust,
      Duration deadline) {
    this(host, port, security, from, user, passwordFile, trust, deadline, null);
  }

  /** Behind the address's last {@code @}. */
  String domain() {
    return from.text().substring(from.text().lastIndexOf('@') + 1);
  }

  private static void require(boolean holds, String setting, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("email." + setting + ": expected " + expected);
    }
  }
}
