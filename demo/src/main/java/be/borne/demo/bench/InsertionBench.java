package be.borne.demo.bench;

import be.borne.demo.process.DemoFailure;
import be.borne.device.card.CardEvent;
import be.borne.device.card.CardReader;
import be.borne.device.card.CardReaderSettings;
import be.borne.device.card.CardRefusal;
import be.borne.device.card.EidCard;
import be.borne.device.card.IdentityVerifier;
import be.borne.device.card.PinnedRoots;
import be.borne.device.card.ReadResult;
import be.borne.device.card.Reading;
import be.borne.device.virtual.CardGeneration;
import be.borne.device.virtual.PcscSocket;
import be.borne.device.virtual.VirtualReaderClient;
import be.borne.device.virtual.VirtualReaderClient.Fault;
import be.borne.device.virtual.VirtualReaderClient.Slot;
import be.borne.device.virtual.VirtualReaderProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * {@code ./borne bench insertions}: cards go in and out of the real PC/SC service, every second one
 * in the midst of being read, and one program sees all of it. The service gives eight handles and
 * no more: whoever forgets to give one back is found out within ten cards.
 */
public final class InsertionBench {
  private static final List<String> FEW_HANDLES =
      List.of("--max-card-handle-per-reader", "8", "--max-card-handle-per-thread", "8");
  private static final List<CardGeneration> GENERATIONS =
      List.of(
          CardGeneration.APPLET_1_7, CardGeneration.APPLET_1_7_REKEYED, CardGeneration.APPLET_1_8);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MOST_COMMANDS_BEFORE_PULL = 44;
  private static final int ROWS_BETWEEN_NEWS = 100;

  private final Path directory;
  private final int cycles;
  private final LinkedBlockingQueue<Told> told = new LinkedBlockingQueue<>();
  private final List<Long> insertionMillis = new ArrayList<>();
  private final List<Long> removalMillis = new ArrayList<>();
  private final Random random = new Random(1);
  private int verified;
  private int pulledInReading;

  private record Told(CardEvent event, long nanos) {}

  /** What came of it: all cards were seen coming and going, and read or refused as pulled. */
  public record Counts(int cycles, int verified, int pulledInReading) {}

  /**
   * @param directory for the virtual reader; keeps its authorities
   */
  public InsertionBench(Path directory, int cycles) {
    this.directory = directory;
    this.cycles = cycles;
  }

  /**
   * @throws DemoFailure if a card was not seen, or came to anything else than a verified reading or
   *     a refusal because it was pulled
   */
  public Counts run(Consumer<String> say) throws IOException, InterruptedException {
    try (VirtualReaderProcess reader = VirtualReaderProcess.start(directory, FEW_HANDLES)) {
      PcscSocket.use(reader.pcscSocket());
      IdentityVerifier verifier =
          new IdentityVerifier(PinnedRoots.in(List.of(reader.root())), Clock.systemUTC());
      try (CardReader _ =
          CardReader.watch(
              new CardReaderSettings("", Duration.ofSeconds(15)),
              event -> told.add(new Told(event, System.nanoTime())))) {
        await(CardEvent.ReaderReady.class);
        for (int cycle = 1; cycle <= cycles; cycle++) {
          cycle(cycle, reader.client(), verifier);
          if (cycle % ROWS_BETWEEN_NEWS == 0) {
            say.accept(cycle + " cards in and out");
          }
        }
      }
    }
    say.accept(
        "cards in and out: %d, seen coming: %d, seen going: %d, read and verified: %d,"
            .formatted(cycles, insertionMillis.size(), removalMillis.size(), verified));
    say.accept(
        "pulled while read and refused as pulled: %d, anything else: 0, restarts of the service: 0"
            .formatted(pulledInReading));
    say.accept("from the hand to the program, PC/SC's own look every 400 ms included:");
    say.accept("  insertion " + percentiles(insertionMillis));
    say.accept("  removal   " + percentiles(removalMillis));
    return new Counts(cycles, verified, pulledInReading);
  }

  private void cycle(int cycle, VirtualReaderClient reader, IdentityVerifier verifier)
      throws IOException, InterruptedException {
    boolean pullWhileRead = cycle % 2 == 0;
    reader.insert(
        cycle % 3 == 0 ? "joost" : "marguerite",
        GENERATIONS.get(cycle % GENERATIONS.size()),
        Fault.NONE,
        Slot.FIRST);
    // From here on: making a card that nobody has asked for yet takes seconds.
    long inserted = System.nanoTime();
    Told coming = await(CardEvent.CardInserted.class);
    insertionMillis.add(millisBetween(inserted, coming.nanos()));
    EidCard card = ((CardEvent.CardInserted) coming.event()).card();
    if (pullWhileRead) {
      reader.pullAfter(1 + random.nextInt(MOST_COMMANDS_BEFORE_PULL));
    }
    long pulled = System.nanoTime();
    ReadResult result = card.read(verifier, Reading.ofEverything());
    if (!pullWhileRead || result instanceof ReadResult.Verified) {
      pulled = System.nanoTime();
      reader.pull();
    }
    count(cycle, result, pullWhileRead);
    removalMillis.add(millisBetween(pulled, await(CardEvent.CardRemoved.class).nanos()));
  }

  private void count(int cycle, ReadResult result, boolean pullWhileRead) {
    switch (result) {
      case ReadResult.Verified _ -> verified++;
      case ReadResult.Refused refused
          when pullWhileRead && refused.reason() == CardRefusal.CARD_PULLED ->
          pulledInReading++;
      case ReadResult.Refused refused ->
          throw new DemoFailure(
              "card " + cycle + " came to " + refused.reason() + ": " + refused.detail());
    }
  }

  private Told await(Class<? extends CardEvent> kind) throws InterruptedException {
    Told next = told.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    if (next == null || !kind.isInstance(next.event())) {
      throw new DemoFailure("waited for " + kind.getSimpleName() + ", and was told of " + next);
    }
    return next;
  }

  private static long millisBetween(long fromNanos, long toNanos) {
    return TimeUnit.NANOSECONDS.toMillis(Math.max(0, toNanos - fromNanos));
  }

  private static String percentiles(List<Long> millis) {
    Collections.sort(millis);
    return String.format(
        Locale.ROOT,
        "p50 %d ms, p95 %d ms, most %d ms",
        millis.get(millis.size() / 2),
        millis.get(millis.size() * 95 / 100),
        millis.getLast());
  }
}
