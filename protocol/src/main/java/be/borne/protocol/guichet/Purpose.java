package be.borne.protocol.guichet;

import be.borne.protocol.terminal.Language;
import java.util.Map;

/**
 * What a citizen needs a document for. It stands on the document, and may decide what it costs.
 *
 * @param id lower-case words joined by hyphens: {@code social-housing}
 * @param title in each of the four languages, at most 80 characters each
 * @param feeCents euro cents for one copy; 0 is free
 */
public record Purpose(String id, Map<Language, String> title, int feeCents) {
  public Purpose {
    Bounds.matching(id, "purpose id", Service.ID);
    title = Service.everyLanguage(title, "title of purpose " + id, 80);
    Service.fee(feeCents);
  }
}
