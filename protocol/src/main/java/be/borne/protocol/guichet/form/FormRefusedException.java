package be.borne.protocol.guichet.form;

/**
 * A form, or a set of answers, that is not taken. The message names the place in the form and the
 * rule, and never what a citizen typed.
 */
public final class FormRefusedException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  FormRefusedException(String message) {
    super(message);
  }
}
