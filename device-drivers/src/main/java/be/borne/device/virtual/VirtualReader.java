package be.borne.device.virtual;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A card reader without hardware: a PC/SC service of its own with two virtual slots, which any
 * PC/SC program reaches through the environment variable {@code PCSCLITE_CSOCK_NAME}. Cards of the
 * {@link VirtualPerson} cast are inserted and pulled over a Unix socket, one line of text per
 * command:
 *
 * <pre>
 * insert PERSON [APPLET] [FAULT]   exchanges the card if one is there; the words in any order
 * swap PERSON [APPLET] [FAULT]     exchanges it faster than PC/SC can notice
 * pull
 * pull-after N       pulls at the Nth command from now
 * hang-after N       stops answering at the Nth command
 * truncate-after N   the Nth answer comes cut in half
 * status-after N SW  the Nth command is answered by a status alone, four hexadecimal digits
 * unblock PERSON     gives the PINs of all of a person's cards their three tries back
 * service off|on     ends or starts the PC/SC service
 * reader off|on      starts the service anew without the reader, or with it
 * status             {"inserted":"PERSON","fault":"none","applet":"1.8","apdus":0,"triesLeft":3,
 *                    "service":true}
 * quit
 * </pre>
 *
 * <p>APPLET is a label of {@link CardGeneration}, 1.8 if absent; FAULT a word of {@link
 * VirtualReaderClient.Fault}. {@code slot2} anywhere after a command means the second slot. Every
 * answer is one line, {@code ok}, JSON, or {@code error} and why. To be started by {@link
 * VirtualReaderProcess}, inside namespaces of its own.
 */
public final class VirtualReader {
  private static final Duration CLEAN_UP_TIMEOUT = Duration.ofSeconds(7);

  private final CountDownLatch ended = new CountDownLatch(1);

  private VirtualReader() {}

  /**
   * {@code --directory DIR [--until-stdin-closes] [-- PCSCD-OPTION...]}; prints one line beginning
   * with {@code ready} when {@code DIR/pcscd.comm}, {@code DIR/control.sock} and {@code
   * DIR/eid-root.pem} are there.
   */
  public static void main(String[] args) throws Exception {
    List<String> arguments = List.of(args);
    int at = arguments.indexOf("--directory");
    if (at < 0 || at + 1 >= arguments.size()) {
      System.err.println("usage: VirtualReader --directory DIR [--until-stdin-closes]");
      System.exit(2);
    }
    Path directory = Path.of(arguments.get(at + 1)).toAbsolutePath();
    CardBox box = new CardBox(VirtualPki.in(directory));
    VirtualReader reader = new VirtualReader();
    CountDownLatch finished = new CountDownLatch(1);
    List<String> pcscdOptions =
        arguments.contains("--")
            ? arguments.subList(arguments.indexOf("--") + 1, args.length)
            : List.of();
    try (PcscService service = new PcscService(directory, pcscdOptions);
        ReaderCommands commands = new ReaderCommands(box, service, reader::quit)) {
      Runtime.getRuntime()
          .addShutdownHook(Thread.ofPlatform().unstarted(() -> reader.quitAndAwait(finished)));
      service.start();
      try (ControlSocket _ =
          ControlSocket.open(directory.resolve("control.sock"), commands::obey)) {
        if (arguments.contains("--until-stdin-closes")) {
          Thread.ofPlatform().daemon().start(reader::quitWithParent);
        }
        System.out.println(
            "ready PCSCLITE_CSOCK_NAME="
                + directory.resolve("pcscd.comm")
                + " control="
                + directory.resolve("control.sock"));
        Thread.ofPlatform().daemon().name("virtual-cards").start(box::makeAhead);
        reader.ended.await();
      }
    } finally {
      finished.countDown();
    }
  }

  /** On SIGTERM or SIGINT: lets {@code main} clean up before the process ends. */
  private void quitAndAwait(CountDownLatch finished) {
    quit();
    try {
      if (!finished.await(CLEAN_UP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println("the virtual reader did not clean up in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void quitWithParent() {
    try {
      while (System.in.read() >= 0) {
        // Only its end matters.
      }
    } catch (IOException e) {
      // As good as its end.
    }
    quit();
  }

  private void quit() {
    ended.countDown();
  }
}
