package be.borne.demo.bench;

import be.borne.demo.process.DemoFailure;
import be.borne.demo.process.Pause;
import be.borne.demo.process.Tool;
import be.borne.device.card.CardEvent;
import be.borne.device.card.CardReader;
import be.borne.device.card.CardReaderSettings;
import be.borne.device.card.EidCard;
import be.borne.device.card.IdentityVerifier;
import be.borne.device.card.PinnedRoots;
import be.borne.device.card.ReadResult;
import be.borne.device.card.Reading;
import be.borne.device.virtual.CardGeneration;
import be.borne.device.virtual.PcscSocket;
import be.borne.device.virtual.VirtualReaderClient.Fault;
import be.borne.device.virtual.VirtualReaderClient.Slot;
import be.borne.device.virtual.VirtualReaderProcess;
import be.borne.protocol.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The same card in the same reader behind the real PC/SC service, read by OpenSC's {@code eidenv}
 * and by us in one run: commands as the card counted them.
 */
final class PeerBench {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration CHANGE_OF_HANDS = Duration.ofSeconds(1);

  private final Path directory;

  PeerBench(Path directory) {
    this.directory = directory;
  }

  void run(Consumer<String> say) throws IOException, InterruptedException {
    say.accept("In this run, over the real PC/SC service, as the card counted:");
    try (VirtualReaderProcess reader = VirtualReaderProcess.start(directory)) {
      PcscSocket.use(reader.pcscSocket());
      for (CardGeneration generation :
          List.of(CardGeneration.APPLET_1_7, CardGeneration.APPLET_1_8)) {
        int theirs = eidenv(reader, generation);
        int[] ours = ours(reader, generation);
        say.accept(
            "  %-4s eidenv, identity and address, nothing verified: %d commands; ours, the same and"
                    .formatted(generation.label(), theirs)
                + " all of it verified: %d, warm %d; ratio %.2f, warm %.2f"
                    .formatted(
                        ours[0], ours[1], (double) ours[0] / theirs, (double) ours[1] / theirs));
      }
    }
  }

  private static int eidenv(VirtualReaderProcess reader, CardGeneration generation)
      throws IOException {
    reader.client().insert("joost", generation, Fault.NONE, Slot.FIRST);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      int before = commands(reader);
      Tool.Result read =
          Tool.run(
              // It ends with 1 even when it has read everything: what it says counts.
              List.of("eidenv"),
              Map.of("PCSCLITE_CSOCK_NAME", reader.pcscSocket().toString()),
              PATIENCE);
      if (read.text().contains("BELPIC_MUNICIPALITY")) {
        int commands = commands(reader) - before;
        pull(reader);
        return commands;
      }
    }
    throw new DemoFailure("eidenv does not read the card");
  }

  /** PC/SC looks every 400 ms: the next card must not be taken for this one. */
  private static void pull(VirtualReaderProcess reader) throws IOException {
    reader.client().pull();
    Pause.of(CHANGE_OF_HANDS);
  }

  private static int commands(VirtualReaderProcess reader) throws IOException {
    return Json.mapper().readTree(reader.client().status()).path("apdus").asInt();
  }

  /** Cold, then warm. */
  private static int[] ours(VirtualReaderProcess reader, CardGeneration generation)
      throws IOException, InterruptedException {
    LinkedBlockingQueue<CardEvent> events = new LinkedBlockingQueue<>();
    IdentityVerifier verifier =
        new IdentityVerifier(PinnedRoots.in(List.of(reader.root())), Clock.systemUTC());
    try (CardReader _ =
        CardReader.watch(new CardReaderSettings("", Duration.ofSeconds(15)), events::add)) {
      reader.client().insert("joost", generation, Fault.NONE, Slot.FIRST);
      EidCard card = inserted(events);
      int[] counted = new int[2];
      for (int round = 0; round < 2; round++) {
        int before = commands(reader);
        ReadResult result = card.read(verifier, Reading.of(Reading.Part.ADDRESS));
        if (!(result instanceof ReadResult.Verified)) {
          throw new DemoFailure("the card is not verified: " + result);
        }
        counted[round] = commands(reader) - before;
      }
      pull(reader);
      return counted;
    }
  }

  private static EidCard inserted(LinkedBlockingQueue<CardEvent> events)
      throws InterruptedException {
    while (true) {
      CardEvent event = events.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (event == null) {
        throw new DemoFailure("the card is not seen");
      }
      if (event instanceof CardEvent.CardInserted(EidCard card)) {
        return card;
      }
    }
  }
}
