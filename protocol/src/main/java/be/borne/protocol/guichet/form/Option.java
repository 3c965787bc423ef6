package be.borne.protocol.guichet.form;

import be.borne.protocol.terminal.Language;
import java.util.Map;

/**
 * One of the things that can be chosen.
 *
 * @param id what is sent: lower-case letters, digits and hyphens, at most 60
 * @param label what is shown, in each of the four languages, at most 120 characters each
 */
public record Option(String id, Map<Language, String> label) {
  public Option {
    FormBounds.matching(id, "option id", FormBounds.OPTION_ID);
    label = FormBounds.words(label, "label of option " + id, 120);
  }
}
