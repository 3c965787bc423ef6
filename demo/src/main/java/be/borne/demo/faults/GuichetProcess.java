package be.borne.demo.faults;

import be.borne.demo.process.DemoFailure;
import be.borne.provisioning.authority.IssuedIdentity;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A guichet in a process of its own, which can be killed and comes back where it was. */
final class GuichetProcess implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration ANSWER = Duration.ofSeconds(20);

  /** The first one archives its classes meanwhile. */
  private static final Duration END = Duration.ofMinutes(3);

  private static final Pattern SHA256 = Pattern.compile("sha256 ([0-9a-f]{64})");

  private final BenchProgram program;
  private final Path folder;
  private final IssuedIdentity identity;
  private final Path cardRoots;
  private final String organisation;
  private final Path sealRoot;
  private final int port;

  /** The kernel ends a process with the thread that started it: this one stays. */
  private final ExecutorService keeper =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("guichet-keeper").factory());

  private volatile Life life;

  /**
   * Returns when it can be called.
   *
   * @param mortal whether it is to be killed; its first life is the one that leaves the archive of
   *     classes when it is told to {@link #quit}
   */
  GuichetProcess(
      BenchProgram program,
      boolean mortal,
      Path folder,
      IssuedIdentity identity,
      Path cardRoots,
      String organisation)
      throws InterruptedException {
    this.program = program;
    this.folder = folder;
    this.identity = identity;
    this.cardRoots = cardRoots;
    this.organisation = organisation;
    List<String> first = arguments(0);
    String[] ready =
        begin(mortal ? program.training(folder, first) : program.command(folder, false, first))
            .split(" ", 2);
    this.port = Integer.parseInt(ready[0]);
    this.sealRoot = Path.of(ready[1]);
  }

  private List<String> arguments(int at) {
    return List.of(
        folder.resolve("storage").toString(),
        Integer.toString(at),
        identity.certificate().toString(),
        identity.key().toString(),
        identity.authority().toString(),
        cardRoots.toString(),
        organisation);
  }

  private String begin(List<String> command) throws InterruptedException {
    life = kept(() -> Life.start(command));
    Optional<String> ready = life.await("ready ", START);
    if (ready.isEmpty()) {
      life.close();
      throw new DemoFailure("the guichet does not start: " + life.said());
    }
    return ready.get();
  }

  private <T> T kept(Callable<T> work) throws InterruptedException {
    try {
      return keeper.submit(work).get();
    } catch (ExecutionException e) {
      throw new DemoFailure("the guichet cannot be started", e.getCause());
    }
  }

  URI address() {
    return URI.create("https://localhost:" + port);
  }

  Path sealRoot() {
    return sealRoot;
  }

  /** kill -9; it stays away until {@link #restart}. */
  void kill() {
    life.kill();
  }

  /** Does nothing to one that is alive. */
  synchronized void restart() throws InterruptedException {
    if (!life.isAlive()) {
      begin(program.command(folder, false, arguments(port)));
    }
  }

  Belief belief(String reference) throws InterruptedException {
    return life.ask(GuichetProgram.Word.STANDS.name(), reference, ANSWER)
        .map(Belief::of)
        .orElse(Belief.SILENT);
  }

  /** A person has looked into the tray, and answers at the console. */
  void answer(String reference, boolean cameOut) throws InterruptedException {
    GuichetProgram.Word word =
        cameOut ? GuichetProgram.Word.CAME_OUT : GuichetProgram.Word.NOTHING_CAME_OUT;
    Optional<String> answer = life.ask(word.name(), reference, ANSWER);
    if (!answer.equals(Optional.of("answered"))) {
      throw new DemoFailure("the console does not take the answer about an open question");
    }
  }

  /** Of the document's bytes, as the guichet's log has it. */
  String issuedSha256(String reference) throws InterruptedException {
    Matcher found =
        SHA256.matcher(life.await("log issued " + reference + ":", ANSWER).orElse("nothing"));
    if (!found.find()) {
      throw new DemoFailure("the guichet does not say what it issued");
    }
    return found.group(1);
  }

  /** Ends it in an orderly way. */
  void quit() throws InterruptedException {
    life.tell(GuichetProgram.Word.QUIT.name(), "");
    if (!life.endedWell(END)) {
      throw new DemoFailure("the guichet does not end: " + life.said());
    }
  }

  @Override
  public void close() {
    life.close();
    keeper.shutdown();
  }
}
