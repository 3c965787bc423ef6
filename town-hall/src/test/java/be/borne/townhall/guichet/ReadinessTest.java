package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** What whoever watches over the program is told, and how the door is locked. */
class ReadinessTest extends AtTheGuichet {
  private final HttpClient http = HttpClient.newHttpClient();

  private HttpResponse<String> get(String path) throws Exception {
    URI address = guichet.verificationAddress().resolve(path);
    return http.send(
        HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(60)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aGuichetThatRunsIsThereAndReady() throws Exception {
    for (String path : new String[] {"/health/live", "/health/ready"}) {
      HttpResponse<String> answer = get(path);
      assertEquals(204, answer.statusCode(), path);
      assertEquals("", answer.body());
    }
  }

  /** Somebody else holds the store for longer than anybody waits. */
  @Test
  void whereNothingCanBeWrittenItIsThereAndNotReady() throws Exception {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:sqlite:" + folder.resolve("var").resolve("orders.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");
      advanced.set(Duration.ofMinutes(1));
      assertEquals(503, get("/health/ready").statusCode());
      assertEquals(204, get("/health/live").statusCode());
      statement.execute("ROLLBACK");
    }
    advanced.set(Duration.ofMinutes(2));
    assertEquals(204, get("/health/ready").statusCode());
  }

  @Test
  void theDoorTakesNothingOlderThanTls13() throws Exception {
    try (SSLSocket socket = (SSLSocket) library.connection()) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      IOException refused = assertThrows(IOException.class, socket::startHandshake);
      assertInstanceOf(SSLException.class, refused);
    }
    try (SSLSocket socket = (SSLSocket) library.connection()) {
      socket.startHandshake();
      assertEquals("TLSv1.3", socket.getSession().getProtocol());
    }
  }
}
