package be.borne.townhall.guichet.engine;

import be.borne.protocol.guichet.form.Answers;
import be.borne.protocol.guichet.form.FileKind;
import be.borne.protocol.guichet.form.FormDefinition;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whoever deals with forms in the place of the guichet's clerks: an e-guichet that the municipality
 * already runs. The guichet has it say which forms there are, lets citizens fill them in as it does
 * its own, and hands over what was filled in.
 */
public interface FormOffice {
  /** With what every reason begins why something is a clerk's that may have been sent before. */
  String PERHAPS_THERE = "it may have arrived: look there for its reference first";

  /** The ids of all forms that may ever be offered, so that no other has one of them. */
  Set<String> ids();

  /** The forms that can be filled in now, in order. Cheap. */
  List<Offered> offered();

  /** A form that can be filled in now. */
  interface Offered {

    /** As terminals show it. Its version says nothing: whoever offers it counts them. */
    FormDefinition definition();

    /**
     * Answers as they are to be handed over, in words that mean the same also when the form has
     * changed. To be kept as answers are, and given back unread.
     *
     * @param answers that the definition takes, and nothing else
     */
    String written(Answers answers);
  }

  /**
   * Something to hand over.
   *
   * @param reference its own, by which it is never handed over twice
   * @param citizen whose it is, proven by the card
   * @param written by the form it was filled in with
   * @param wanted is asked once more immediately before it goes
   */
  record Parcel(
      String reference,
      String form,
      NationalNumber citizen,
      String written,
      Attachments files,
      Wanted wanted) {

    /** Names nobody. */
    @Override
    public String toString() {
      return "Parcel[" + reference + "]";
    }
  }

  /** Whether it is still to go: a clerk may have dealt with it since. */
  @FunctionalInterface
  interface Wanted {
    /**
     * @throws EngineFailure if that cannot be found out now
     */
    boolean isWanted() throws EngineFailure;
  }

  /** The files that go along. */
  @FunctionalInterface
  interface Attachments {
    /**
     * @param reference as the answer names it
     * @return empty if it is gone
     * @throws EngineFailure if it cannot be read now
     */
    Optional<Attachment> of(String reference) throws EngineFailure;
  }

  /** A file that goes along. */
  @SuppressWarnings("ArrayRecordComponent") // on its way from a store to the office
  record Attachment(FileKind kind, byte[] content) {
    /** Nothing of it. */
    @Override
    public String toString() {
      return "Attachment[" + kind + "]";
    }
  }

  /** What became of it. No reason says anything of a person. */
  sealed interface Outcome {

    /**
     * It is there.
     *
     * @param where in words that a clerk finds it by
     */
    record Taken(String where) implements Outcome {}

    /** Not now; it may be under way. To be asked again for. */
    record NotNow(String why) implements Outcome {}

    /** Not at all: somebody has to look at it. */
    record NotTaken(String why) implements Outcome {}
  }

  /**
   * Hands something over, or finds out what became of it. Asked again for the same reference it
   * never does so a second time where it may have arrived. Takes some seconds, and minutes where
   * large files go along.
   */
  Outcome handOver(Parcel parcel) throws InterruptedException;
}
