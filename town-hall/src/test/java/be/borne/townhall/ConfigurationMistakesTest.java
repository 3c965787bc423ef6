package be.borne.townhall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong in {@code town-hall.toml} is said with its line. */
class ConfigurationMistakesTest {
  private static final Path EXAMPLE = Path.of("src", "main", "config", "town-hall.toml");
  private static final Pattern SAID =
      Pattern.compile("\\S*town-hall\\.toml: line ([0-9]+): .+", Pattern.DOTALL);

  @TempDir Path folder;

  private void read(String text) throws IOException {
    TownHallConfigurationFile file =
        TownHallConfigurationFile.open(Files.writeString(folder.resolve("town-hall.toml"), text));
    file.guichet();
    file.section("fleet", FleetSection.class);
  }

  private String said(String text) {
    return assertThrows(IllegalArgumentException.class, () -> read(text)).getMessage();
  }

  /** The line on which this stands for the first time. */
  private static int line(String text, String what) {
    int at = text.indexOf(what);
    assertTrue(at >= 0, what);
    return 1 + Math.toIntExact(text.substring(0, at).chars().filter(c -> c == '\n').count());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "no such section | [limits] | [limit] | [limit] | [limit]: no such section; expected one of",
        "a setting before all sections | [municipality] | # | french | french: no such section;",
        "no such setting | calls_per_terminal = | calls_per_terminals = | calls_per_terminals |"
            + " limits.calls_per_terminals: no such setting; expected one of calls_per_citizen,",
        "out of bounds | calls_per_citizen = 240 | calls_per_citizen = 100001 | calls_per_citizen"
            + " | limits.calls_per_citizen: expected 0 to 100000",
        "out of bounds in the fleet | broker_port = 8883 | broker_port = 70000 | broker_port |"
            + " fleet.broker_port: expected 0 to 65535",
        "too large for a number | port = 8443 | port = 99999999999 | port = 9 | guichet.port:",
        "text for a number | port = 8443 | port = \"door\" | port = \"door\" |"
            + " guichet.port: expected a whole number",
        "a fraction for seconds | deadline_seconds = 10 | deadline_seconds = 1.5 |"
            + " deadline_seconds = 1.5 | validation.deadline_seconds: expected a whole number",
        "text for yes or no | offered = false | offered = \"no\" | offered |"
            + " post.offered: expected true or false",
        "a number for a list | trust = [\"eid-root.pem\"] | trust = 5 | trust = 5 |"
            + " eid.trust: expected a list",
        "a list for text | directory = \"var\" | directory = [\"var\"] | directory = [ |"
            + " storage.directory: expected text in quotes",
        "a number in a list | trust = [\"eid-root.pem\"] | trust = [\"eid-root.pem\", 5] |"
            + " trust = [ | eid.trust.2: expected text in quotes",
        "a word that is none | revocation = \"none\" | revocation = \"never\" | revocation = |"
            + " eid.revocation: expected one of required, when-reachable, none",
        "no address | # public_address = \"https | public_address = \"ftp | public_address = |"
            + " verification.public_address: expected https://host",
        "a shape that is wrong | NTRBE-0000000097 | NTRBE-97 | organisation = |"
            + " seal.organisation: expected NTRBE- and ten digits",
        "a setting is missing | authority = | # | [guichet] | guichet.authority: expected a PEM file",
        "a number is missing | port = 8443 | # | [guichet] | guichet.port: expected a whole number",
        "of a list nothing is left | \"eid-root.pem\" | | trust = [] | eid.trust: expected at least",
        "two that do not fit | test_roots = true | test_roots = false | revocation = |"
            + " eid.revocation: expected \"required\"",
        "one without the other | # certificate = \"ver | certificate = \"ver | certificate = \"ver |"
            + " verification.certificate: expected a PEM file together with verification.key",
        "a section that is empty | organisation = | # | [seal] | seal.organisation: expected NTRBE-",
        "a section twice | [audit] | [limits] | keep_days = 730 | ",
        "a setting twice | test_roots = true | trust = [] | [verification] | ",
        "no TOML | port = 8443 | port = = 8443 | port = = | ",
        "a section that is not closed | [eid] | [eid | [eid | ",
      })
  void isSaidWithItsLine(String what, String right, String wrong, String where, String message)
      throws IOException {
    String text = Files.readString(EXAMPLE);
    assertTrue(text.contains(right), right);
    String broken =
        text.replaceFirst(
            Pattern.quote(right), Matcher.quoteReplacement(wrong == null ? "" : wrong));
    String said = said(broken);
    Matcher matcher = SAID.matcher(said);
    assertTrue(matcher.matches(), said);
    int expected = line(broken, where);
    int line = Integer.parseInt(matcher.group(1));
    if (message == null) {
      // The parser's own word: where it noticed.
      assertTrue(Math.abs(line - expected) <= 3, said + ", expected about " + expected);
    } else {
      assertEquals(expected, line, said);
      assertTrue(said.contains("town-hall.toml: line " + line + ": " + message), said);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"municipality", "storage", "guichet", "eid", "verification"})
  void aMissingSectionIsSaidToBe(String section) throws IOException {
    String without =
        Files.readString(EXAMPLE).replaceFirst("(?ms)^\\[" + section + "]$.*?(?=^\\[)", "");
    assertTrue(said(without).endsWith("town-hall.toml: [" + section + "]: expected a section"));
  }

  @Test
  void whatIsNoSectionIsSaidToBeNone() throws IOException {
    String said = said("audit = 3\n" + Files.readString(EXAMPLE).replace("[audit]", "[wcs]"));
    assertTrue(said.endsWith("town-hall.toml: line 1: audit: expected a section"), said);
  }

  @Test
  void whatIsInAListOfSeveralLinesIsFoundToo() throws IOException {
    String broken =
        Files.readString(EXAMPLE)
            .replace("trust = [\"eid-root.pem\"]", "trust = [\n  # [eid]\n  \"a.pem\",\n]\nx = 1");
    String said = said(broken);
    assertTrue(said.contains("line " + line(broken, "x = 1") + ": eid.x: no such setting"), said);
  }

  /** Each line once left out, doubled, changed: it is taken, or it is said where it is wrong. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyLineThatIsChangedIsTakenOrSaidWithItsLine(boolean whole) throws IOException {
    String text = Files.readString(EXAMPLE);
    List<String> lines =
        (whole ? text.replaceAll("(?m)^# (\\[|[a-z_]+ = )", "$1") : text).lines().toList();
    int taken = 0;
    int said = 0;
    for (int i = 0; i < lines.size(); i++) {
      for (String changed : changes(lines.get(i))) {
        List<String> broken = new ArrayList<>(lines);
        broken.set(i, changed);
        Optional<String> message = refusal(String.join("\n", broken));
        if (message.isEmpty()) {
          taken++;
        } else {
          said++;
          Matcher matcher = SAID.matcher(message.get());
          String what = "line " + (i + 1) + " as \"" + changed + "\": " + message.get();
          assertTrue(matcher.matches(), what);
          int line = Integer.parseInt(matcher.group(1));
          assertTrue(line >= 1 && line <= broken.size() + 2, what);
        }
      }
    }
    assertTrue(taken > 100 && said > 100, taken + " taken, " + said + " said");
  }

  private Optional<String> refusal(String text) throws IOException {
    try {
      read(text);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static List<String> changes(String line) {
    if (line.isBlank() || line.startsWith("#")) {
      return List.of("[nobodys]", "x", "x = 1");
    }
    return List.of(
        "",
        "# " + line,
        line + "\n" + line,
        line + " x",
        line.replaceFirst("=.*", "="),
        line.replaceFirst("=.*", "= 1"),
        line.replaceFirst("=.*", "= -99999999999999999999"),
        line.replaceFirst("=.*", "= \"\""),
        line.replaceFirst("=.*", "= \"\\\\u0000\""),
        line.replaceFirst("=.*", "= [[], {}]"),
        line.replaceFirst("=.*", "= { a = 1 }"),
        line.replaceFirst("=.*", "= \"\"\""),
        line.replaceFirst("=.*", "= 1979-05-27"),
        line.replaceFirst("=", ".a ="),
        line.replaceFirst("^[a-z]", "q"),
        line.replaceFirst("^\\[", "[["),
        line.replaceFirst("]$", ".a]"),
        line.replaceFirst("]$", ""),
        "[nobodys]");
  }
}
