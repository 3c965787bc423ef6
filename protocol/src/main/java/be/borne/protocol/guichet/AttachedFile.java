package be.borne.protocol.guichet;

import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.FileKind;

/**
 * A file that has arrived, as the guichet found it. It has no name, since names of files tell of
 * persons.
 *
 * @param reference random, so that it says nothing and cannot be guessed
 * @param kind of what it holds, whatever it was announced as
 * @param bytes its size
 * @param pages how many the guichet counted; 1 for a picture
 */
public record AttachedFile(String reference, FileKind kind, int bytes, int pages) {
  public AttachedFile {
    // The bounds are those of the answer that it becomes.
    new Answer.Attached(reference, kind, bytes, pages);
  }

  /** The answer that names it in a draft and a submission, which must say exactly this. */
  public Answer.Attached answer() {
    return new Answer.Attached(reference, kind, bytes, pages);
  }

  /** Nothing of the citizen, not even which file. */
  @Override
  public String toString() {
    return "AttachedFile[hidden]";
  }
}
