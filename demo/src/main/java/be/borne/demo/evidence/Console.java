package be.borne.demo.evidence;

import be.borne.demo.process.DemoFailure;
import be.borne.demo.process.Pause;
import be.borne.demo.process.Tool;
import be.borne.protocol.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The town hall's console, as IT staff see it in a browser. */
public final class Console implements AutoCloseable {
  private static final Duration CALL = Duration.ofSeconds(5);
  private static final Duration BROWSER = Duration.ofSeconds(60);
  private static final Duration LATE_CHILDREN = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(200);

  private final URI address;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CALL).build();

  public Console(URI address) {
    this.address = address;
  }

  /**
   * Waits until the console says something of a terminal.
   *
   * @param what for the sentence when it does not
   * @return what it says of that terminal
   */
  public JsonNode await(String terminal, Predicate<JsonNode> fits, Duration patience, String what) {
    Instant end = Instant.now().plus(patience);
    Optional<JsonNode> last = Optional.empty();
    while (Instant.now().isBefore(end)) {
      last = terminal(terminal);
      if (last.filter(fits).isPresent()) {
        return last.get();
      }
      Pause.of(POLL);
    }
    throw new DemoFailure(
        "the console does not show %s within %d s; it shows %s"
            .formatted(what, patience.toSeconds(), last.map(JsonNode::toString).orElse("nothing")));
  }

  /** What the console says of a terminal now; empty if it does not know it, or does not answer. */
  public Optional<JsonNode> terminal(String id) {
    try {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(address.resolve("/api/fleet")).timeout(CALL).build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        return Optional.empty();
      }
      for (JsonNode terminal : Json.mapper().readTree(answer.body()).path("terminals")) {
        if (terminal.path("id").asText().equals(id)) {
          return Optional.of(terminal);
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("interrupted while reading the console", e);
    }
  }

  /** Takes a picture of a page with a real browser. */
  public void photograph(String path, Path png) {
    Path profile = temporaryFolder();
    try {
      Tool.run(
          List.of(
              "chromium",
              "--headless",
              "--no-sandbox",
              "--disable-gpu",
              "--disable-quic",
              "--no-first-run",
              "--disable-background-networking",
              "--disable-component-update",
              "--disable-sync",
              "--hide-scrollbars",
              "--user-data-dir=" + profile,
              "--window-size=1280,900",
              "--timeout=30000",
              "--screenshot=" + png,
              address.resolve(path).toString()),
          Map.of(),
          BROWSER);
    } finally {
      delete(profile);
    }
    if (!Files.isRegularFile(png)) {
      throw new DemoFailure("the browser took no picture of the console");
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("borne-browser-");
    } catch (IOException e) {
      throw new DemoFailure("no folder for the browser", e);
    }
  }

  /** Until it is gone: the browser's children may still write into it for a moment. */
  private static void delete(Path folder) {
    Instant end = Instant.now().plus(LATE_CHILDREN);
    while (true) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
        return;
      } catch (IOException | UncheckedIOException e) {
        if (Instant.now().isAfter(end)) {
          throw new DemoFailure("the browser's folder cannot be removed", e);
        }
      }
      Pause.of(POLL);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
