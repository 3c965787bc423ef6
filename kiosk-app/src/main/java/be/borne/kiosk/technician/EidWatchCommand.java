package be.borne.kiosk.technician;

import be.borne.device.card.CardEvent;
import be.borne.device.card.CardReader;
import be.borne.device.card.CardReaderSettings;
import be.borne.protocol.json.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says what happens in the card readers, as it happens. Reads nothing of any card. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = {
      "Tells of readers and cards that come and go, as it happens, until Ctrl-C.",
      "With --for or --events it ends by itself: with 0 if a reader was there at the end."
    })
final class EidWatchCommand implements Callable<Integer> {
  private static final Duration EXCHANGE_TIMEOUT = Duration.ofSeconds(15);
  private static final int MAX_SECONDS = 7 * 24 * 3_600;

  @Spec private CommandSpec spec;

  @Option(
      names = "--reader",
      paramLabel = "NAME",
      defaultValue = "",
      description = "Part of the reader's name; otherwise all readers are watched.")
  private String reader;

  @Option(names = "--json", description = "One JSON object per line.")
  private boolean json;

  @Option(
      names = "--for",
      paramLabel = "SECONDS",
      description = "How long to watch; otherwise until Ctrl-C.")
  private Integer seconds;

  @Option(names = "--events", paramLabel = "N", description = "How many events to wait for.")
  private Integer events;

  @Override
  public Integer call() throws InterruptedException {
    requireBetween("--for", seconds, MAX_SECONDS);
    requireBetween("--events", events, Integer.MAX_VALUE);
    LinkedBlockingQueue<CardEvent> told = new LinkedBlockingQueue<>();
    boolean readerThere = false;
    int count = 0;
    long end =
        System.nanoTime() + Duration.ofSeconds(seconds == null ? MAX_SECONDS : seconds).toNanos();
    try (CardReader _ =
        CardReader.watch(new CardReaderSettings(reader, EXCHANGE_TIMEOUT), told::add)) {
      while (events == null || count < events) {
        CardEvent event = told.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (event == null) {
          break;
        }
        count++;
        readerThere = !(event instanceof CardEvent.NoReader);
        tell(event);
      }
    }
    return readerThere && (events == null || count == events) ? 0 : 1;
  }

  private void requireBetween(String option, Integer value, int most) {
    if (value != null && (value < 1 || value > most)) {
      throw new ParameterException(spec.commandLine(), option + ": expected 1 to " + most);
    }
  }

  private void tell(CardEvent event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("at", Instant.now().toString());
    switch (event) {
      case CardEvent.NoReader() -> fields.put("event", "NO_READER");
      case CardEvent.ReaderReady(String name) -> {
        fields.put("event", "READER_READY");
        fields.put("reader", name);
      }
      case CardEvent.CardInserted(var card) -> {
        fields.put("event", "CARD_INSERTED");
        fields.put("reader", card.reader());
      }
      case CardEvent.CardMute() -> fields.put("event", "CARD_MUTE");
      case CardEvent.ForeignCard() -> fields.put("event", "FOREIGN_CARD");
      case CardEvent.CardRemoved() -> fields.put("event", "CARD_REMOVED");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? asJson(fields) : String.join("  ", fields.values().toArray(String[]::new)));
    out.flush();
  }

  private static String asJson(Map<String, Object> fields) {
    try {
      return Json.mapper().writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are JSON", e);
    }
  }
}
