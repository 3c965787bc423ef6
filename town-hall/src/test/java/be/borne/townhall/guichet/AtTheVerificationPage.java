package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.Catalogue;
import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.Operator;
import be.borne.townhall.console.Browser;
import be.borne.townhall.guichet.audit.AuditStore;
import be.borne.townhall.guichet.engine.Commission;
import be.borne.townhall.guichet.engine.Engine;
import be.borne.townhall.guichet.engine.Progress;
import be.borne.townhall.guichet.validation.Verdict;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** One issued paper, and the public page that confirms it. */
abstract class AtTheVerificationPage {
  static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  static final String CODE = "7K3M-9QX2-0000-ABCD";
  static final String REFERENCE = "TSR-2026-7K3M9QX2";
  static final Instant ISSUED = Instant.parse("2026-11-23T23:30:00Z");
  static final int PER_MINUTE = 40;
  static final int WRONG_PER_MINUTE = 60;

  @TempDir Path folder;
  final AtomicReference<Instant> now = new AtomicReference<>(ISSUED);
  final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
  OrderStore store;
  HttpListener listener;
  final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void open() throws Exception {
    Path var = Files.createDirectories(folder.resolve("var"));
    store = OrderStore.open(var.resolve("orders.db"));
    AuditStore.open(var).close();
    store.place(
        new StoredOrder(
            REFERENCE,
            UUID.randomUUID(),
            new byte[32],
            "library-1",
            "life",
            Language.FRENCH,
            Order.State.IN_PREPARATION,
            ISSUED,
            null),
        Instant.EPOCH,
        Integer.MAX_VALUE);
    store.issued(
        REFERENCE,
        new byte[] {1},
        new IssuedDocument("0".repeat(64), 1, CODE),
        ISSUED,
        Validated.of(
            REFERENCE, ISSUED, new Verdict.Passed("PAdES-BASELINE-T", new byte[] {'<', '>'})));
    listener = listener(PER_MINUTE, WRONG_PER_MINUTE, List.of());
  }

  HttpListener listener(int perMinute, int wrongPerMinute, List<String> proxies) throws Exception {
    PublicPages pages =
        new PublicPages(
            new Municipality(
                "Ville de Testerive",
                "Stad Testerive",
                "Stadt Testerive",
                "City of Testerive",
                "TSR"),
            new GuichetConfiguration.Verification(
                "localhost", 0, null, null, null, perMinute, wrongPerMinute, proxies),
            clock);
    VerificationPage page = new VerificationPage(store, new OneService(), pages, clock);
    return HttpListener.start(
        "localhost",
        0,
        new HttpListener.Protection.Plain(),
        "text/plain",
        "",
        routes -> {
          pages.routes(routes);
          page.routes(routes);
        });
  }

  @AfterEach
  void close() throws Exception {
    listener.close();
    store.close();
    client.close();
  }

  int operator(String... arguments) throws IOException {
    Path configuration =
        Files.writeString(
            folder.resolve("town-hall.toml"),
            Files.readString(Path.of("src", "main", "config", "town-hall.toml")));
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--configuration";
    all[arguments.length + 1] = configuration.toString();
    return Operator.run(nowhere, nowhere, all);
  }

  int from(HttpListener there, String forwarded) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(URI.create(there.address() + "/verify/" + CODE))
                .header("X-Forwarded-For", forwarded)
                .timeout(Duration.ofSeconds(60))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  void draw(Browser browser, String path, Path name, int width, int height) throws Exception {
    Path picture = name.resolveSibling(name.getFileName() + ".png").toAbsolutePath();
    Files.deleteIfExists(picture);
    browser.resize(width, height);
    browser.open(URI.create(listener.address() + path));
    browser.photograph(picture);
    BufferedImage drawn = ImageIO.read(picture.toFile());
    assertEquals(width, drawn.getWidth());
    assertEquals(height, drawn.getHeight());
    assertTrue(colours(drawn) > 50, () -> "an empty page at " + path);
  }

  private static long colours(BufferedImage picture) {
    int width = picture.getWidth();
    int[] dots = picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width);
    return Arrays.stream(dots).distinct().count();
  }

  static int count(String text, String part) {
    return (text.length() - text.replace(part, "").length()) / part.length();
  }

  HttpResponse<String> type(String code, String language) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(listener.address() + "/verify"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .timeout(Duration.ofSeconds(60))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "lang="
                        + language
                        + "&code="
                        + URLEncoder.encode(code, StandardCharsets.UTF_8)))
            .build(),
        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  HttpResponse<String> get(String path, String language) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(listener.address() + path))
            .header("Accept-Language", language)
            .timeout(Duration.ofSeconds(60))
            .build(),
        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  /** An engine that offers one service and is never asked for it. */
  static final class OneService implements Engine {
    @Override
    public Catalogue catalogue() {
      Map<Language, String> title =
          Arrays.stream(Language.values())
              .collect(Collectors.toMap(Function.identity(), l -> "life in " + l.tag()));
      return new Catalogue(
          List.of(
              new Service(
                  "life", title, title, List.of(Language.FRENCH), 0, Service.Delivery.AT_ONCE)));
    }

    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public Progress advance(Commission commission) {
      throw new AssertionError("whoever verifies a paper orders nothing");
    }

    @Override
    public void close() {}
  }
}
