package be.borne.townhall.guichet;

import be.borne.protocol.guichet.Draft;
import be.borne.protocol.guichet.Procedure;
import be.borne.protocol.guichet.Procedures;
import be.borne.protocol.guichet.Receipt;
import be.borne.protocol.guichet.Submission;
import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.Answers;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.FormJson;
import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.FaultCode;
import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.store.StoreException;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What citizens fill in: offers the forms, keeps each citizen's own drafts, and takes what is sent
 * exactly once, after holding it against the form and the card.
 */
final class Forms {
  private static final Logger LOG = LoggerFactory.getLogger(Forms.class);
  private static final ZoneId BELGIUM = ZoneId.of("Europe/Brussels");
  private static final int PATIENCE_SECONDS = 15;

  /** A citizen with more of them has lost sight of them. */
  private static final int MOST_DRAFTS = 20;

  /** A filled form's receipt, and whether it is a new one. */
  record Sent(Receipt receipt, boolean isNew) {}

  private final OfferedForms forms;
  private final FormStore store;
  private final CitizenPseudonyms pseudonyms;
  private final References references;
  private final FormSettings settings;
  private final Runnable toHandOver;
  private final Clock clock;
  private final TrackingCodes codes = new TrackingCodes();
  private final ReentrantLock sending = new ReentrantLock();

  /**
   * @param toHandOver is told when there may be something to hand over
   */
  Forms(
      OfferedForms forms,
      FormStore store,
      CitizenPseudonyms pseudonyms,
      References references,
      FormSettings settings,
      Runnable toHandOver,
      Clock clock) {
    this.forms = forms;
    this.store = store;
    this.pseudonyms = pseudonyms;
    this.references = references;
    this.settings = settings;
    this.toHandOver = toHandOver;
    this.clock = clock;
  }

  /** What can be filled in, and what of it this citizen has begun. */
  Procedures offered(NationalNumber citizen) throws StoreException {
    Set<String> begun = store.drafts().begun(pseudonyms.of(citizen), draftsSince());
    return new Procedures(
        forms.all().stream()
            .map(OfferedForms.Here::form)
            .map(
                form ->
                    new Procedure(
                        form.id(),
                        form.category(),
                        form.title(),
                        form.explanation(),
                        begun.contains(form.id())))
            .toList());
  }

  FormDefinition form(String id) throws Refusal, StoreException {
    return here(id).form();
  }

  private OfferedForms.Here here(String id) throws Refusal, StoreException {
    return forms
        .form(id)
        .orElseThrow(() -> new Refusal(404, FaultCode.FORM_REFUSED, "no such form"));
  }

  /** The citizen's own draft, though it may be of an earlier version of the form. */
  Draft draft(NationalNumber citizen, String id) throws Refusal, StoreException, IOException {
    String form = form(id).id();
    byte[] pseudonym = pseudonyms.of(citizen);
    byte[] content =
        store
            .drafts()
            .draft(pseudonym, form, draftsSince())
            .orElseThrow(() -> new Refusal(404, FaultCode.FORM_REFUSED, "no such draft"));
    Draft draft = Json.mapper().readValue(content, Draft.class);
    Set<String> files = store.files().ofDraft(pseudonym, form);
    return new Draft(draft.version(), withFiles(draft.answers(), files), draft.finished());
  }

  /** A file that was erased or sent meanwhile is asked for again: no form could be sent with it. */
  private static Answers withFiles(Answers answers, Set<String> files) {
    Answers kept = answers;
    for (Map.Entry<String, Answer> each : answers.values().entrySet()) {
      kept =
          switch (each.getValue()) {
            case Answer.Attached file when !files.contains(file.reference()) ->
                kept.without(each.getKey());
            case Answer.Repeated(var items) ->
                kept.with(
                    each.getKey(),
                    new Answer.Repeated(
                        items.stream().map(item -> withFiles(item, files)).toList()));
            default -> kept;
          };
    }
    return kept;
  }

  /**
   * Keeps a draft in the place of an earlier one.
   *
   * @throws Refusal if the form has another version, the citizen has as many drafts as one may, or
   *     it names a file that the citizen does not have
   */
  void keep(String terminal, NationalNumber citizen, String id, Draft draft)
      throws Refusal, StoreException, IOException {
    FormDefinition form = form(id);
    if (draft.version() > form.version()) {
      throw new Refusal(422, FaultCode.FORM_REFUSED, "form has another version");
    }
    byte[] content = Json.mapper().writeValueAsBytes(draft);
    DraftStore.Kept kept =
        store
            .drafts()
            .keep(
                pseudonyms.of(citizen),
                form.id(),
                content,
                draft.answers().files(),
                terminal,
                clock.instant(),
                MOST_DRAFTS);
    switch (kept) {
      case KEPT -> {}
      case ONE_TOO_MANY ->
          throw new Refusal(409, FaultCode.FORM_REFUSED, "citizen has as many drafts as one may");
      case NO_SUCH_FILE -> throw noSuchFile();
    }
  }

