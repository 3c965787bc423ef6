package be.borne.device.virtual;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A card reader without hardware: a PC/SC service of its own with one virtual slot, which any PC/SC
 * program reaches through the environment variable {@code PCSCLITE_CSOCK_NAME}. Cards of the {@link
 * VirtualPerson} cast are inserted and pulled over a Unix socket, one line of text per command:
 *
 * <pre>
 * insert PERSON [FAULT]                                   ok
 * pull                                                    ok
 * pull-after N       pulls at the Nth command from now    ok
 * hang-after N       stops answering at the Nth command   ok
 * unblock PERSON     gives the PIN its three tries back   ok
 * service off|on     ends or starts the PC/SC service     ok
 * status             {"inserted":"PERSON","fault":"none","apdus":0,"triesLeft":3,"service":true}
 * quit               ok
 * </pre>
 *
 * <p>FAULT is one of {@code mute}, {@code foreign} (another kind of card), {@code forged}, {@code
 * expired}, {@code blocked}, {@code slow}, {@code hang}. Every answer is one line, {@code ok},
 * JSON, or {@code error} and why. To be started by {@link VirtualReaderProcess}, inside namespaces
 * of its own.
 */
public final class VirtualReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(VirtualReader.class);
  private static final Duration SLOW = Duration.ofMillis(300);
  private static final Duration CHANGE_OF_HANDS = Duration.ofMillis(900);
  private static final Duration CLEAN_UP_TIMEOUT = Duration.ofSeconds(7);
  private static final int MAX_COMMANDS_AHEAD = 100_000;

  private final VirtualPki pki;
  private final PcscService service;
  private final Map<String, VirtualEid> cards = new HashMap<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private VpcdCard slot;
  private String person;
  private String fault = "none";

  private VirtualReader(VirtualPki pki, PcscService service) {
    this.pki = pki;
    this.service = service;
  }

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
    VirtualPki pki = VirtualPki.in(directory);
    CountDownLatch finished = new CountDownLatch(1);
    List<String> pcscdOptions =
        arguments.contains("--")
            ? arguments.subList(arguments.indexOf("--") + 1, args.length)
            : List.of();
    try (PcscService service = new PcscService(directory, pcscdOptions);
        VirtualReader reader = new VirtualReader(pki, service)) {
      Runtime.getRuntime()
          .addShutdownHook(Thread.ofPlatform().unstarted(() -> reader.quitAndAwait(finished)));
      service.start();
      try (ControlSocket _ = ControlSocket.open(directory.resolve("control.sock"), reader::obey)) {
        if (arguments.contains("--until-stdin-closes")) {
          Thread.ofPlatform().daemon().start(reader::quitWithParent);
        }
        System.out.println(
            "ready PCSCLITE_CSOCK_NAME="
                + directory.resolve("pcscd.comm")
                + " control="
                + directory.resolve("control.sock"));
        Thread.ofPlatform().daemon().name("virtual-cards").start(reader::makeCards);
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

  /** One command line to one answer line. */
  synchronized String obey(String line) {
    List<String> words = List.of(line.strip().split(" +"));
    try {
      return switch (words.getFirst()) {
        case "insert" -> insert(words);
        case "pull" -> pull();
        case "pull-after" -> misbehave(words, true);
        case "hang-after" -> misbehave(words, false);
        case "unblock" -> {
          card(word(words, 1)).unblock();
          yield "ok";
        }
        case "service" -> service(word(words, 1));
        case "status" -> status();
        case "quit" -> {
          quit();
          yield "ok";
        }
        default -> "error no such command";
      };
    } catch (IllegalArgumentException e) {
      return "error " + e.getMessage();
    } catch (IOException e) {
      return "error " + e.getClass().getSimpleName() + ": " + e.getMessage();
    } catch (RuntimeException e) {
      LOG.error("command failed", e);
      return "error " + e.getClass().getSimpleName();
    }
  }

  private static String word(List<String> words, int at) {
    if (words.size() <= at) {
      throw new IllegalArgumentException("a word is missing after " + words.getLast());
    }
    return words.get(at);
  }

  private String insert(List<String> words) throws IOException {
    String name = word(words, 1);
    String wanted = words.size() > 2 ? words.get(2) : "none";
    VirtualEid good = card(name);
    VirtualCard card = good;
    CardBehaviour behaviour = CardBehaviour.GOOD;
    switch (wanted) {
      case "none" -> {}
      case "mute" -> behaviour = CardBehaviour.MUTE;
      case "slow" -> behaviour = CardBehaviour.slow(SLOW);
      case "hang" -> behaviour = CardBehaviour.hangingAt(1);
      case "blocked" -> good.block();
      case "foreign" -> card = new VirtualForeignCard();
      case "forged" -> card = good.forged();
      case "expired" -> card = VirtualEid.expired(VirtualPerson.named(name), pki);
      default ->
          throw new IllegalArgumentException(
              "fault is none of mute, foreign, forged, expired, blocked, slow, hang");
    }
    if (slot != null && slot.inserted()) {
      pull();
      changeHands();
    }
    person = name;
    fault = wanted;
    slot = VpcdCard.insert(card, behaviour, VpcdCard.PORT);
    return "ok";
  }

  /** pcscd looks only every 400 ms; no hand is faster, and a swap it misses would be unreal. */
  private static void changeHands() throws IOException {
    try {
      Thread.sleep(CHANGE_OF_HANDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted between two cards", e);
    }
  }

  /** Each person keeps one card, which remembers how many tries its PIN has left. */
  private VirtualEid card(String name) throws IOException {
    VirtualEid known = cards.get(name);
    if (known == null) {
      known = VirtualEid.of(VirtualPerson.named(name), pki);
      cards.put(name, known);
    }
    return known;
  }

  /** Keys take a second to make; nobody should wait for that with a card in hand. */
  private void makeCards() {
    for (VirtualPerson member : VirtualPerson.cast()) {
      synchronized (this) {
        try {
          card(member.id());
        } catch (IOException e) {
          LOG.warn("making {}'s card", member.id(), e);
        }
      }
    }
  }

  private String pull() {
    if (slot != null) {
      slot.close();
      slot = null;
    }
    return "ok";
  }

  private String misbehave(List<String> words, boolean pull) {
    String number = word(words, 1);
    if (!number.matches("[0-9]{1,6}") || Integer.parseInt(number) > MAX_COMMANDS_AHEAD) {
      throw new IllegalArgumentException("not a number of commands");
    }
    if (slot == null || !slot.inserted()) {
      throw new IllegalArgumentException("no card is inserted");
    }
    int at = slot.commands() + Integer.parseInt(number);
    slot.behave(pull ? CardBehaviour.pulledAt(at) : CardBehaviour.hangingAt(at));
    return "ok";
  }

  private String service(String wanted) throws IOException {
    switch (wanted) {
      case "off" -> service.stop();
      case "on" -> service.start();
      default -> throw new IllegalArgumentException("service is off or on");
    }
    return "ok";
  }

  private String status() throws IOException {
    boolean inserted = slot != null && slot.inserted();
    return String.format(
        Locale.ROOT,
        "{\"inserted\":%s,\"fault\":\"%s\",\"apdus\":%d,\"triesLeft\":%s,\"service\":%b}",
        inserted ? "\"" + person + "\"" : "null",
        inserted ? fault : "none",
        slot == null ? 0 : slot.commands(),
        inserted ? String.valueOf(card(person).triesLeft()) : "null",
        service.running());
  }

  @Override
  public synchronized void close() {
    pull();
  }
}
