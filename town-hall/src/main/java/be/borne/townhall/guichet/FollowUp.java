package be.borne.townhall.guichet;

import be.borne.protocol.guichet.CitizenFile;
import be.borne.protocol.guichet.CitizenFile.Event;
import be.borne.protocol.guichet.CitizenFile.Next;
import be.borne.protocol.guichet.CitizenFile.Step;
import be.borne.protocol.guichet.CitizenFiles;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.RefusalReason;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.guichet.TrackingCode;
import be.borne.protocol.guichet.form.FormJson;
import be.borne.protocol.guichet.form.FormRefusedException;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.FollowStore.Followed;
import be.borne.townhall.guichet.engine.Engine;
import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How citizens' files stand: what was ordered and what was sent, what has happened to each, and
 * what happens next. It keeps nothing of its own; all of it is read from what is written down
 * anyway.
 */
final class FollowUp {
  private static final Logger LOG = LoggerFactory.getLogger(FollowUp.class);

  /** Of what is not offered any more, and was never a form of ours. */
  private static final Map<Language, String> SOME_DOCUMENT =
      Map.of(
          Language.FRENCH, "Un document",
          Language.DUTCH, "Een document",
          Language.GERMAN, "Ein Dokument",
          Language.ENGLISH, "A document");

  private static final Map<Language, String> SOME_REQUEST =
      Map.of(
          Language.FRENCH, "Une demande",
          Language.DUTCH, "Een aanvraag",
          Language.GERMAN, "Ein Antrag",
          Language.ENGLISH, "A request");

  private final FollowStore orders;
  private final FormStore forms;
  private final Engine engine;
  private final CitizenPseudonyms pseudonyms;
  private final Duration keep;
  private final Clock clock;

  /**
   * @param keep how long something can be collected at a terminal
   */
  FollowUp(
      FollowStore orders,
      FormStore forms,
      Engine engine,
      CitizenPseudonyms pseudonyms,
      Duration keep,
      Clock clock) {
    this.orders = orders;
    this.forms = forms;
    this.engine = engine;
    this.pseudonyms = pseudonyms;
    this.keep = keep;
    this.clock = clock;
  }

  /** The citizen's own, the latest first. */
  CitizenFiles of(NationalNumber citizen) throws StoreException {
    byte[] pseudonym = pseudonyms.of(citizen);
    List<CitizenFile> found = new ArrayList<>();
    for (Followed order : orders.ofCitizen(pseudonym, CitizenFiles.MOST)) {
      found.add(file(order));
    }
    for (FormStore.Stored form : forms.ofCitizen(pseudonym, CitizenFiles.MOST)) {
      found.add(file(form));
    }
    return new CitizenFiles(
        found.stream()
            .sorted(Comparator.comparing(FollowUp::begun).reversed())
            .limit(CitizenFiles.MOST)
            .toList());
  }

  private static Instant begun(CitizenFile file) {
    return file.history().getFirst().at();
  }

  /** The file with this code, whoever asks. */
  Optional<CitizenFile> tracked(TrackingCode code) throws StoreException {
    Optional<Followed> order = orders.byTracking(code);
    if (order.isPresent()) {
      return Optional.of(file(order.get()));
    }
    Optional<FormStore.Stored> form = forms.byTracking(code);
    return form.isPresent() ? Optional.of(file(form.get())) : Optional.empty();
  }

  private CitizenFile file(Followed order) {
    return new CitizenFile(
        order.reference(),
        CitizenFile.Kind.DOCUMENT,
        engine.catalogue().services().stream()
            .filter(service -> service.id().equals(order.serviceId()))
            .map(Service::title)
            .findFirst()
            .orElse(SOME_DOCUMENT),
        history(order),
        next(order),
        // Before there were reasons an order was refused without one.
        order.state() == Order.State.REFUSED ? order.refusal().orElse(RefusalReason.OTHER) : null,
        order.tracking().orElse(null));
  }

