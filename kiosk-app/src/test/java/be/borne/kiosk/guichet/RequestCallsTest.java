package be.borne.kiosk.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.borne.protocol.guichet.CitizenFile;
import be.borne.protocol.guichet.CitizenFiles;
import be.borne.protocol.guichet.CitizenSession;
import be.borne.protocol.guichet.GuichetPaths;
import be.borne.protocol.guichet.RefusalReason;
import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a citizen's own files stand, asked of a real HTTPS server. */
class RequestCallsTest {
  private static final CitizenSession SESSION =
      new CitizenSession("a-token-of-nobody", Instant.parse("2099-01-01T00:00:00Z"));
  private static final CitizenFile REFUSED =
      new CitizenFile(
          "TSR-2026-7K3M9QX2",
          CitizenFile.Kind.DOCUMENT,
          Arrays.stream(Language.values())
              .collect(Collectors.toMap(each -> each, each -> "Title " + each.tag())),
          List.of(
              new CitizenFile.Step(
                  CitizenFile.Event.REFUSED, Instant.parse("2026-11-28T08:00:00Z"))),
          CitizenFile.Next.NOTHING,
          RefusalReason.NOTHING_TO_CERTIFY,
          null);

  @TempDir Path directory;
  private TestGuichet guichet;
  private GuichetClient client;

  @BeforeEach
  void open() throws Exception {
    guichet = new TestGuichet(directory);
    client = guichet.client(Duration.ofSeconds(30));
  }

  @AfterEach
  void close() {
    client.close();
    guichet.close();
  }

  private void serve(int status, String json) {
    guichet.on(GuichetPaths.FILES, exchange -> TestGuichet.json(exchange, status, json));
  }

  private static String json(CitizenFile... files) throws Exception {
    return Json.mapper().writeValueAsString(new CitizenFiles(List.of(files)));
  }

  @Test
  void theyComeForTheSession() throws Exception {
    AtomicReference<String> as = new AtomicReference<>();
    String json = json(REFUSED);
    guichet.on(
        GuichetPaths.FILES,
        exchange -> {
          as.set(exchange.getRequestHeaders().getFirst("Authorization"));
          TestGuichet.json(exchange, 200, json);
        });
    assertEquals(Optional.of(new CitizenFiles(List.of(REFUSED))), client.files(SESSION));
    assertEquals("Bearer a-token-of-nobody", as.get());
  }

  /** Without the call, or with words that this terminal does not know. */
  @Test
  void anOlderAndANewerGuichetAreUnderstood() throws Exception {
    assertEquals(Optional.empty(), client.files(SESSION));
    serve(
        200,
        json(REFUSED)
            .replace("NOTHING_TO_CERTIFY", "MOON_IS_FULL")
            .replace("\"NOTHING\"", "\"SOMETHING\""));
    CitizenFile read = client.files(SESSION).orElseThrow().files().getFirst();
    assertNull(read.refusal());
    assertEquals(CitizenFile.Next.ASK_AT_THE_COUNTER, read.next());
  }

  @Test
  void whatBreaksItsBoundsIsRefusedWithoutBeingQuoted() throws Exception {
    String one = Json.mapper().writeValueAsString(REFUSED);
    for (String wrong :
        List.of(
            "{}",
            "{\"files\":[%s]}"
                .formatted(String.join(",", Collections.nCopies(CitizenFiles.MOST + 1, one))),
            json(REFUSED).replace("TSR-2026-7K3M9QX2", "../../etc"),
            json(REFUSED).replace("Title fr", "x".repeat(81)))) {
      try (TestGuichet other = new TestGuichet(directory.resolve("" + wrong.hashCode()));
          GuichetClient asking = other.client(Duration.ofSeconds(30))) {
        other.on(GuichetPaths.FILES, exchange -> TestGuichet.json(exchange, 200, wrong));
        GuichetException refused =
            assertThrows(GuichetException.class, () -> asking.files(SESSION), wrong);
        assertEquals(FaultCode.GUICHET_FAILED, refused.fault());
        assertFalse(refused.getMessage().contains("Title"), refused.getMessage());
      }
    }
  }

  @Test
  void aSessionThatEndedIsSaidToHaveEnded() {
    serve(401, "{\"fault\":\"G-304\",\"rule\":\"session ended\"}");
    assertEquals(
        FaultCode.GUICHET_SESSION_ENDED,
        assertThrows(GuichetException.class, () -> client.files(SESSION)).fault());
  }
}
