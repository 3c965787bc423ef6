package be.borne.provisioning.authority;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.terminal.MutualTls;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityTest {
  private static final int DEADLINE_MS = 20_000;

  @TempDir private Path directory;

  @Test
  void terminalAndServerShakeHands() throws Exception {
    Authority authority = Authority.create(directory.resolve("authority"), Clock.systemUTC());
    IssuedIdentity server = server(authority, "server");
    IssuedIdentity terminal = authority.issueTerminal("library-1", directory.resolve("terminal"));
    assertEquals("CN=library-1", peerSeenByServer(server, terminal));
  }

  @Test
  void aTerminalOfAnotherAuthorityIsRefused() throws Exception {
    Authority authority = Authority.create(directory.resolve("authority"), Clock.systemUTC());
    Authority other = Authority.create(directory.resolve("other"), Clock.systemUTC());
    IssuedIdentity server = server(authority, "server");
    IssuedIdentity stranger = other.issueTerminal("library-1", directory.resolve("stranger"));
    IssuedIdentity strangerWhoTrustsUs =
        new IssuedIdentity(stranger.certificate(), stranger.key(), server.authority());
    // In TLS 1.3 the refusal reaches the client as an alert or as a connection closed under it.
    assertThrows(IOException.class, () -> peerSeenByServer(server, strangerWhoTrustsUs));
  }

  @Test
  void aServerOfAnotherAuthorityIsRefused() throws Exception {
    Authority authority = Authority.create(directory.resolve("authority"), Clock.systemUTC());
    Authority other = Authority.create(directory.resolve("other"), Clock.systemUTC());
    IssuedIdentity falseServer = server(other, "server");
    IssuedIdentity terminal = authority.issueTerminal("library-1", directory.resolve("terminal"));
    assertThrows(SSLException.class, () -> peerSeenByServer(falseServer, terminal));
  }

  @Test
  void aTerminalsCertificateIsNoServers() throws Exception {
    Authority authority = Authority.create(directory.resolve("authority"), Clock.systemUTC());
    IssuedIdentity one = authority.issueTerminal("library-1", directory.resolve("one"));
    IssuedIdentity two = authority.issueTerminal("library-2", directory.resolve("two"));
    assertThrows(SSLException.class, () -> peerSeenByServer(one, two));
  }

  @Test
  void keysAreReadableByTheirOwnerAlone() throws Exception {
    Authority authority = Authority.create(directory.resolve("authority"), Clock.systemUTC());
    IssuedIdentity terminal = authority.issueTerminal("library-1", directory.resolve("terminal"));
    IssuedIdentity again = authority.issueTerminal("library-1", directory.resolve("terminal"));
    assertEquals(terminal, again);
    for (Path key : List.of(terminal.key(), directory.resolve("authority/authority.key"))) {
      assertEquals(
          PosixFilePermissions.fromString("rw-------"),
          Files.getPosixFilePermissions(key),
          key.toString());
    }
    try (var files = Files.list(directory.resolve("terminal"))) {
      assertEquals(3, files.count(), "no half-written file is left behind");
    }
  }

  @Test
  void anExistingAuthorityIsNotOverwritten() throws Exception {
    Path home = directory.resolve("authority");
    Authority authority = Authority.create(home, Clock.systemUTC());
    byte[] before = Files.readAllBytes(authority.certificate());
    assertThrows(FileAlreadyExistsException.class, () -> Authority.create(home, Clock.systemUTC()));
    assertArrayEquals(before, Files.readAllBytes(authority.certificate()));

    Files.delete(authority.certificate());
    byte[] keyBefore = Files.readAllBytes(home.resolve("authority.key"));
    assertThrows(
        FileAlreadyExistsException.class,
        () -> Authority.create(home, Clock.systemUTC()),
        "the key alone is still an authority");
    assertArrayEquals(keyBefore, Files.readAllBytes(home.resolve("authority.key")));
  }

  @Test
  void anAuthorityIsOpenedAgain() throws Exception {
    Authority made = Authority.create(directory.resolve("authority"), Clock.systemUTC());
    Authority opened = Authority.open(directory.resolve("authority"), Clock.systemUTC());
    assertEquals(
        "CN=library-1",
        peerSeenByServer(
            server(made, "server"),
            opened.issueTerminal("library-1", directory.resolve("terminal"))));
  }

  @Test
  void anAuthorityWithAForeignKeyIsNotOpened() throws Exception {
    Path one = directory.resolve("one");
    Path two = directory.resolve("two");
    Authority.create(one, Clock.systemUTC());
    Authority.create(two, Clock.systemUTC());
    Files.copy(
        one.resolve("authority.key"),
        two.resolve("authority.key"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThrows(GeneralSecurityException.class, () -> Authority.open(two, Clock.systemUTC()));
    assertThrows(
        NoSuchFileException.class,
        () -> Authority.open(directory.resolve("nowhere"), Clock.systemUTC()));
  }

  @Test
  void aTerminalsCertificateLivesNinetyDays() throws Exception {
    Clock noon = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    Authority authority = Authority.create(directory.resolve("authority"), noon);
    X509Certificate certificate =
        MutualTls.certificates(
                authority.issueTerminal("library-1", directory.resolve("terminal")).certificate())
            .getFirst();
    assertEquals(noon.instant().plus(Duration.ofDays(90)), certificate.getNotAfter().toInstant());
    assertEquals(List.of("1.3.6.1.5.5.7.3.2"), certificate.getExtendedKeyUsage());
    assertEquals(-1, certificate.getBasicConstraints());
  }

  @Test
  void nothingIsIssuedByAnAuthorityThatHasRunOut() throws Exception {
    Path home = directory.resolve("authority");
    Instant start = Instant.parse("2026-11-23T12:00:00Z");
    Authority.create(home, Clock.fixed(start, ZoneOffset.UTC));
    Authority late =
        Authority.open(home, Clock.fixed(start.plus(Duration.ofDays(3651)), ZoneOffset.UTC));
    assertThrows(
        GeneralSecurityException.class,
        () -> late.issueTerminal("library-1", directory.resolve("terminal")));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "a",
        "Library-1",
        "../library",
        "a/b",
        "a,CN=library-2",
        "a+b",
        "library 1",
        "-a",
        "library-1\n",
        "é1",
        "a\u0000b"
      })
  void aHostileTerminalIdIsRefused(String id) throws Exception {
    Authority authority = Authority.create(directory.resolve("authority"), Clock.systemUTC());
    Path target = directory.resolve("terminal");
    assertThrows(IllegalArgumentException.class, () -> authority.issueTerminal(id, target));
    assertTrue(Files.notExists(target), "nothing was written");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "town hall", "a..b", "-a", "*.example.test", "a,CN=b", "a_b"})
  void aHostileServerNameIsRefused(String name) throws Exception {
    Authority authority = Authority.create(directory.resolve("authority"), Clock.systemUTC());
    Path target = directory.resolve("server");
    assertThrows(
        IllegalArgumentException.class,
        () -> authority.issueServer(name, List.of("localhost"), List.of(), target));
    assertThrows(
        IllegalArgumentException.class,
        () -> authority.issueServer("localhost", List.of(name), List.of(), target));
    assertThrows(
        IllegalArgumentException.class,
        () -> authority.issueServer("localhost", List.of(), List.of("localhost"), target));
  }

  private IssuedIdentity server(Authority authority, String folder)
      throws IOException, GeneralSecurityException {
    return authority.issueServer(
        "townhall.test",
        List.of("townhall.test", "localhost"),
        List.of("127.0.0.1", "::1"),
        directory.resolve(folder));
  }

  /** The distinguished name that the server saw after both sides had exchanged a byte. */
  private static String peerSeenByServer(IssuedIdentity server, IssuedIdentity client)
      throws Exception {
    SSLContext serverSide =
        MutualTls.context(server.certificate(), server.key(), server.authority());
    SSLContext clientSide =
        MutualTls.context(client.certificate(), client.key(), client.authority());
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        SSLServerSocket listening =
            (SSLServerSocket)
                serverSide
                    .getServerSocketFactory()
                    .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      listening.setNeedClientAuth(true);
      listening.setSoTimeout(DEADLINE_MS);
      Future<String> seen =
          executor.submit(
              () -> {
                try (SSLSocket socket = (SSLSocket) listening.accept()) {
                  socket.setSoTimeout(DEADLINE_MS);
                  socket.startHandshake();
                  String name = socket.getSession().getPeerPrincipal().getName();
                  socket.getOutputStream().write(socket.getInputStream().read());
                  return name;
                }
              });
      try (SSLSocket socket =
          (SSLSocket)
              clientSide
                  .getSocketFactory()
                  .createSocket(InetAddress.getLoopbackAddress(), listening.getLocalPort())) {
        socket.setSoTimeout(DEADLINE_MS);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.getOutputStream().write(7);
        assertEquals(7, socket.getInputStream().read());
      }
      return seen.get();
    }
  }
}
