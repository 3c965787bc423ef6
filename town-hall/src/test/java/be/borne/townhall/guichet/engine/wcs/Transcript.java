package be.borne.townhall.guichet.engine.wcs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One exchange recorded from a running w.c.s.: what was sent, and what was answered. Its persons
 * are invented.
 *
 * @param number in the order of recording
 * @param path with nothing behind it
 * @param query without what signs it; empty for none
 * @param origin who signed the query; empty for nobody
 * @param requestHeaders by their names in lower case
 * @param headers of the answer, by their names in lower case
 */
@SuppressWarnings("ArrayRecordComponent") // read once, and compared by nobody
record Transcript(
    int number,
    String method,
    String path,
    String query,
    String origin,
    Map<String, String> requestHeaders,
    byte[] requestBody,
    int status,
    Map<String, String> headers,
    byte[] body) {
  private static final String REQUEST = "### REQUEST\n";
  private static final String RESPONSE = "### RESPONSE\n";

  /** All of them, in the order of recording. */
  static List<Transcript> all() {
    try (Stream<Path> files = Files.list(directory())) {
      return files
          .filter(file -> file.toString().endsWith(".http"))
          .sorted()
          .map(Transcript::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path directory() {
    try {
      return Path.of(Transcript.class.getResource("/wcs/transcripts").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Transcript read(Path file) {
    try {
      // Byte for byte: one character is one byte here.
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      int request = text.indexOf(REQUEST) + REQUEST.length();
      int response = text.indexOf(RESPONSE, request);
      Message asked = Message.of(text.substring(request, response));
      Message answered = Message.of(text.substring(response + RESPONSE.length()));
      String[] words = asked.first().split(" ", 3);
      URI target = URI.create(words[1]);
      String query = Optional.ofNullable(target.getRawQuery()).orElse("");
      Path binary = Path.of(file.toString().replace(".http", ".body"));
      return new Transcript(
          Integer.parseInt(file.getFileName().toString().substring(0, 3)),
          words[0],
          target.getRawPath(),
          unsigned(query),
          origin(query),
          asked.headers(),
          asked.body(length(asked, asked.text().length())),
          Integer.parseInt(answered.first().split(" ", 3)[1]),
          answered.headers(),
          Files.exists(binary)
              ? Files.readAllBytes(binary)
              : answered.body(length(answered, answered.text().length())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was asked for, without who asked and when. */
  static String unsigned(String query) {
    return Arrays.stream(query.split("&", -1))
        .filter(part -> !part.matches("(orig|algo|timestamp|nonce|signature)=.*"))
        .reduce((a, b) -> a + "&" + b)
        .orElse("");
  }

  /** Who signed a query; empty for nobody. */
  static String origin(String query) {
    return Arrays.stream(query.split("&", -1))
        .filter(part -> part.startsWith("orig=") && query.contains("signature="))
        .map(part -> part.substring("orig=".length()))
        .findFirst()
        .orElse("");
  }

  private static int length(Message message, int atMost) {
    return Math.min(
        atMost, Integer.parseInt(message.headers().getOrDefault("content-length", "0")));
  }

  /** First line, headers, an empty line, the rest. */
  private record Message(String first, Map<String, String> headers, String text) {
    static Message of(String whole) {
      int end = whole.indexOf("\n\n");
      String[] lines = whole.substring(0, end).split("\n", -1);
      Map<String, String> headers = new TreeMap<>();
      for (String line : Arrays.asList(lines).subList(1, lines.length)) {
        String[] parts = line.split(": ", 2);
        headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
      }
      return new Message(lines[0], headers, whole.substring(end + 2));
    }

    byte[] body(int length) {
      return text.substring(0, length).getBytes(StandardCharsets.ISO_8859_1);
    }
  }
}
