package be.borne.kiosk.technician;

import be.borne.device.card.CardEvent;
import be.borne.device.card.CardReader;
import be.borne.device.card.CardReaderSettings;
import be.borne.device.card.CardRefusal;
import be.borne.device.card.EidCard;
import be.borne.device.card.IdentityVerifier;
import be.borne.device.card.PinnedRoots;
import be.borne.device.card.ReadEffort;
import be.borne.device.card.ReadResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Reads the card in the reader once, verifies it, and says what was found. */
@Command(
    name = "read",
    mixinStandardHelpOptions = true,
    description = {
      "Reads and verifies the identity card in the reader.",
      "Ends with 0 only if everything was verified."
    })
final class EidReadCommand implements Callable<Integer> {
  private static final int MAX_TIMEOUT_SECONDS = 600;
  private static final Duration EXCHANGE_TIMEOUT = Duration.ofSeconds(15);

  @Spec private CommandSpec spec;

  @Option(
      names = "--reader",
      paramLabel = "NAME",
      defaultValue = "",
      description = "Part of the reader's name; otherwise the first reader is taken.")
  private String reader;

  @Option(
      names = "--trust",
      paramLabel = "FILE.pem",
      arity = "1..*",
      description = "The only roots to trust; otherwise Belgium's own.")
  private List<Path> trust;

  @Option(names = "--json", description = "Answer with one JSON object.")
  private boolean json;

  @Option(
      names = "--personal",
      description = "Also read the photo, and print it, the national number and the birth data.")
  private boolean personal;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "How long to wait for a card (default: ${DEFAULT-VALUE}).")
  private int timeoutSeconds;

  @Override
  public Integer call() throws InterruptedException {
    IdentityVerifier verifier = new IdentityVerifier(roots(), Clock.systemUTC());
    if (timeoutSeconds < 1 || timeoutSeconds > MAX_TIMEOUT_SECONDS) {
      throw new ParameterException(
          spec.commandLine(), "--timeout: expected 1 to " + MAX_TIMEOUT_SECONDS + " seconds");
    }
    LinkedBlockingQueue<CardEvent> events = new LinkedBlockingQueue<>();
    ReadResult result;
    try (CardReader _ =
        CardReader.watch(new CardReaderSettings(reader, EXCHANGE_TIMEOUT), events::add)) {
      result = firstCard(events, verifier);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? CardReport.json(result, personal) : CardReport.text(result, personal));
    out.flush();
    return result instanceof ReadResult.Verified ? 0 : 1;
  }

  private List<X509Certificate> roots() {
    if (trust == null) {
      return PinnedRoots.ofBelgium();
    }
    try {
      return PinnedRoots.in(trust);
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), "--trust: " + e.getMessage(), e);
    }
  }

  private ReadResult firstCard(LinkedBlockingQueue<CardEvent> events, IdentityVerifier verifier)
      throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(timeoutSeconds).toNanos();
    ReadResult soFar = refused(CardRefusal.NO_READER, "no reader was found in time");
    while (true) {
      CardEvent event = events.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      switch (event) {
        case null -> {
          return soFar;
        }
        case CardEvent.NoReader() ->
            soFar = refused(CardRefusal.NO_READER, "no reader was found in time");
        case CardEvent.ReaderReady(String name) ->
            soFar = refused(CardRefusal.CARD_PULLED, "no card was inserted in time");
        case CardEvent.CardRemoved() ->
            soFar = refused(CardRefusal.CARD_PULLED, "the card was pulled");
        case CardEvent.CardMute() -> {
          return refused(CardRefusal.CARD_MUTE, "the card does not answer");
        }
        case CardEvent.ForeignCard() -> {
          return refused(CardRefusal.NOT_AN_EID, "the card is no Belgian identity card");
        }
        case CardEvent.CardInserted(EidCard card) -> {
          return card.read(verifier, personal);
        }
      }
    }
  }

  private static ReadResult refused(CardRefusal reason, String detail) {
    return new ReadResult.Refused(reason, detail, List.of(), new ReadEffort(0, Duration.ZERO));
  }
}
