package be.borne.device.virtual;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a {@link VirtualReader} in a process of its own, inside a network and a mount namespace, so
 * that several can run on one machine and none disturbs the machine's own PC/SC service. Ends with
 * this process, however that ends.
 *
 * <p>Needs {@code unshare}, {@code setpriv}, {@code ip}, {@code mount} and {@code pcscd} with
 * {@code vpcd}; root, or a kernel that lets users have namespaces of their own.
 */
public final class VirtualReaderProcess implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(45);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration QUIT_TIMEOUT = Duration.ofSeconds(8);

  /** What sockaddr_un holds, less the terminating zero. */
  private static final int MAX_SOCKET_PATH_BYTES = 107;

  /**
   * Run inside the namespaces: gives pcscd our directory as its own and leaves us loopback alone.
   */
  private static final String ENTER =
      """
      ip link set lo up &&
      { [ -d /run/pcscd ] || mkdir -p /run/pcscd 2>/dev/null ||
        { mount -t tmpfs tmpfs /run && mkdir /run/pcscd; }; } &&
      mount --bind "$1" /run/pcscd && shift && exec "$@"
      """;

  private final Path directory;
  private final Process process;

  private VirtualReaderProcess(Path directory, Process process) {
    this.directory = directory;
    this.process = process;
  }

  /**
   * Starts a reader and waits until it is ready.
   *
   * @param directory made if it is not there; its authorities are reused if it is
   * @throws IOException if the reader does not come up
   */
  public static VirtualReaderProcess start(Path directory) throws IOException {
    return start(directory, List.of());
  }

  /**
   * @param pcscdOptions added to pcscd's command line, to try its limits
   */
  public static VirtualReaderProcess start(Path directory, List<String> pcscdOptions)
      throws IOException {
    Path absolute = Files.createDirectories(directory).toRealPath();
    Path longest = absolute.resolve("control.sock");
    if (longest.toString().getBytes(StandardCharsets.UTF_8).length > MAX_SOCKET_PATH_BYTES) {
      throw new IOException("the directory's path is too long for a Unix socket");
    }
    ProcessBuilder builder = new ProcessBuilder(commandLine(absolute, pcscdOptions));
    builder.redirectError(absolute.resolve("virtual-reader.log").toFile());
    VirtualReaderProcess reader = new VirtualReaderProcess(absolute, builder.start());
    try {
      reader.awaitReady();
      return reader;
    } catch (IOException e) {
      reader.close();
      throw e;
    }
  }

  /** The whole command line, for whoever would rather start it by hand. */
  static List<String> commandLine(Path directory, List<String> pcscdOptions) {
    List<String> command = new ArrayList<>(List.of("unshare", "--net", "--mount"));
    if (!"root".equals(System.getProperty("user.name"))) {
      command.add("--map-root-user");
    }
    command.addAll(List.of("sh", "-c", ENTER, "virtual-reader", directory.toString()));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djava.awt.headless=true",
            "--class-path",
            System.getProperty("java.class.path"),
            VirtualReader.class.getName(),
            "--directory",
            directory.toString(),
            "--until-stdin-closes",
            "--"));
    command.addAll(pcscdOptions);
    return command;
  }

  private void awaitReady() throws IOException {
    CompletableFuture<Boolean> ready = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> drain(ready));
    try {
      if (!ready.get(START_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new IOException("the virtual reader does not start: " + log());
      }
    } catch (ExecutionException e) {
      throw new IOException("the virtual reader does not start: " + log(), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("the virtual reader is not ready in time: " + log(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the virtual reader starts", e);
    }
  }

  /** Reads its output to the end, so that it never waits for a reader of it. */
  private void drain(CompletableFuture<Boolean> ready) {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith("ready")) {
          ready.complete(true);
        }
      }
      ready.complete(false);
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
  }

  private String log() throws IOException {
    Path log = directory.resolve("virtual-reader.log");
    return Files.exists(log) ? Files.readString(log).strip() : "no log";
  }

  /** Where everything of it lies. */
  public Path directory() {
    return directory;
  }

  /** For the environment variable {@code PCSCLITE_CSOCK_NAME} of the reader's users. */
  public Path pcscSocket() {
    return directory.resolve("pcscd.comm");
  }

  /** PEM of the root that its cards chain to. */
  public Path root() {
    return directory.resolve(VirtualPki.ROOT_FILE);
  }

  public VirtualReaderClient client() {
    return new VirtualReaderClient(directory.resolve("control.sock"), CALL_TIMEOUT);
  }

  /** The reader's process; its descendants are the PC/SC service. */
  ProcessHandle handle() {
    return process.toHandle();
  }

  public boolean running() {
    return process.isAlive();
  }

  /** Ends the reader and its PC/SC service, and waits for it. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(QUIT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor(QUIT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
