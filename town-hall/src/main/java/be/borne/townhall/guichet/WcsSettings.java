package be.borne.townhall.guichet;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Section {@code [wcs]}: the w.c.s. that issues the municipality's documents. Without it the
 * guichet's own engine does, about invented residents.
 *
 * @param address {@code https://host[:port]} and nothing behind it
 * @param site the name under which the site's secret stands in {@code [api-secrets]}
 * @param siteKeyFile that secret, one line, for the program's account alone
 * @param client the identifier of an API client with the roles of a terminal
 * @param clientKeyFile its key, likewise
 * @param nationalNumberAttribute under which the site keeps a person's national number; only a
 *     login by eID may set it
 * @param services a folder with a file for each document that can be ordered
 * @param forms a folder with a file for each form that can be filled in; null for none
 * @param trust PEM of the authority of the site's certificate; null for those that the JDK knows
 * @param deadline of one call, from connecting to the last byte of its answer
 * @param patience for all calls of one look at an order, while its citizen waits
 */
public record WcsSettings(
    URI address,
    String site,
    @JsonProperty("site_key_file") Path siteKeyFile,
    String client,
    @JsonProperty("client_key_file") Path clientKeyFile,
    @JsonProperty("national_number_attribute") String nationalNumberAttribute,
    Path services,
    Path forms,
    Path trust,
    @JsonProperty("deadline_seconds") Duration deadline,
    @JsonProperty("patience_seconds") Duration patience) {
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final Pattern ATTRIBUTE = Pattern.compile("[a-z_][a-z0-9_]{0,59}");
  private static final Duration USUAL_DEADLINE = Duration.ofSeconds(8);
  private static final Duration USUAL_PATIENCE = Duration.ofSeconds(10);
  private static final Duration MOST = Duration.ofMinutes(1);

  public WcsSettings {
    require(address != null, "address", "https://host or https://host:port");
    require(matches(IDENTIFIER, site), "site", "a name of letters, digits, dots and hyphens");
    require(siteKeyFile != null, "site_key_file", "a file");
    require(
        matches(IDENTIFIER, client),
        "client",
        "an identifier of letters, digits, dots and hyphens");
    require(clientKeyFile != null, "client_key_file", "a file");
    require(
        matches(ATTRIBUTE, nationalNumberAttribute),
        "national_number_attribute",
        "the name of an attribute, such as niss");
    require(services != null, "services", "a folder");
    deadline = Objects.requireNonNullElse(deadline, USUAL_DEADLINE);
    patience = Objects.requireNonNullElse(patience, USUAL_PATIENCE);
    require(
        deadline.isPositive() && deadline.compareTo(MOST) <= 0,
        "deadline_seconds",
        "1 to " + MOST.toSeconds());
    require(
        patience.compareTo(deadline) >= 0 && patience.compareTo(MOST) <= 0,
        "patience_seconds",
        "wcs.deadline_seconds to " + MOST.toSeconds());
  }

  private static boolean matches(Pattern shape, String text) {
    return text != null && shape.matcher(text).matches();
  }

  private static void require(boolean holds, String setting, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("wcs." + setting + ": expected " + expected);
    }
  }
}
