package be.borne.townhall.guichet.engine.wcs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedQueryTest {
  @TempDir Path directory;

  /** The signature of exchange 27, which the real server took. */
  @Test
  void signsAsTheRecordedOneWasSigned() {
    assertEquals(
        "orig=borne-01&algo=sha256&timestamp=2026-11-22T04%3A54%3A13Z"
            + "&nonce=74c49634c9cd68066a7d1872b792bb7b"
            + "&signature=Nw5T4epe%2FJUvRh0do3scP0qMJ3l1G72ARP29aKXoqq4%3D",
        SignedQuery.of(
            "",
            RecordedWcs.credentials(RecordedWcs.KIOSK),
            Instant.parse("2026-11-22T04:54:13.9Z"),
            "74c49634c9cd68066a7d1872b792bb7b"));
  }

  @Test
  void signsWhatIsAskedForToo() {
    WcsCredentials who = RecordedWcs.credentials(RecordedWcs.KIOSK);
    String one = SignedQuery.of("a=1", who, Instant.EPOCH, "n");
    String other = SignedQuery.of("a=2", who, Instant.EPOCH, "n");
    assertTrue(one.startsWith("a=1&orig=borne-01&"), one);
    assertFalse(
        one.substring(one.indexOf("&signature="))
            .equals(other.substring(other.indexOf("&signature="))));
  }

  @Test
  void aKeyIsReadWithoutTheLinesEnd() throws Exception {
    WcsCredentials read = WcsCredentials.read("borne-01", file("s3cret-borne-01\n", "rw-------"));
    assertEquals(RecordedWcs.credentials(RecordedWcs.KIOSK).basic(), read.basic());
    assertFalse(read.toString().contains("s3cret"), "its name tells the key");
  }

  @Test
  void aKeyThatOthersMayReadIsNotUsed() {
    assertThrows(
        GeneralSecurityException.class,
        () -> WcsCredentials.read("borne-01", file("s3cret-borne-01\n", "rw-r-----")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "with a space", "two\nlines-of-it", "éééééééé"})
  void whatIsNoKeyIsNotUsedAndNotQuoted(String content) {
    GeneralSecurityException refused =
        assertThrows(
            GeneralSecurityException.class,
            () -> WcsCredentials.read("borne-01", file(content, "rw-------")));
    assertFalse(content.length() > 3 && refused.getMessage().contains(content));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a&b", "a b", "a:b", "é"})
  void whatIsNoIdentifierIsNotUsed(String identifier) {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new WcsCredentials(identifier, "s3cret-borne-01".getBytes(StandardCharsets.US_ASCII)));
  }

  private Path file(String content, String permissions) throws Exception {
    Path file = directory.resolve("key");
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    return file;
  }
}
