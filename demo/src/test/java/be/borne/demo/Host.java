package be.borne.demo;

import be.borne.demo.process.DemoFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A host who looks into the printer's tray and answers the console's question. */
final class Host implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern NOTHING_CAME_OUT =
      Pattern.compile("href=\"(/questions/[0-9a-f-]{36}/nothing-came-out)\"");
  private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

  private final URI console;
  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  Host(URI console) {
    this.console = console;
  }

  /** Finds the one open question and says that nothing came out. */
  void saysThatNothingCameOut() throws IOException, InterruptedException {
    String path = found(NOTHING_CAME_OUT, get("/questions"));
    String token = found(TOKEN, get(path));
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(console.resolve(path))
                .timeout(PATIENCE)
                .header("Origin", "http://" + console.getAuthority())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 303) {
      throw new DemoFailure("the console did not take the answer: " + answer.statusCode());
    }
  }

  private String get(String path) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(console.resolve(path)).timeout(PATIENCE).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static String found(Pattern pattern, String page) {
    Matcher matcher = pattern.matcher(page);
    if (!matcher.find()) {
      throw new DemoFailure("the console's page has no " + pattern);
    }
    return matcher.group(1);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