  private static List<Step> history(Followed order) {
    Optional<Instant> checked = order.withAClerk().flatMap(_ -> order.issued());
    // A mail is also given up where its document was withdrawn, or where nobody has issued it in
    // time.
    boolean isTold = order.issued().isPresent() && order.withdrawn().isEmpty();
    Optional<Instant> notSent = isTold ? ended(order.mail(), "GIVEN_UP") : Optional.empty();
    return Stream.of(
            step(Event.RECEIVED, Optional.of(order.placedAt())),
            step(Event.WITH_A_CLERK, order.withAClerk()),
            step(Event.CHECKED, checked),
            step(Event.ISSUED, order.issued()),
            step(Event.REFUSED, order.refused()),
            step(Event.SENT_BY_EMAIL, ended(order.mail(), "SENT")),
            step(Event.NOT_SENT, notSent),
            step(Event.POSTED, ended(order.letter(), "POSTED")),
            step(Event.NOT_POSTED, ended(order.letter(), "NOT_POSTED")),
            step(Event.PRINTED, order.printed()),
            step(Event.WITHDRAWN, order.withdrawn()))
        .flatMap(Optional::stream)
        // Stable: of two at one moment the order above holds. A clock may have been put back.
        .sorted(Comparator.comparing(Step::at))
        .toList();
  }

  private static Optional<Step> step(Event event, Optional<Instant> at) {
    return at.map(when -> new Step(event, when));
  }

  private static Optional<Instant> ended(Optional<FollowStore.Sent> sent, String how) {
    return sent.filter(it -> it.state().equals(how)).flatMap(FollowStore.Sent::ended);
  }

  private Next next(Followed order) {
    if (order.withdrawn().isPresent()) {
      return Next.NOTHING;
    }
    return switch (order.state()) {
      case REFUSED -> Next.NOTHING;
      case IN_PREPARATION ->
          order.withAClerk().isPresent() ? Next.CLERK_LOOKS_AT_IT : Next.TOWN_HALL_MAKES_IT;
      case READY -> nextOfReady(order);
    };
  }

  private Next nextOfReady(Followed order) {
    if (order.claim().isPresent()) {
      return switch (order.claim().get()) {
        case PRINTED -> Next.NOTHING;
        case OPEN -> Next.BEING_PRINTED;
        case FINDING_OUT, IN_DOUBT -> Next.SOMEBODY_LOOKS_FOR_PAPER;
        // Is none that holds an order.
        case NOT_PRINTED -> Next.COLLECT_AT_A_TERMINAL;
      };
    }
    if (order.onPaperSince().isPresent()) {
      boolean isInTime =
          order.hasDocument() && !order.onPaperSince().get().isBefore(clock.instant().minus(keep));
      return isInTime ? Next.COLLECT_AT_A_TERMINAL : Next.TOO_LATE;
    }
    if (order.mail().filter(it -> it.state().equals("WAITING")).isPresent()) {
      return Next.GOES_BY_EMAIL;
    }
    return order.letter().filter(it -> it.state().equals("TO_POST")).isPresent()
        ? Next.GOES_BY_POST
        : Next.NOTHING;
  }

  private CitizenFile file(FormStore.Stored form) throws StoreException {
    boolean isPassedOn =
        forms
            .handovers()
            .standing(form.reference())
            .filter(it -> it.state() == HandoverStore.State.TAKEN)
            .isPresent();
    return new CitizenFile(
        form.reference(),
        CitizenFile.Kind.FORM,
        title(form),
        Stream.of(
                step(Event.RECEIVED, Optional.of(form.receivedAt())),
                step(
                    isPassedOn ? Event.PASSED_ON : Event.DEALT_WITH,
                    form.handled().map(Dispatch.Noted::at)))
            .flatMap(Optional::stream)
            .sorted(Comparator.comparing(Step::at))
            .toList(),
        form.handled().isPresent() && !isPassedOn ? Next.NOTHING : Next.CLERK_LOOKS_AT_IT,
        null,
        form.tracking());
  }

  /** As the form was called when it was filled in. */
  private Map<Language, String> title(FormStore.Stored form) throws StoreException {
    try {
      return forms
          .definition(form.form(), form.version())
          .map(json -> FormJson.form(json).title())
          .orElse(SOME_REQUEST);
    } catch (FormRefusedException e) {
      // One old form that cannot be read is no reason to hide how the others stand.
      LOG.error("form={} version={} cannot be read any more", form.form(), form.version(), e);
      return SOME_REQUEST;
    }
  }
}