  void drop(NationalNumber citizen, String id) throws Refusal, StoreException {
    store.drafts().drop(pseudonyms.of(citizen), form(id).id());
  }

  /**
   * Takes a filled form, or finds the one that this key already sent.
   *
   * @param holder as the card of the session has it
   * @throws Refusal if the key stands for something else, the form does not take the answers or has
   *     another version, they name a file that the citizen does not have, or the citizen has sent
   *     as many today as one may
   */
  Sent send(String terminal, CardHolder holder, UUID key, String id, Submission submission)
      throws Refusal, StoreException {
    acquire();
    try {
      byte[] citizen = pseudonyms.of(holder.number());
      String answers = FormJson.of(submission.answers());
      byte[] mark =
          pseudonyms.markOf(
              key,
              "form",
              id,
              Integer.toString(submission.version()),
              submission.language().tag(),
              answers);
      Optional<FormStore.Stored> known = store.byKey(key);
      if (known.isPresent()) {
        if (!MessageDigest.isEqual(known.get().citizen(), citizen)
            || !MessageDigest.isEqual(known.get().requestMark(), mark)
            || !known.get().terminal().equals(terminal)) {
          throw new Refusal(
              409, FaultCode.FORM_REFUSED, "idempotency key stands for something else");
        }
        return new Sent(new Receipt(known.get().reference(), known.get().tracking()), false);
      }
      OfferedForms.Here here = here(id);
      FormDefinition form = here.form();
      require(form, submission, holder);
      FormStore.Stored sent =
          new FormStore.Stored(
              references.next(reference -> store.byReference(reference).isPresent()),
              key,
              citizen,
              mark,
              terminal,
              form.id(),
              form.version(),
              submission.language(),
              clock.instant(),
              new FormStore.Filled(
                  holder.number().digits(),
                  holder.surname(),
                  holder.givenNames(),
                  holder.born(),
                  answers),
              Optional.empty(),
              codes.next());
      Instant midnight = today().atStartOfDay(BELGIUM).toInstant();
      Optional<String> written = here.office().map(at -> at.written(submission.answers()));
      return switch (store.place(
          sent, submission.answers().files(), written, midnight, settings.most())) {
        case KEPT -> {
          if (written.isPresent()) {
            toHandOver.run();
          }
          yield new Sent(new Receipt(sent.reference(), sent.tracking()), true);
        }
        case ONE_TOO_MANY -> throw Refusal.enoughForToday();
        case NO_SUCH_FILE -> throw noSuchFile();
      };
    } finally {
      sending.unlock();
    }
  }

  /** Also said of another's file: whether it exists is nobody's business. */
  private static Refusal noSuchFile() {
    return new Refusal(422, FaultCode.FORM_REFUSED, "names a file that the citizen does not have");
  }

  private void require(FormDefinition form, Submission submission, CardHolder holder)
      throws Refusal {
    if (submission.version() != form.version()) {
      throw new Refusal(422, FaultCode.FORM_REFUSED, "form has another version");
    }
    Optional<String> rule = SubmissionCheck.of(form, submission.answers(), holder, today());
    if (rule.isPresent()) {
      throw new Refusal(422, FaultCode.FORM_REFUSED, rule.get());
    }
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), BELGIUM);
  }

  private Instant draftsSince() {
    return clock.instant().minus(settings.keepDrafts());
  }

  private void acquire() throws Refusal {
    try {
      if (!sending.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw Refusal.unavailable("too many forms are being sent");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.unavailable("town hall is stopping");
    }
  }

  /** Erases drafts that grew old, what was dealt with long enough ago, and files of neither. */
  void forget() throws StoreException {
    Instant now = clock.instant();
    int forgotten = store.forget(draftsSince(), now.minus(settings.keepHandled()), now);
    int files = store.files().forget(now.minus(settings.keepUnused()));
    if (forgotten + files > 0) {
      LOG.info("{} drafts and filled forms and {} files were erased", forgotten, files);
    }
  }
}
