package be.borne.kiosk;

import be.borne.device.card.CardEvent;
import be.borne.device.card.CardReader;
import be.borne.device.card.CardReaderSettings;
import be.borne.device.card.IdentityVerifier;
import be.borne.device.printer.Printer;
import be.borne.device.printer.PrinterDeadlines;
import be.borne.kiosk.document.SealGate;
import be.borne.kiosk.document.SealPolicy;
import be.borne.kiosk.file.FileDevices;
import be.borne.kiosk.form.FilePort;
import be.borne.kiosk.guichet.GuichetClient;
import be.borne.kiosk.health.TerminalWatch;
import be.borne.kiosk.host.HostDoor;
import be.borne.kiosk.host.HostNotes;
import be.borne.kiosk.host.TestPage;
import be.borne.kiosk.journey.CitizenJourney;
import be.borne.kiosk.journey.Event;
import be.borne.kiosk.journey.Moment;
import be.borne.kiosk.journey.State;
import be.borne.kiosk.order.DeliveryReporter;
import be.borne.kiosk.order.OrderJournal;
import be.borne.kiosk.order.PrintDesk;
import be.borne.kiosk.screen.Narration;
import be.borne.kiosk.session.CardSlot;
import be.borne.kiosk.session.Deadlines;
import be.borne.kiosk.session.EffectRunner;
import be.borne.kiosk.session.ElapsedTime;
import be.borne.kiosk.session.HostDesk;
import be.borne.kiosk.session.HostedWork;
import be.borne.kiosk.session.TerminalWork;
import be.borne.kiosk.session.Tidying;
import be.borne.kiosk.speech.Narrator;
import be.borne.kiosk.speech.Narrators;
import be.borne.protocol.fleet.TerminalHealth.Activity;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import be.borne.protocol.terminal.MutualTls;
import be.borne.protocol.terminal.TerminalConfiguration;
import be.borne.protocol.terminal.TerminalConfiguration.PinPad;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * Everything of a terminal but its window, put together: who knows whom is to be read here and
 * nowhere else.
 */
final class TerminalParts implements AutoCloseable {
  private static final Duration LONGEST_HEARTBEAT = Duration.ofSeconds(6);
  private static final Duration LONGEST_HEALTH_CALL = Duration.ofSeconds(5);
  private static final Duration FIRST_REPORT_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_REPORT_PAUSE = Duration.ofSeconds(60);

  /** What an IPP call under way may add to the printer's own settling. */
  private static final Duration PRINT_MARGIN = Duration.ofSeconds(15);

  private final CardReaderSettings readerSettings;
  private final CardSlot slot = new CardSlot();
  private final GuichetClient guichet;
  private final Printer printer;
  private final OrderJournal journal;
  private final DeliveryReporter deliveries;
  private final TerminalWatch watch;
  private final TerminalWork work;
  private final HostDesk host;
  private final EffectRunner runner;
  private final Tidying tidying = Tidying.ofHeap(Tidying.USUAL_PAUSE);
  private final FileDevices files;
  private final Optional<Narrator> narrator;
  private CardReader reader;

