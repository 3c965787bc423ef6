package be.borne.demo.bench;

import be.borne.demo.process.DemoFailure;
import be.borne.demo.process.Program;
import be.borne.demo.process.Tool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A print system of this measurement's own: cupsd on loopback with everything it writes in one
 * folder, and two queues to one printer, as a desktop would set them up.
 */
final class PrivateCups implements AutoCloseable {
  /** Rewrites documents for the printer, as queues without a driver do today. */
  static final String DRIVERLESS = "everywhere";

  /** Passes documents on as they are. */
  static final String RAW = "raw";

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Program scheduler;
  private final String server;

  private PrivateCups(Program scheduler, String server) {
    this.scheduler = scheduler;
    this.server = server;
  }

  /**
   * @throws DemoFailure if it does not come up, or cannot reach the printer
   */
  static PrivateCups start(Path directory, URI printer) throws IOException {
    int port = freePort();
    for (String folder : List.of("root", "spool", "cache", "state", "tmp")) {
      Files.createDirectories(directory.resolve(folder));
    }
    Path settings = directory.resolve("cupsd.conf");
    Files.writeString(
        settings,
        """
        LogLevel warn
        Listen 127.0.0.1:%d
        Browsing Off
        WebInterface No
        DefaultAuthType None
        PreserveJobFiles No
        <Location />
        Order allow,deny
        Allow all
        </Location>
        <Policy default>
        <Limit All>
        Order deny,allow
        Allow all
        </Limit>
        </Policy>
        """
            .formatted(port));
    Path files = directory.resolve("cups-files.conf");
    Files.writeString(
        files,
        """
        ServerRoot %1$s/root
        RequestRoot %1$s/spool
        CacheDir %1$s/cache
        StateDir %1$s/state
        TempDir %1$s/tmp
        ErrorLog %1$s/error.log
        AccessLog %1$s/access.log
        PageLog %1$s/page.log
        """
            .formatted(directory.toAbsolutePath()));
    Program scheduler =
        Program.start(
            "the print system",
            List.of("/usr/sbin/cupsd", "-f", "-c", settings.toString(), "-s", files.toString()),
            Map.of(),
            directory.resolve("cupsd.log"));
    PrivateCups cups = new PrivateCups(scheduler, "127.0.0.1:" + port);
    try {
      scheduler.await(
          () ->
              Tool.run(List.of("lpstat", "-r"), cups.environment(), PATIENCE)
                      .text()
                      .contains("is running")
                  ? Optional.of(true)
                  : Optional.empty(),
          PATIENCE,
          "answered");
      cups.queue(DRIVERLESS, printer);
      cups.queue(RAW, printer);
      return cups;
    } catch (RuntimeException e) {
      cups.close();
      throw e;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private void queue(String model, URI printer) {
    Tool.Result made =
        Tool.run(
            List.of("/usr/sbin/lpadmin", "-p", model, "-E", "-v", printer.toString(), "-m", model),
            environment(),
            PATIENCE);
    if (made.exitCode() != 0) {
      throw new DemoFailure("the print system has no queue to the printer");
    }
  }

  /** Leads lp, lpr and libcups here. */
  Map<String, String> environment() {
    return Map.of("CUPS_SERVER", server, "LC_ALL", "C.UTF-8");
  }

  @Override
  public void close() {
    scheduler.close();
  }
}
