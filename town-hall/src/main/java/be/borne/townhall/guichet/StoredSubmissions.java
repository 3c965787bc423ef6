package be.borne.townhall.guichet;

import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.FormJson;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.audit.Act;
import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.store.StoreException;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Filled forms as the store has them, each read with the very version it was filled in with. */
final class StoredSubmissions implements Submissions {
  private static final Logger LOG = LoggerFactory.getLogger(StoredSubmissions.class);
  private static final ZoneId BELGIUM = ZoneId.of("Europe/Brussels");

  private final FormStore store;
  private final AuditTrail trail;
  private final Clock clock;

  StoredSubmissions(FormStore store, AuditTrail trail, Clock clock) {
    this.store = store;
    this.trail = trail;
    this.clock = clock;
  }

  private interface Query<T> {
    T run() throws StoreException;
  }

  private static <T> T ask(Query<T> query) throws IOException {
    try {
      return query.run();
    } catch (StoreException e) {
      throw new IOException("the filled forms cannot be read or written", e);
    }
  }

  private FormDefinition form(FormStore.Stored sent) throws IOException {
    return FormJson.form(
        ask(() -> store.definition(sent.form(), sent.version()))
            .orElseThrow(() -> new IOException("a form's definition is gone")));
  }

  private Entry entry(FormStore.Stored sent, Language language) throws IOException {
    return new Entry(
        sent.reference(),
        form(sent).title().get(language),
        sent.receivedAt(),
        sent.handled(),
        ask(() -> store.handovers().standing(sent.reference())).map(StoredSubmissions::handover));
  }

  private static Handover handover(HandoverStore.Standing standing) {
    return new Handover(
        switch (standing.state()) {
          case WAITING -> HandoverState.ON_ITS_WAY;
          case TAKEN -> HandoverState.ARRIVED;
          case NOT_TAKEN -> standing.isInDoubt() ? HandoverState.IN_DOUBT : HandoverState.NOT_TAKEN;
        },
        standing.said());
  }

  private List<Entry> entries(List<FormStore.Stored> found, Language language) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (FormStore.Stored sent : found) {
      entries.add(entry(sent, language));
    }
    return entries;
  }

  @Override
  public List<Entry> waiting(int atMost, String after, Language language) throws IOException {
    String last = isReference(after) ? after : "";
    return entries(ask(() -> store.waiting(atMost, last)), language);
  }

  @Override
  public List<Entry> handled(int atMost, Language language) throws IOException {
    return entries(ask(() -> store.handled(atMost)), language);
  }

  @Override
  public Optional<Opened> open(String reference, Language language, String by) throws IOException {
    trail.staff(Act.FORM_OPENED, by, reference(reference), "");
    Optional<FormStore.Stored> found =
        isReference(reference) ? ask(() -> store.byReference(reference)) : Optional.empty();
    LOG.info("submission={} opened by={} found={}", reference(reference), by, found.isPresent());
    return found.isEmpty() ? Optional.empty() : Optional.of(opened(found.get(), language));
  }

  private Opened opened(FormStore.Stored sent, Language language) throws IOException {
    FormStore.Filled filled = sent.filled();
    if (filled == null) {
      return new Opened(entry(sent, language), null, sent.language(), List.of());
    }
    return new Opened(
        entry(sent, language),
        new Citizen(
            (filled.givenNames() + " " + filled.surname()).strip(),
            new NationalNumber(filled.number()).written(),
            filled.born()),
        sent.language(),
        AnswerLines.of(
            form(sent),
            FormJson.answers(filled.answers()),
            LocalDate.ofInstant(sent.receivedAt(), BELGIUM),
            language));
  }

  @Override
  public Optional<SentFile> file(String reference, String file, String by) throws IOException {
    trail.staff(Act.FORM_FILE_OPENED, by, reference(reference), "");
    Optional<FileStore.Content> found =
        isReference(reference) && Answer.Attached.REFERENCE.matcher(file).matches()
            ? ask(() -> store.files().content(reference, file))
            : Optional.empty();
    LOG.info(
        "submission={} file opened by={} found={}", reference(reference), by, found.isPresent());
    return found.map(content -> new SentFile(content.kind(), content.bytes()));
  }

  @Override
  public boolean handle(String reference, String by) throws IOException {
    if (!isReference(reference)) {
      return false;
    }
    trail.staff(Act.FORM_SETTLED, by, reference, "");
    boolean taken = ask(() -> store.handle(reference, by, clock.instant()));
    LOG.info("submission={} handled by={} taken={}", reference, by, taken);
    return taken;
  }

  private static boolean isReference(String text) {
    return Order.REFERENCE.matcher(text).matches();
  }

  /** What stands in an address can be anything. */
  private static String reference(String text) {
    return isReference(text) ? text : "none";
  }
}
