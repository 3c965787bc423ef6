package be.borne.protocol.guichet.form;

import be.borne.protocol.terminal.Language;
import java.util.Map;

/**
 * One question of a form, or something to read.
 *
 * @param id lower-case letters, digits and hyphens, at most 40; unique in the form
 * @param label the question, in each of the four languages, at most 200 characters each
 * @param help what to do, in each of the four languages, at most 400 characters each; null for none
 * @param required whether it must be answered; a block is required exactly when it needs a
 *     repetition
 * @param prefill where the answer is known from; null where it has to be asked
 * @param shownWhen when it is shown; null for always
 * @param input what it takes
 */
public record Field(
    String id,
    Map<Language, String> label,
    Map<Language, String> help,
    boolean required,
    PrefillKey prefill,
    Condition shownWhen,
    Input input) {

  public Field {
    FormBounds.matching(id, "field id", FormBounds.FIELD_ID);
    label = FormBounds.words(label, "label of field " + id, 200);
    help = help == null ? null : FormBounds.words(help, "help of field " + id, 400);
    FormBounds.present(input, "input of field " + id);
    if (prefill != null && !prefill.fits(input)) {
      throw new FormRefusedException("field " + id + " does not take what it is prefilled with");
    }
    if (input instanceof Input.Statement && required) {
      throw new FormRefusedException("field " + id + " is only read and cannot be required");
    }
    if (input instanceof Input.Block block && required != block.min() > 0) {
      throw new FormRefusedException(
          "field " + id + " is a block: required exactly when it needs a repetition");
    }
    if (input instanceof Input.ShortText text && text.shape() != null && help == null) {
      // The help is the only thing that can tell a citizen what the shape is.
      throw new FormRefusedException("field " + id + " has a shape and no help that says which");
    }
  }
}
