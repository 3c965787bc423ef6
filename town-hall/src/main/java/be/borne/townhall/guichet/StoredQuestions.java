package be.borne.townhall.guichet;

import be.borne.protocol.guichet.PickupCode;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.audit.Act;
import be.borne.townhall.guichet.engine.Engine;
import be.borne.townhall.guichet.store.StoreException;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The questions as the order store has them, with services called as staff know them. */
final class StoredQuestions implements PaperQuestions {
  private static final Logger LOG = LoggerFactory.getLogger(StoredQuestions.class);
  private static final int MOST_OPEN = 100;
  private static final int MOST_TRIES = 20;
  private static final int MAX_BY_CHARS = 100;

  private final OrderStore store;
  private final Engine engine;
  private final AuditTrail trail;
  private final Clock clock;

  StoredQuestions(OrderStore store, Engine engine, AuditTrail trail, Clock clock) {
    this.store = store;
    this.engine = engine;
    this.trail = trail;
    this.clock = clock;
  }

  private interface Query<T> {
    T run(QuestionStore questions) throws StoreException;
  }

  private <T> T ask(Query<T> query) throws IOException {
    try {
      return query.run(store.questions());
    } catch (StoreException e) {
      throw new IOException("the orders cannot be read or written", e);
    }
  }

  private List<Found> titled(Query<List<Found>> query) throws IOException {
    return ask(query).stream().map(this::titled).toList();
  }

  private Found titled(Found found) {
    return found.titled(
        engine.catalogue().services().stream()
            .filter(service -> service.id().equals(found.service()))
            .map(Service::title)
            .map(title -> title.get(Language.ENGLISH))
            .findFirst()
            .orElse(found.service()));
  }

  @Override
  public List<Found> open() throws IOException {
    return titled(questions -> questions.inDoubt(MOST_OPEN));
  }

  @Override
  public List<Found> findingOut() throws IOException {
    return titled(questions -> questions.findingOut(MOST_OPEN));
  }

  @Override
  public List<Found> settled(int atMost) throws IOException {
    return titled(questions -> questions.settled(atMost));
  }

  @Override
  public List<Found> answered(int atMost) throws IOException {
    return titled(questions -> questions.answered(atMost));
  }

  @Override
  public List<Found> contradicted(int atMost) throws IOException {
    return titled(questions -> questions.contradicted(atMost));
  }

  @Override
  public List<Found> byPickupCode(PickupCode code) throws IOException {
    return titled(questions -> questions.byPickupCode(code, MOST_TRIES));
  }

  @Override
  public Optional<Found> byId(UUID id) throws IOException {
    return ask(questions -> questions.byId(id)).map(this::titled);
  }

  @Override
  public boolean isFree(PickupCode code) throws IOException {
    return ask(_ -> store.isFree(code));
  }

  @Override
  public boolean answer(UUID id, Answer answer, String by) throws IOException {
    if (by.isBlank() || by.length() > MAX_BY_CHARS) {
      throw new IllegalArgumentException("who answers has 1 to " + MAX_BY_CHARS + " characters");
    }
    trail.staff(Act.QUESTION_ANSWERED, by, id.toString(), answer.name());
    boolean taken = ask(questions -> questions.answer(id, answer, by, clock.instant()));
    LOG.info("claim={} answer={} by={} taken={}", id, answer, by, taken);
    return taken;
  }
}
