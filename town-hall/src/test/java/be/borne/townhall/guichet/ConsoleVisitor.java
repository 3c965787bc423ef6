package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.townhall.console.Console;
import be.borne.townhall.console.NewsBoard;
import be.borne.townhall.fleet.registry.FleetStore;
import be.borne.townhall.fleet.registry.Ingest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A console over some work, and a browser without a picture. */
final class ConsoleVisitor implements AutoCloseable {
  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final FleetStore fleet;
  private final Console console;

  ConsoleVisitor(Path folder, StaffWork work) throws IOException {
    fleet = FleetStore.open(folder.resolve("fleet.db"));
    console =
        Console.start(
            "127.0.0.1",
            0,
            fleet,
            () -> new Ingest.Counts(0, 0, 0),
            work,
            new NewsBoard(),
            Clock.systemUTC(),
            Duration.ofMinutes(3));
  }

  String own() {
    return "http://127.0.0.1:" + console.port();
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(
        request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  HttpResponse<byte[]> look(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(own() + path)));
  }

  String get(String path) throws IOException, InterruptedException {
    return new String(look(path).body(), StandardCharsets.UTF_8);
  }

  HttpResponse<byte[]> post(String path, String origin, String token)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(own() + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", origin)
            .POST(HttpRequest.BodyPublishers.ofString("token=" + token)));
  }

  /** The token of the form with this action. */
  static String token(String page, String action) {
    Matcher matcher =
        Pattern.compile(
                "action=\"" + Pattern.quote(action) + "\"[^>]*>\\s*<input[^>]*value=\"([^\"]+)\"")
            .matcher(page);
    assertTrue(matcher.find(), page);
    return matcher.group(1);
  }

  @Override
  public void close() throws IOException {
    console.close();
    fleet.close();
    http.close();
  }
}
