package be.borne.townhall.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A real Chromium with one page, told what to do by its own debugging protocol. */
public final class Browser implements AutoCloseable {
  public static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final LinkedBlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
  private final WebSocket page;
  private int asked;

  public Browser(int width, int height) throws IOException, InterruptedException {
    Path profiles = Files.createDirectories(Path.of("target/console-browsers"));
    process =
        new ProcessBuilder(
                CHROMIUM.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--window-size=" + width + "," + height,
                "--user-data-dir="
                    + Files.createTempDirectory(profiles, "profile").toAbsolutePath(),
                "about:blank")
            .redirectErrorStream(true)
            .start();
    try {
      page = connect(debuggingPort());
    } catch (IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private int debuggingPort() throws IOException {
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line;
    while ((line = said.readLine()) != null) {
      if (line.startsWith("DevTools listening on ")) {
        Thread.ofVirtual().start(() -> said.lines().forEach(_ -> {}));
        return URI.create(line.substring("DevTools listening on ".length()).strip()).getPort();
      }
    }
    throw new IOException("the browser did not start");
  }

  private WebSocket connect(int port) throws IOException, InterruptedException {
    JsonNode targets =
        json.readTree(
            http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                        .timeout(PATIENCE)
                        .build(),
                    HttpResponse.BodyHandlers.ofString())
                .body());
    for (JsonNode target : targets) {
      if (target.path("type").asText().equals("page")) {
        return http.newWebSocketBuilder()
            .buildAsync(URI.create(target.path("webSocketDebuggerUrl").asText()), new Collector())
            .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
            .join();
      }
    }
    throw new IOException("the browser has no page");
  }

  private final class Collector implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      message.append(data);
      if (last) {
        try {
          answers.add(json.readTree(message.toString()));
        } catch (IOException e) {
          throw new AssertionError(e);
        }
        message.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }

  private JsonNode command(String method, Map<String, Object> parameters)
      throws IOException, InterruptedException {
    int id = ++asked;
    page.sendText(
            json.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true)
        .join();
    while (true) {
      JsonNode answer = answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (answer == null) {
        throw new IOException("no answer to " + method);
      }
      if (answer.path("id").asInt() == id) {
        return answer.path("result");
      }
    }
  }

  /** Goes there and waits until the page says this. */
  public void open(URI address, String words) throws IOException, InterruptedException {
    command("Page.navigate", Map.of("url", address.toString()));
    await(text -> text.contains(words), words);
  }

  /** Goes there and waits until the page stands. */
  public void open(URI address) throws IOException, InterruptedException {
    evaluate("window.isLeft = true");
    JsonNode went = command("Page.navigate", Map.of("url", address.toString()));
    if (went.has("errorText")) {
      throw new IOException(address + ": " + went.path("errorText").asText());
    }
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!evaluate("String(!window.isLeft && document.readyState)").equals("complete")) {
      if (System.nanoTime() > end) {
        throw new AssertionError("the page never stood: " + address);
      }
      Thread.sleep(50);
    }
  }

  /** As on a panel of that size. */
  public void resize(int width, int height) throws IOException, InterruptedException {
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Presses what the selector finds first. */
  public void press(String selector) throws IOException, InterruptedException {
    evaluate("document.querySelector(" + json.writeValueAsString(selector) + ").click()");
  }

  public String text() throws IOException, InterruptedException {
    return evaluate("document.body ? document.body.innerText : ''");
  }

  public String evaluate(String script) throws IOException, InterruptedException {
    return command("Runtime.evaluate", Map.of("expression", script))
        .path("result")
        .path("value")
        .asText();
  }

  public void await(String words) throws IOException, InterruptedException {
    await(text -> text.contains(words), words);
  }

  private void await(Predicate<String> arrived, String wanted)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    String seen = "";
    while (System.nanoTime() < end) {
      seen = text();
      if (arrived.test(seen)) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("the page never said: " + wanted + "\nbut:\n" + seen);
  }

  public void photograph(Path file) throws IOException, InterruptedException {
    // Letters whose font is still on its way are blank.
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!evaluate("document.fonts.status").equals("loaded") && System.nanoTime() < end) {
      Thread.sleep(50);
    }
    JsonNode picture = command("Page.captureScreenshot", Map.of("format", "png"));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(picture.path("data").asText()));
  }

  public void dark() throws IOException, InterruptedException {
    command(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    http.shutdownNow();
  }
}
