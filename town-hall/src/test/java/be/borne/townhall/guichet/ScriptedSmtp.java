package be.borne.townhall.guichet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server that answers as it was told to, over a real socket; for what GreenMail cannot. */
final class ScriptedSmtp implements AutoCloseable {
  /** Said instead of an answer: none comes. */
  static final String SILENCE = "silence";

  /** Said instead of an answer: one letter now and then, and never an end of the line. */
  static final String DRIP = "drip";

  /** Said instead of an answer: the connection is closed. */
  static final String HANG_UP = "hang up";

  private final ServerSocket server;
  private final Function<String, String> answers;
  private final SSLContext tls;
  private final boolean fromTheFirstByte;
  final List<String> heard = new CopyOnWriteArrayList<>();
  final AtomicInteger calls = new AtomicInteger();

  /**
   * @param answers to a command, all capitals: an answer, or null for what everybody would say
   * @param tls null for a server that has none
   */
  ScriptedSmtp(Function<String, String> answers, SSLContext tls, boolean fromTheFirstByte)
      throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.answers = answers;
    this.tls = tls;
    this.fromTheFirstByte = fromTheFirstByte;
    Thread.ofVirtual().start(this::accept);
  }

  ScriptedSmtp(Function<String, String> answers) throws IOException {
    this(answers, null, false);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        calls.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException _) {
        return; // Closed.
      }
    }
  }

  private void serve(Socket plain) {
    try (plain) {
      Socket socket = fromTheFirstByte ? encrypted(plain) : plain;
      say(socket, "220 test");
      BufferedReader in = reader(socket);
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        heard.add(line);
        String command = line.toUpperCase(Locale.ROOT);
        String answer = answers.apply(command);
        if (answer == null) {
          answer = usual(command, socket instanceof SSLSocket);
        }
        if (!isSaid(socket, answer)) {
          return;
        }
        if (command.equals("DATA") && answer.startsWith("354")) {
          for (String text = in.readLine(); !".".equals(text); text = in.readLine()) {
            heard.add("> " + text);
          }
          String end = answers.apply(".");
          if (!isSaid(socket, end == null ? "250 taken" : end)) {
            return;
          }
        } else if (command.equals("STARTTLS") && answer.startsWith("220")) {
          if (tls == null) {
            return; // It said so, and goes.
          }
          socket = encrypted(socket);
          in = reader(socket);
        } else if (command.equals("QUIT")) {
          return;
        }
      }
    } catch (IOException e) {
      heard.add("broken: " + e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether there is more to be said. */
  private static boolean isSaid(Socket socket, String answer)
      throws IOException, InterruptedException {
    switch (answer) {
      case HANG_UP -> {
        return false;
      }
      case SILENCE -> Thread.sleep(60_000);
      case DRIP -> drip(socket);
      default -> say(socket, answer);
    }
    return true;
  }

  private String usual(String command, boolean encrypted) {
    return switch (command.split(" ", 2)[0]) {
      case "EHLO" ->
          "250-test\r\n"
              + (tls != null && !encrypted ? "250-STARTTLS\r\n" : "")
              + "250-AUTH PLAIN\r\n250 8BITMIME";
      case "STARTTLS" -> tls == null || encrypted ? "502 no" : "220 go on";
      case "AUTH" -> "235 welcome";
      case "DATA" -> "354 go on";
      case "QUIT" -> "221 bye";
      default -> "250 fine";
    };
  }

  private Socket encrypted(Socket socket) throws IOException {
    SSLSocket ssl = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, true);
    ssl.setUseClientMode(false);
    ssl.startHandshake();
    return ssl;
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
  }

  private static void say(Socket socket, String line) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static void drip(Socket socket) throws IOException, InterruptedException {
    OutputStream out = socket.getOutputStream();
    out.write("250-".getBytes(StandardCharsets.ISO_8859_1));
    while (true) {
      out.write('.');
      out.flush();
      Thread.sleep(50);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
