package be.borne.kiosk.journey;

import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.EmailAddress;
import be.borne.protocol.guichet.OrderRequest;
import be.borne.protocol.guichet.Purpose;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.terminal.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is about to be ordered, put together answer by answer. Nothing is asked to which there is
 * one answer alone.
 *
 * @param documentLanguage of the document, whatever the screen speaks
 * @param purpose empty until it is chosen, and where none is asked
 * @param email empty until it is typed and confirmed; kept while another way is looked at
 * @param copies on paper
 */
public record OrderDraft(
    Service service,
    Language documentLanguage,
    Optional<Purpose> purpose,
    DeliveryWay way,
    Optional<EmailAddress> email,
    int copies) {

  /** What is asked, in this order. */
  public enum Question {
    PURPOSE,
    WAY,
    EMAIL,
    COPIES,
    /** Whether all of it is right. Always asked. */
    REVIEW
  }

  /** The document is offered in the citizen's language where the law lets it be. */
  public static OrderDraft of(Service service, Language spoken) {
    List<Language> allowed = service.documentLanguages();
    return new OrderDraft(
        service,
        allowed.contains(spoken) ? spoken : allowed.getFirst(),
        Optional.empty(),
        service.ways().getFirst(),
        Optional.empty(),
        1);
  }

  /** What is asked of this order; answers can add or take away. */
  public List<Question> questions() {
    List<Question> asked = new ArrayList<>();
    if (!service.purposes().isEmpty()) {
      asked.add(Question.PURPOSE);
    }
    if (service.ways().size() > 1) {
      asked.add(Question.WAY);
    }
    if (way == DeliveryWay.EMAIL) {
      asked.add(Question.EMAIL);
    }
    if (way == DeliveryWay.PAPER && service.mostCopies() > 1) {
      asked.add(Question.COPIES);
    }
    asked.add(Question.REVIEW);
    return List.copyOf(asked);
  }

  Question after(Question question) {
    List<Question> asked = questions();
    return asked.get(Math.min(asked.indexOf(question) + 1, asked.size() - 1));
  }

  /** Empty at the first. */
  Optional<Question> before(Question question) {
    int at = questions().indexOf(question);
    return at < 1 ? Optional.empty() : Optional.of(questions().get(at - 1));
  }

  OrderDraft in(Language language) {
    return new OrderDraft(service, language, purpose, way, email, copies);
  }

  OrderDraft forPurpose(Purpose chosen) {
    return new OrderDraft(service, documentLanguage, Optional.of(chosen), way, email, copies);
  }

  OrderDraft by(DeliveryWay chosen) {
    return new OrderDraft(service, documentLanguage, purpose, chosen, email, copies);
  }

  OrderDraft to(EmailAddress address) {
    return new OrderDraft(service, documentLanguage, purpose, way, Optional.of(address), copies);
  }

  OrderDraft times(int chosen) {
    return new OrderDraft(service, documentLanguage, purpose, way, email, chosen);
  }

  /** How many come, by whatever way. */
  public int copiesOrdered() {
    return way == DeliveryWay.PAPER ? copies : 1;
  }

  /** In euro cents. */
  public int feeCents() {
    return service.feeCents(purpose, copiesOrdered());
  }

  OrderRequest request() {
    return new OrderRequest(
        service.id(),
        documentLanguage,
        purpose.map(Purpose::id).orElse(null),
        copiesOrdered(),
        way,
        way == DeliveryWay.EMAIL ? email.orElse(null) : null);
  }
}
