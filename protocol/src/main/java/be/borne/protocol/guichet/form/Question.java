package be.borne.protocol.guichet.form;

/**
 * A question that is shown.
 *
 * @param path which one it is
 * @param field what it asks; for a block whether there is one more
 */
public record Question(QuestionPath path, Field field) {}
