package be.borne.protocol.guichet.form;

/** Which question is meant: a field of the form, or a field of one repetition of a block. */
public sealed interface QuestionPath {
  /** A field of a page; of a block, whether there is one more. */
  record Top(String field) implements QuestionPath {
    public Top {
      FormBounds.matching(field, "field of a path", FormBounds.FIELD_ID);
    }
  }

  /**
   * A field inside a block.
   *
   * @param repetition counted from 0
   */
  record InBlock(String block, int repetition, String field) implements QuestionPath {
    public InBlock {
      FormBounds.matching(block, "block of a path", FormBounds.FIELD_ID);
      FormBounds.between(repetition, "repetition", 0, Input.Block.MOST_REPETITIONS - 1);
      FormBounds.matching(field, "field of a path", FormBounds.FIELD_ID);
    }
  }
}
