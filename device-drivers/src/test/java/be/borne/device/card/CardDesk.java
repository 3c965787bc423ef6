package be.borne.device.card;

import static org.junit.jupiter.api.Assertions.fail;

import be.borne.device.virtual.PcscSocket;
import be.borne.device.virtual.VirtualReaderClient;
import be.borne.device.virtual.VirtualReaderClient.Fault;
import be.borne.device.virtual.VirtualReaderProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.smartcardio.CardException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A reader behind the real pcscd for a test, with whoever is wanted at the desk. PC/SC's client
 * library settles on one service per process, so all tests of this process share one; its handle
 * limits are low, to catch whoever forgets to give one back.
 */
final class CardDesk implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Whoever gives one back too few is found out within ten cards. */
  private static final List<String> FEW_HANDLES_AND_CONTEXTS =
      List.of(
          "--max-card-handle-per-reader", "8",
          "--max-card-handle-per-thread", "8",
          "--max-thread", "12");

  private static final Duration POLL = Duration.ofMillis(50);

  private final VirtualReaderProcess reader;
  private final LinkedBlockingQueue<CardEvent> events = new LinkedBlockingQueue<>();
  private volatile long lastToldNanos;
  private CardReader watch;

  private CardDesk(VirtualReaderProcess reader) {
    this.reader = reader;
  }

  /** Gives each test that asks for one a desk with an empty, watched reader. */
  static final class Provider implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
      return parameter.getParameter().getType() == CardDesk.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
      CardDesk desk = new CardDesk(OfThisProcess.READER);
      // Closed by JUnit with the test's store.
      test.getStore(ExtensionContext.Namespace.create(CardDesk.class)).put(CardDesk.class, desk);
      return desk;
    }
  }

  /** Not of a test run: Surefire may make one of every class, in the same process. */
  private static final class OfThisProcess {
    static final VirtualReaderProcess READER = start();

    private static VirtualReaderProcess start() {
      try {
        VirtualReaderProcess reader =
            VirtualReaderProcess.start(
                Files.createTempDirectory("borne-desk-"), FEW_HANDLES_AND_CONTEXTS);
        PcscSocket.use(reader.pcscSocket());
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> end(reader)));
        return reader;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void end(VirtualReaderProcess reader) {
      try {
        reader.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  VirtualReaderClient reader() {
    return reader.client();
  }

  Path pcscSocket() {
    return reader.pcscSocket();
  }

  List<X509Certificate> roots() throws IOException {
    return PinnedRoots.in(List.of(reader.root()));
  }

  IdentityVerifier verifier() throws IOException {
    return new IdentityVerifier(roots(), Clock.systemUTC());
  }

  /** Watches the reader with the given deadline for an exchange; the first event is awaited. */
  CardDesk watching(Duration exchangeTimeout) throws Exception {
    watch = CardReader.watch(new CardReaderSettings("", exchangeTimeout), this::told);
    await(CardEvent.ReaderReady.class);
    return this;
  }

  private void told(CardEvent event) {
    lastToldNanos = System.nanoTime();
    events.add(event);
  }

  /** Awaits an event of this kind; says when it was told. */
  long whenTold(Class<? extends CardEvent> kind) throws Exception {
    await(kind);
    return lastToldNanos;
  }

  CardDesk watching() throws Exception {
    return watching(Duration.ofSeconds(15));
  }

  EidCard insert(String person, Fault fault) throws Exception {
    reader().insert(person, fault);
    return await(CardEvent.CardInserted.class).card();
  }

  EidCard insert(String person) throws Exception {
    return insert(person, Fault.NONE);
  }

  /** Inserts a card and reads it, which must succeed. */
  VerifiedIdentity identify(EidCard card) throws Exception {
    return switch (card.read(verifier(), Reading.toSignIn())) {
      case ReadResult.Verified(VerifiedIdentity identity, var effort) -> identity;
      case ReadResult.Refused refused -> fail("refused: " + refused);
    };
  }

  /** The next event, which must be of this kind. */
  <T extends CardEvent> T await(Class<T> kind) throws Exception {
    CardEvent event = events.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    if (!kind.isInstance(event)) {
      fail("expected " + kind.getSimpleName() + " but came " + event);
    }
    return kind.cast(event);
  }

  /** Passes over events until one of this kind comes. */
  <T extends CardEvent> T awaitAtLast(Class<T> kind) throws Exception {
    while (true) {
      CardEvent event = events.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (event == null) {
        fail("no " + kind.getSimpleName() + " came");
      }
      if (kind.isInstance(event)) {
        return kind.cast(event);
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (watch != null) {
      watch.close();
    }
    reader().serviceOn();
    reader().pull(VirtualReaderClient.Slot.SECOND);
    reader().pull();
    for (String person : List.of("marguerite", "joost", "liesl")) {
      reader().unblock(person);
    }
    awaitEmpty();
  }

  /** PC/SC notices with a delay that the reader is empty; the next test must not see this card. */
  private void awaitEmpty() {
    ReaderWatch readers = new ReaderWatch("");
    try {
      awaitEmpty(readers);
    } finally {
      readers.end();
    }
  }

  private static void awaitEmpty(ReaderWatch readers) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      try {
        List<ReaderWatch.Sighting> seen = readers.look(POLL, POLL);
        if (!seen.isEmpty() && seen.stream().noneMatch(ReaderWatch.Sighting::cardPresent)) {
          return;
        }
      } catch (CardException e) {
        LockSupport.parkNanos(POLL.toNanos());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    fail("the reader does not become empty");
  }
}
