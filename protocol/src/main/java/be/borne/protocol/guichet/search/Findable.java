package be.borne.protocol.guichet.search;

import be.borne.protocol.guichet.Procedure;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.terminal.Language;
import java.util.Map;

/**
 * What can be found.
 *
 * @param id of the service or form
 * @param title what it is called
 * @param explanation one plain sentence
 */
public record Findable(
    Kind kind, String id, Map<Language, String> title, Map<Language, String> explanation) {

  /** What is behind it. */
  public enum Kind {
    /** A document that is ordered. */
    DOCUMENT,
    /** A form that is filled in. */
    FORM
  }

  public Findable {
    title = Map.copyOf(title);
    explanation = Map.copyOf(explanation);
  }

  /** A document. */
  public static Findable of(Service service) {
    return new Findable(Kind.DOCUMENT, service.id(), service.title(), service.explanation());
  }

  /** A form. */
  public static Findable of(Procedure procedure) {
    return new Findable(Kind.FORM, procedure.formId(), procedure.title(), procedure.explanation());
  }
}
