package be.borne.townhall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.townhall.guichet.GuichetConfiguration;
import be.borne.townhall.guichet.MailSettings;
import be.borne.townhall.guichet.Revocation;
import be.borne.townhall.guichet.WcsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TownHallConfigurationFileTest {
  private static final Path EXAMPLE = Path.of("src", "main", "config", "town-hall.toml");

  @TempDir Path folder;

  @Test
  void theExampleIsComplete() throws IOException {
    GuichetConfiguration read = read(Files.readString(EXAMPLE)).guichet();
    assertEquals(folder.resolve("var"), read.storage().directory());
    assertEquals(8443, read.door().port());
    assertEquals(Revocation.NONE, read.eid().revocation());
    assertEquals(30, read.verification().requestsPerMinute());
    assertEquals("NTRBE-0000000097", read.seal().organisation());
    assertEquals(GuichetConfiguration.Ordering.USUAL, read.orders());
    assertNull(read.email());
    assertEquals(GuichetConfiguration.Post.NONE, read.post());
    assertEquals(folder.resolve("forms"), read.forms().directory());
  }

  /** What the example only shows is as it should be. */
  @Test
  void theMailServerOfTheExampleIsUnderstood() throws IOException {
    String text = Files.readString(EXAMPLE);
    String section = text.substring(text.indexOf("# [email]"), text.indexOf("# Whether clerks"));
    MailSettings read =
        read(text.replace(section, section.replaceAll("(?m)^# (\\[|[a-z_]+ = )", "$1")))
            .guichet()
            .email();
    assertEquals(587, read.port());
    assertEquals(MailSettings.Security.STARTTLS, read.security());
    assertEquals("guichet@testerive.example", read.from().text());
    assertEquals(folder.resolve("mail.password"), read.passwordFile());
    assertEquals(Duration.ofSeconds(60), read.deadline());
  }

  private String withWcs(String text) {
    String section =
        text.substring(text.indexOf("# [wcs]"), text.indexOf("# The half that watches"));
    return text.replace(section, section.replaceAll("(?m)^# (\\[|[a-z_]+ = )", "$1"))
        .replace("# trust = [\"seal-root.pem\"]", "trust = [\"seal-root.pem\"]");
  }

  @Test
  void theWcsOfTheExampleIsUnderstood() throws IOException {
    WcsSettings read = read(withWcs(Files.readString(EXAMPLE))).guichet().wcs();
    assertEquals("testerive-formulaires.guichet-citoyen.be", read.address().getHost());
    assertEquals("niss", read.nationalNumberAttribute());
    assertEquals(folder.resolve("wcs/site.key"), read.siteKeyFile());
    assertEquals(folder.resolve("wcs/services"), read.services());
    assertEquals(Duration.ofSeconds(10), read.patience());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trust = [\"seal-root.pem\"] | # nothing | validation.trust",
        "[seal] | [email] | [seal]",
        "patience_seconds = 10 | patience_seconds = 2 | wcs.patience_seconds",
        "client = \"borne-terminals\" | client = \"a b\" | wcs.client",
        "national_number_attribute = \"niss\" | # nothing | wcs.national_number_attribute",
      })
  void aWcsIsSaidWhole(String good, String bad, String setting) throws IOException {
    String text = withWcs(Files.readString(EXAMPLE));
    assertTrue(text.contains(good), good);
    String changed =
        good.equals("[seal]")
            ? text.replaceAll("(?m)^\\[seal\\]\\n(#.*\\n)*organisation.*\\n", "")
            : text.replace(good, bad);
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> read(changed).guichet());
    assertTrue(refused.getMessage().contains(setting), refused.getMessage());
  }

  @Test
  void revocationIsRequiredUnlessSaidOtherwise() throws IOException {
    String silent = Files.readString(EXAMPLE).replace("revocation = \"none\"\n", "");
    assertEquals(Revocation.REQUIRED, read(silent).guichet().eid().revocation());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "port = 8443          | port = 70000          | guichet.port",
        "port = 8443          | port = \"door\"       | guichet.port",
        "host = \"localhost\" | hots = \"localhost\"  | guichet.hots",
        "requests_per_minute = 30 | requests_per_hour = 30 | requests_per_hour",
        "test_roots = true    | test_roots = false    | eid.revocation",
        "revocation = \"none\" | revocation = \"never\" | eid.revocation",
        "trust = [\"eid-root.pem\"] | trust = []      | eid.trust",
        "[guichet]            | [gichet]              | gichet",
        "\"TSR\"              | \"Testerive\"         | municipality.reference_prefix",
        "german = \"Stadt Testerive\" | german = \"\" | municipality.german",
        "# public_address = \"https://verify.testerive.example\" | public_address = \"ftp://x\" |"
            + " verification.public_address",
        "\"NTRBE-0000000097\" | \"NTRBE-97\"          | seal.organisation",
        "per_citizen_and_day = 20 | per_citizen_and_day = -1 | orders.per_citizen_and_day",
        "draft_days = 30      | draft_days = 0        | forms.draft_days",
        "directory = \"forms\" | folder = \"forms\"   | forms.folder",
        "offered = false      | offered = \"no\"      | post.offered",
        "# [email]            | [email]               | email.port",
        "[eid]                | [eid                  | line",
      })
  void whatIsWrongIsNamed(String right, String wrong, String named) throws IOException {
    String text = Files.readString(EXAMPLE);
    assertTrue(text.contains(right), right);
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> read(text.replace(right, wrong)).guichet())
            .getMessage();
    assertTrue(message.contains(named), message);
    assertTrue(message.contains("town-hall.toml"), message);
  }

  @Test
  void aMissingSectionIsNamed() throws IOException {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> read("[storage]\ndirectory = \"var\"\n").guichet())
            .getMessage();
    assertTrue(message.contains("[municipality]"), message);
  }

  record Other(Path file, Duration patience) {}

  @Test
  void anotherHalfReadsItsOwnSection() throws IOException {
    TownHallConfigurationFile file = read("[fleet]\nfile = \"fleet.db\"\npatience = 5\n");
    assertEquals(
        Optional.of(new Other(folder.resolve("fleet.db"), Duration.ofSeconds(5))),
        file.section("fleet", Other.class));
    assertEquals(Optional.empty(), file.section("guichet", Other.class));
  }

  private TownHallConfigurationFile read(String text) throws IOException {
    return TownHallConfigurationFile.open(
        Files.writeString(folder.resolve("town-hall.toml"), text));
  }
}