  /**
   * Touches no device yet, and no file but the configuration's own and what a killed run left of a
   * document in memory.
   *
   * @param time by which deadlines pass
   * @param shown told every moment of the journey, on the journey's thread; must not block
   * @param restart ends the program for a new start, as its host asks
   * @throws IOException if a certificate or key cannot be read
   * @throws GeneralSecurityException if one does not hold what it should
   */
  TerminalParts(
      TerminalConfiguration configuration,
      Language houseLanguage,
      Clock clock,
      ElapsedTime time,
      Consumer<Moment> shown,
      Runnable restart)
      throws IOException, GeneralSecurityException {
    TerminalConfiguration.Timing timing = configuration.timing();
    TerminalConfiguration.Identity identity = configuration.identity();
    SSLContext tls =
        MutualTls.context(identity.certificate(), identity.key(), identity.authority());
    Deadlines deadlines = new Deadlines(timing, PrinterDeadlines.USUAL.settle().plus(PRINT_MARGIN));
    List<X509Certificate> cardRoots = certificates(configuration.card().trust());
    List<X509Certificate> sealRoots = certificates(configuration.document().trust());

    readerSettings = new CardReaderSettings(configuration.card().reader(), timing.cardTimeout());
    guichet = new GuichetClient(configuration.guichet().address(), tls, timing.guichetTimeout());
    printer =
        Printer.at(
            configuration.printer().address(),
            Optional.ofNullable(configuration.printer().certificate()));
    journal = new OrderJournal(configuration.storage().directory(), clock);
    PrintDesk printing =
        new PrintDesk(
            printer,
            journal,
            timing.printTimeout(),
            PrintDesk.PATIENCE_WITH_PRINTER,
            this::deliveriesChanged);
    deliveries =
        new DeliveryReporter(
            journal, printing, guichet, clock, FIRST_REPORT_PAUSE, LONGEST_REPORT_PAUSE);
    watch =
        new TerminalWatch(
            journal,
            printing,
            guichet.within(LONGEST_HEALTH_CALL),
            configuration.fleet().healthSocket(),
            shorter(timing.healthInterval().dividedBy(2), LONGEST_HEARTBEAT),
            TerminalWatch.Intervals.USUAL,
            clock,
            this::obstacleChanged);
    IdentityVerifier verifier = new IdentityVerifier(cardRoots, clock);
    files = FileDevices.of(configuration.files());
    work =
        new TerminalWork(
            configuration.terminal().id(),
            slot,
            verifier,
            configuration.card().pinPad() == PinPad.NEVER
                ? Optional.empty()
                : Optional.of(deadlines.atReadersKeys()),
            guichet,
            journal,
            new SealGate(sealPolicy(configuration.document(), sealRoots), clock),
            printing,
            watch,
            files,
            this::deliveriesChanged);
    narrator = Narrators.of(configuration.speech(), houseLanguage);
    HostNotes notes = new HostNotes(configuration.storage().directory());
    host =
        new HostDesk(
            new HostDoor(Optional.ofNullable(configuration.host().code()), notes, clock),
            notes,
            journal,
            printing,
            watch,
            slot,
            verifier,
            new TestPage(
                configuration.terminal().id(), configuration.terminal().site(), houseLanguage),
            clock,
            narrator.map(it -> it::houseVolume),
            restart);
    runner =
        new EffectRunner(
            new CitizenJourney(houseLanguage),
            deadlines::of,
            new HostedWork(work, host),
            moment -> {
              watch.activity(activityOf(moment.state()));
              tidying.at(moment.state());
              shown.accept(moment);
            },
            time);
  }

  /** What is to be told of the window. */
  Narration narration() {
    return narrator.<Narration>map(it -> it).orElse(Narration.SILENT);
  }

  /** Where the window says that files can be taken from. */
  FilePort files() {
    return files;
  }

  EffectRunner runner() {
    return runner;
  }

  void start() {
    host.start();
    runner.start();
    watch.start();
    deliveries.start();
    reader = CardReader.watch(readerSettings, this::readerSaw);
    narrator.ifPresent(it -> it.start(this::headsetMoved, runner::activity));
  }

  /** Ends the visit, wipes everything of it, and lets go of all devices; bounded. */
  @Override
  public void close() {
    if (reader != null) {
      reader.close();
    }
    narrator.ifPresent(Narrator::close);
    runner.close();
    tidying.close();
    work.close();
    deliveries.close();
    watch.close();
    printer.close();
    guichet.close();
    journal.close();
  }

  private void headsetMoved(boolean in) {
    runner.observed(in ? new Event.HeadsetPlugged() : new Event.HeadsetPulled());
  }

  private void readerSaw(CardEvent seen) {
    watch.readerSaw(seen);
    slot.note(seen).ifPresent(runner::observed);
  }

  private void obstacleChanged(Optional<FaultCode> obstacle) {
    runner.observed(new Event.TerminalObserved(obstacle));
    if (obstacle.isEmpty()) {
      deliveries.wake();
    }
  }

  private void deliveriesChanged() {
    deliveries.wake();
    watch.changed();
  }

  private static SealPolicy sealPolicy(
      TerminalConfiguration.Document document, List<X509Certificate> roots) {
    SealPolicy strict = SealPolicy.of(roots, document.organisation());
    SealPolicy policy =
        switch (document.verificationCode()) {
          case REQUIRED -> strict;
          case WHEN_ISSUED -> strict.withCodesWhereIssued();
        };
    return document.verificationHost() == null
        ? policy
        : policy.withVerificationHost(document.verificationHost());
  }

  private static Activity activityOf(State state) {
    return switch (state) {
      case State.Attract _ -> Activity.IDLE;
      case State.OutOfService _ -> Activity.OUT_OF_SERVICE;
      case State.InSession _ -> Activity.SERVING;
    };
  }

  private static List<X509Certificate> certificates(List<Path> files)
      throws IOException, GeneralSecurityException {
    List<X509Certificate> found = new ArrayList<>();
    for (Path file : files) {
      found.addAll(MutualTls.certificates(file));
    }
    return found;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
