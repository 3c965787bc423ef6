package be.borne.kiosk.session;

import be.borne.device.card.Address;
import be.borne.device.card.Identity;
import be.borne.device.card.IdentityVerifier;
import be.borne.device.card.ReadResult;
import be.borne.device.card.Reading;
import be.borne.device.card.VerifiedIdentity;
import be.borne.kiosk.form.CardAddress;
import be.borne.kiosk.form.FormDraft;
import be.borne.kiosk.form.Prefill;
import be.borne.kiosk.guichet.GuichetClient;
import be.borne.kiosk.guichet.GuichetException;
import be.borne.kiosk.journey.Effect;
import be.borne.kiosk.journey.Event;
import be.borne.protocol.guichet.CitizenSession;
import be.borne.protocol.guichet.Draft;
import be.borne.protocol.guichet.Receipt;
import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.PrefillKey;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Fetches forms, and brings what was answered to the guichet; nothing of it stays here. */
final class FormDesk {
  private static final ZoneId BELGIUM = ZoneId.of("Europe/Brussels");

  private final GuichetClient guichet;
  private final IdentityVerifier verifier;
  private final Clock clock;

  /**
   * @param verifier of the address, which is read for the forms that would ask it
   * @param clock says which day it is
   */
  FormDesk(GuichetClient guichet, IdentityVerifier verifier, Clock clock) {
    this.guichet = guichet;
    this.verifier = verifier;
    this.clock = clock;
  }

  /** Answers FormOpened. */
  void open(Effect.OpenForm wanted, SessionScope session, Consumer<Event> answer)
      throws GuichetException, InterruptedException {
    CitizenSession signIn = session.signIn();
    String id = wanted.formId();
    FormDefinition form = Persistence.of(() -> guichet.form(signIn, id));
    Optional<FormDraft> draft =
        Persistence.of(() -> guichet.draft(signIn, id))
            .map(kept -> new FormDraft(id, kept.version(), kept.answers(), kept.finished()));
    LocalDate today = LocalDate.ofInstant(clock.instant(), BELGIUM);
    answer.accept(new Event.FormOpened(form, prefill(form, session), today, draft));
  }

  /** Answers FormReceived. */
  void send(Effect.SendForm wanted, SessionScope session, Consumer<Event> answer)
      throws GuichetException, InterruptedException {
    CitizenSession signIn = session.signIn();
    var key = session.keyOf(wanted.submission());
    Receipt receipt =
        Persistence.of(() -> guichet.submit(signIn, wanted.formId(), key, wanted.submission()));
    answer.accept(
        new Event.FormReceived(receipt.reference(), Optional.ofNullable(receipt.tracking())));
  }

  /** Answers DraftSettled. */
  void keep(String formId, Draft draft, SessionScope session, Consumer<Event> answer)
      throws GuichetException, InterruptedException {
    CitizenSession signIn = session.signIn();
    Persistence.of(
        () -> {
          guichet.saveDraft(signIn, formId, draft);
          return draft;
        });
    answer.accept(new Event.DraftSettled());
  }

  /** Answers DraftSettled. */
  void drop(String formId, SessionScope session, Consumer<Event> answer)
      throws GuichetException, InterruptedException {
    CitizenSession signIn = session.signIn();
    Persistence.of(
        () -> {
          guichet.dropDraft(signIn, formId);
          return formId;
        });
    answer.accept(new Event.DraftSettled());
  }

  private Prefill prefill(FormDefinition form, SessionScope session) {
    Identity identity = session.holder().identity();
    Map<PrefillKey, Answer> known = new EnumMap<>(PrefillKey.class);
    known.put(PrefillKey.SURNAME, new Answer.Text(identity.surname()));
    known.put(PrefillKey.GIVEN_NAMES, new Answer.Text(identity.givenNames()));
    identity
        .birthDate()
        .filter(day -> day.getYear() >= 1800 && day.getYear() < 2200)
        .ifPresent(day -> known.put(PrefillKey.BIRTH_DATE, new Answer.Day(day)));
    address(form, session)
        .flatMap(
            card -> CardAddress.of(card.streetAndNumber(), card.postalCode(), card.municipality()))
        .ifPresent(address -> known.put(PrefillKey.ADDRESS, address));
    return new Prefill(known);
  }

  /** Where the card cannot say it, it is asked. */
  private Optional<Address> address(FormDefinition form, SessionScope session) {
    boolean wanted = form.fields().anyMatch(field -> field.prefill() == PrefillKey.ADDRESS);
    String holder = session.holder().identity().nationalNumber();
    return wanted
            && session.card().read(verifier, Reading.of(Reading.Part.ADDRESS))
                instanceof ReadResult.Verified(VerifiedIdentity again, _)
            && again.identity().nationalNumber().equals(holder)
        ? again.address()
        : Optional.empty();
  }
}
