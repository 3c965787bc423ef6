package be.borne.device.printer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real cupsd on a loopback port, with one raw queue, that ends with the test. */
final class PrivateCups implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);
  private final Path root;
  private final int port;
  private final Process process;

  private PrivateCups(Path root, int port, Process process) {
    this.root = root;
    this.port = port;
    this.process = process;
  }

  static PrivateCups start(Path directory, String queue, URI device) throws Exception {
    Path root = Files.createDirectories(directory.resolve("cups"));
    // As root, cupsd hands documents to its backends under another name, which must get there.
    for (Path onTheWay : List.of(directory, root)) {
      Files.setPosixFilePermissions(onTheWay, PosixFilePermissions.fromString("rwx--x--x"));
    }
    for (String name : List.of("spool", "spool/tmp", "cache", "state", "log")) {
      Files.createDirectories(root.resolve(name));
    }
    int port;
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = probe.getLocalPort();
    }
    Path configuration =
        Files.writeString(
            root.resolve("cupsd.conf"),
            """
            Listen 127.0.0.1:%d
            WebInterface No
            Browsing No
            DefaultAuthType None
            PreserveJobFiles No
            <Location />
            Order allow,deny
            Allow localhost
            </Location>
            <Policy default>
            <Limit All>
            Order deny,allow
            </Limit>
            </Policy>
            """
                .formatted(port));
    Path files =
        Files.writeString(
            root.resolve("cups-files.conf"),
            """
            ServerRoot %1$s
            RequestRoot %1$s/spool
            TempDir %1$s/spool/tmp
            CacheDir %1$s/cache
            StateDir %1$s/state
            AccessLog %1$s/log/access
            ErrorLog %1$s/log/error
            PageLog %1$s/log/page
            """
                .formatted(root));
    Files.writeString(
        root.resolve("printers.conf"),
        """
        <Printer %s>
        PrinterId 1
        Info raw
        DeviceURI %s
        State Idle
        Accepting Yes
        Shared No
        JobSheets none none
        </Printer>
        """
            .formatted(queue, device));
    Process process =
        new ProcessBuilder(
                "/usr/sbin/cupsd", "-f", "-c", configuration.toString(), "-s", files.toString())
            .redirectErrorStream(true)
            .redirectOutput(root.resolve("said.txt").toFile())
            .start();
    PrivateCups cups = new PrivateCups(root, port, process);
    long end = System.nanoTime() + START.toNanos();
    while (!cups.answers()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        cups.close();
        throw new IOException("cupsd does not start (Debian: cups-daemon): " + cups.said());
      }
      Thread.sleep(50);
    }
    return cups;
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** For {@code CUPS_SERVER}. */
  String address() {
    return "127.0.0.1:" + port;
  }

  String said() {
    try {
      Path log = root.resolve("log/error");
      return Files.readString(root.resolve("said.txt"))
          + (Files.exists(log) ? Files.readString(log) : "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
