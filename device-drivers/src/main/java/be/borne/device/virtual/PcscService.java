package be.borne.device.virtual;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A PC/SC service (pcscd) of our own with vpcd as its only reader. It runs where {@code
 * VirtualReaderProcess} has put us: {@code /run/pcscd} is our directory, and the network is
 * loopback alone, because vpcd listens on every interface.
 */
final class PcscService implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Path DISTRIBUTION_CONFIGURATION = Path.of("/etc/reader.conf.d/vpcd");

  /** vsmartcard-vpcd as Debian packages it, should its configuration file be missing. */
  private static final String CONFIGURATION =
      """
      FRIENDLYNAME "Virtual PCD"
      DEVICENAME   /dev/null:0x8C7B
      LIBPATH      /usr/lib/pcsc/drivers/serial/libifdvpcd.so
      CHANNELID    0x8C7B
      """;

  private final Path directory;
  private final List<String> options;

  /** The kernel ends pcscd together with the thread that started it, so that thread is kept. */
  private final ExecutorService keeper =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("pcscd-keeper").factory());

  private Process service;

  /**
   * @param options added to pcscd's command line
   */
  PcscService(Path directory, List<String> options) {
    this.directory = directory;
    this.options = List.copyOf(options);
  }

  /**
   * Starts the service and waits until it listens. It dies with this process, however that ends.
   *
   * @throws IOException if it does not come up; its log is in {@code pcscd.log}
   */
  synchronized void start() throws IOException {
    start(true);
  }

  /**
   * Ends the service, and starts it again without the virtual reader: as near as software comes to
   * a reader that is unplugged. vpcd never reports that its reader is gone, and pcscd removes none
   * for any other reason.
   */
  synchronized void restartWithoutReader() throws IOException {
    stop();
    start(false);
  }

  private void start(boolean withReader) throws IOException {
    if (running()) {
      return;
    }
    Path socket = directory.resolve("pcscd.comm");
    Files.deleteIfExists(socket);
    Files.deleteIfExists(directory.resolve("pcscd.pid"));
    Path configuration = Files.createDirectories(directory.resolve("reader.conf.d"));
    Path noReaders = Files.createDirectories(directory.resolve("no-readers.d"));
    Files.writeString(
        configuration.resolve("vpcd"),
        Files.isReadable(DISTRIBUTION_CONFIGURATION)
            ? Files.readString(DISTRIBUTION_CONFIGURATION)
            : CONFIGURATION);
    // Without drivers for USB it leaves the machine's real readers alone.
    Path noDrivers = Files.createDirectories(directory.resolve("no-usb-drivers"));
    List<String> command =
        new ArrayList<>(
            List.of(
                "setpriv",
                "--pdeathsig",
                "TERM",
                "pcscd",
                "--foreground",
                "--error",
                "--config",
                (withReader ? configuration : noReaders).toString()));
    if (offers("--disable-polkit")) {
      command.add("--disable-polkit");
    }
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PCSCLITE_HP_DROPDIR", noDrivers.toString());
    builder.redirectErrorStream(true);
    builder.redirectOutput(directory.resolve("pcscd.log").toFile());
    service = startedByKeeper(builder);
    long end = System.nanoTime() + START_TIMEOUT.toNanos();
    while (!Files.exists(socket)) {
      if (!service.isAlive() || System.nanoTime() > end) {
        stop();
        throw new IOException("pcscd does not start; see " + directory.resolve("pcscd.log"));
      }
      pause();
    }
  }

  private Process startedByKeeper(ProcessBuilder builder) throws IOException {
    try {
      return keeper.submit(builder::start).get();
    } catch (ExecutionException e) {
      throw new IOException("pcscd cannot be run", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while pcscd starts", e);
    }
  }

  private static boolean offers(String option) throws IOException {
    Process help = new ProcessBuilder("pcscd", "--help").redirectErrorStream(true).start();
    return new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .contains(option);
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while pcscd starts", e);
    }
  }

  synchronized boolean running() {
    return service != null && service.isAlive();
  }

  /** Ends the service, kindly first. It can be started again. */
  synchronized void stop() {
    if (service == null) {
      return;
    }
    service.destroy();
    try {
      if (!service.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        service.destroyForcibly();
      }
    } catch (InterruptedException e) {
      service.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    service = null;
  }

  @Override
  public void close() {
    stop();
    keeper.shutdown();
  }
}
