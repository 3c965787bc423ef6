package be.borne.townhall.guichet;

import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.audit.Act;
import be.borne.townhall.guichet.engine.Engine;
import be.borne.townhall.guichet.store.StoreException;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Letters and mails as the order store has them, with services called as staff know them. */
final class StoredDispatch implements Dispatch {
  private static final Logger LOG = LoggerFactory.getLogger(StoredDispatch.class);

  private final OrderStore store;
  private final Engine engine;
  private final AuditTrail trail;
  private final Clock clock;

  StoredDispatch(OrderStore store, Engine engine, AuditTrail trail, Clock clock) {
    this.store = store;
    this.engine = engine;
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
      throw new IOException("the orders cannot be read or written", e);
    }
  }

  private String title(String service) {
    return engine.catalogue().services().stream()
        .filter(each -> each.id().equals(service))
        .map(Service::title)
        .map(title -> title.get(Language.ENGLISH))
        .findFirst()
        .orElse(service);
  }

  private Letter titled(Letter letter) {
    return letter.titled(title(letter.service()));
  }

  private List<Mail> titled(List<Mail> mails) {
    return mails.stream().map(mail -> mail.titled(title(mail.service()))).toList();
  }

  @Override
  public List<Letter> toPost(int atMost) throws IOException {
    return ask(() -> store.letters().toPost(atMost)).stream().map(this::titled).toList();
  }

  @Override
  public List<Letter> posted(int atMost) throws IOException {
    return ask(() -> store.letters().ended(atMost)).stream().map(this::titled).toList();
  }

  @Override
  public Optional<Letter> letter(String reference) throws IOException {
    return isReference(reference)
        ? ask(() -> store.letters().byReference(reference)).map(this::titled)
        : Optional.empty();
  }

  @Override
  public Optional<byte[]> print(String reference, String by) throws IOException {
    if (!isReference(reference)) {
      return Optional.empty();
    }
    trail.staff(Act.LETTER_OPENED, by, reference, "");
    Optional<byte[]> document = ask(() -> store.letters().print(reference, by, clock.instant()));
    LOG.info("order={} opened to be posted by={} found={}", reference, by, document.isPresent());
    return document;
  }

  @Override
  public boolean end(String reference, boolean posted, String by) throws IOException {
    if (!isReference(reference)) {
      return false;
    }
    Standing how = posted ? Standing.POSTED : Standing.NOT_POSTED;
    trail.staff(Act.LETTER_SETTLED, by, reference, how.name());
    boolean taken = ask(() -> store.letters().end(reference, how, by, clock.instant()));
    LOG.info("order={} letter={} by={} taken={}", reference, how, by, taken);
    return taken;
  }

  private static boolean isReference(String text) {
    return Order.REFERENCE.matcher(text).matches();
  }

  @Override
  public List<Mail> mailsWaiting(int atMost) throws IOException {
    return titled(ask(() -> store.mails().waiting(atMost)));
  }

  @Override
  public List<Mail> mailsGivenUp(int atMost) throws IOException {
    return titled(ask(() -> store.mails().givenUp(atMost)));
  }

  @Override
  public long mailsSent() throws IOException {
    return ask(store.mails()::sentCount);
  }
}
