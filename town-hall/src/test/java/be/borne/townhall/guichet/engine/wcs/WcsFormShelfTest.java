package be.borne.townhall.guichet.engine.wcs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two forms of a w.c.s., of which one is in trouble: what becomes of it, and of the other. */
class WcsFormShelfTest {
  private static final Duration SOON = Duration.ofMillis(100);

  private LivingWcs wcs;
  private WcsClient client;
  private WcsFormShelf shelf;

  @BeforeEach
  void open() throws Exception {
    wcs = new LivingWcs(new byte[0]);
    client =
        new WcsClient(
            new WcsCalls(
                wcs.site(),
                RecordedWcs.credentials(RecordedWcs.SITE),
                RecordedWcs.credentials(RecordedWcs.KIOSK),
                SSLContext.getDefault(),
                Duration.ofSeconds(5),
                Clock.systemUTC()));
    WcsFormFile first = WcsFormFile.read(Path.of("src/main/config/wcs-forms")).getFirst();
    // What is looked at once in ten minutes when all is well would not come back in this test.
    shelf =
        new WcsFormShelf(
            client,
            List.of(second(first), first),
            "niss",
            new WcsShelf.Pace(Duration.ofMinutes(10), SOON));
  }

  private static WcsFormFile second(WcsFormFile first) {
    Map<String, JsonNode> data = new HashMap<>(first.data());
    data.remove(first.reference());
    return new WcsFormFile(
        "second-request",
        first.category(),
        first.title(),
        first.explanation(),
        "second",
        first.reference(),
        data,
        first.unchecked(),
        first.words());
  }

  @AfterEach
  void close() {
    shelf.close();
    client.close();
    wcs.close();
  }

  private List<String> offered() {
    return shelf.offered().stream().map(each -> each.file().id()).toList();
  }

  /** It comes back soon, and not after ten minutes; the other is there all the time. */
  @ParameterizedTest
  @ValueSource(ints = {400, 403, 502})
  void oneThatFailsTakesNoOtherWithItAndIsLookedAtSoon(int status) throws Exception {
    wcs.secondAway = status;
    shelf.start();
    assertEquals(List.of("household-request"), offered());
    wcs.secondAway = 0;
    await(() -> offered().equals(List.of("second-request", "household-request")));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 502})
  void oneThatFailsIsOfferedOnAsItWas(int status) throws Exception {
    shelf.close();
    shelf = new WcsFormShelf(client, shelf.files(), "niss", new WcsShelf.Pace(SOON, SOON));
    shelf.start();
    assertEquals(List.of("second-request", "household-request"), offered());
    wcs.secondAway = status;
    Thread.sleep(1_000);
    assertEquals(List.of("second-request", "household-request"), offered());
  }

  /** A number that no number is made of. */
  @Test
  void oneThatThisProgramStumblesOverTakesNoOtherWithIt() throws Exception {
    wcs.secondField =
        "{\"type\": \"numeric\", \"varname\": \"n\", \"label\": \"N\", \"min_value\": 1e999}";
    shelf.start();
    assertEquals(List.of("household-request"), offered());
  }

  private static void await(BooleanSupplier done) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!done.getAsBoolean() && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertTrue(done.getAsBoolean(), "did not come within ten seconds");
  }
}
