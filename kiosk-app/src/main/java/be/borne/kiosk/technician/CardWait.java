package be.borne.kiosk.technician;

import be.borne.device.card.CardEvent;
import be.borne.device.card.CardReader;
import be.borne.device.card.CardReaderSettings;
import be.borne.device.card.CardRefusal;
import be.borne.device.card.EidCard;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which reader a command uses, and how long it waits there for a card. */
final class CardWait {
  private static final int MAX_TIMEOUT_SECONDS = 600;
  private static final Duration EXCHANGE_TIMEOUT = Duration.ofSeconds(15);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--reader",
      paramLabel = "NAME",
      defaultValue = "",
      description = "Part of the reader's name; otherwise the first reader with a card in it.")
  private String reader;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "How long to wait for a card (default: ${DEFAULT-VALUE}).")
  private int timeoutSeconds;

  /** What a command does without a card. */
  interface WithoutCard<T> {
    T refused(CardRefusal reason, String detail);
  }

  CardReaderSettings settings() {
    return new CardReaderSettings(reader, EXCHANGE_TIMEOUT);
  }

  /** Waits for a card, and works with it. */
  <T> T first(Function<EidCard, T> work, WithoutCard<T> without) throws InterruptedException {
    if (timeoutSeconds < 1 || timeoutSeconds > MAX_TIMEOUT_SECONDS) {
      throw new ParameterException(
          spec.commandLine(), "--timeout: expected 1 to " + MAX_TIMEOUT_SECONDS + " seconds");
    }
    LinkedBlockingQueue<CardEvent> events = new LinkedBlockingQueue<>();
    try (CardReader _ = CardReader.watch(settings(), events::add)) {
      return await(events, work, without);
    }
  }

  private String whyNoReader() {
    List<String> names = CardReader.names();
    if (names.isEmpty()) {
      return "no reader was found in time: none is connected, or the PC/SC service does not run";
    }
    return "no reader has \"" + reader + "\" in its name; there are: " + String.join(", ", names);
  }

  private <T> T await(
      LinkedBlockingQueue<CardEvent> events, Function<EidCard, T> work, WithoutCard<T> without)
      throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(timeoutSeconds).toNanos();
    CardRefusal soFar = CardRefusal.NO_READER;
    String detail = "no reader was found in time";
    while (true) {
      CardEvent event = events.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      switch (event) {
        case null -> {
          return without.refused(soFar, soFar == CardRefusal.NO_READER ? whyNoReader() : detail);
        }
        case CardEvent.NoReader() -> {
          soFar = CardRefusal.NO_READER;
          detail = "no reader was found in time";
        }
        case CardEvent.ReaderReady _ -> {
          soFar = CardRefusal.NO_CARD;
          detail = "no card was inserted in time";
        }
        case CardEvent.CardRemoved() -> {
          soFar = CardRefusal.CARD_PULLED;
          detail = "the card was pulled";
        }
        case CardEvent.CardMute() -> {
          return without.refused(CardRefusal.CARD_MUTE, "the card does not answer");
        }
        case CardEvent.ForeignCard() -> {
          return without.refused(CardRefusal.NOT_AN_EID, "the card is no Belgian identity card");
        }
        case CardEvent.CardInserted(EidCard card) -> {
          return work.apply(card);
        }
      }
    }
  }
}
