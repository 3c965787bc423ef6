package be.borne.townhall.guichet;

import be.borne.protocol.guichet.form.FileKind;
import be.borne.protocol.terminal.Language;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Filled forms that clerks deal with. Lists name nobody; who opens one is written down. */
public interface Submissions {

  /**
   * A filled form in a list.
   *
   * @param title of the form, in the language that was asked for
   * @param handled empty as long as it is to be dealt with
   * @param handover how far it is on its way to somebody else; empty where it is on none
   */
  record Entry(
      String reference,
      String title,
      Instant receivedAt,
      Optional<Dispatch.Noted> handled,
      Optional<Handover> handover) {}

  /**
   * A form that goes to somebody else, the e-guichet of the municipality.
   *
   * @param said where it is, or why it is not there; nothing of a person
   */
  record Handover(HandoverState state, String said) {}

  /** How far a form is that goes to somebody else. */
  enum HandoverState {
    /** It goes by itself. */
    ON_ITS_WAY,
    /** It is there. */
    ARRIVED,
    /** It is a clerk's. */
    NOT_TAKEN,
    /** It is a clerk's, and may be there all the same. */
    IN_DOUBT
  }

  /**
   * A filled form, opened.
   *
   * @param citizen null once it was erased
   * @param answerIn the language that the citizen would like to be answered in
   * @param lines what was asked and answered, in order; empty once it was erased
   */
  record Opened(Entry entry, Citizen citizen, Language answerIn, List<Line> lines) {
    public Opened {
      lines = List.copyOf(lines);
    }

    /** Nothing of the citizen. */
    @Override
    public String toString() {
      return "Opened[" + entry.reference() + "]";
    }
  }

  /** Who the card said it was. */
  record Citizen(String name, String number, Optional<LocalDate> born) {
    /** Names nobody. */
    @Override
    public String toString() {
      return "Citizen[hidden]";
    }
  }

  /**
   * A question with its answer, as one reads them.
   *
   * @param part which repetition of a block it belongs to, from 1; 0 for none
   * @param file the reference of the file that is the answer; empty if it is none
   */
  record Line(String question, String answer, int part, String file) {
    /** Nothing of the answer. */
    @Override
    public String toString() {
      return "Line[hidden]";
    }
  }

  /**
   * A file that was sent with a form.
   *
   * @param content hostile still, whatever was found in it
   */
  @SuppressWarnings("ArrayRecordComponent") // on its way to a clerk
  record SentFile(FileKind kind, byte[] content) {
    /** Nothing of it. */
    @Override
    public String toString() {
      return "SentFile[hidden]";
    }
  }

  /**
   * What is to be dealt with, form by form, the longest waiting first.
   *
   * @param after the reference of the one that they come after; empty for the first
   */
  List<Entry> waiting(int atMost, String after, Language language) throws IOException;

  /** What was dealt with, the latest first. */
  List<Entry> handled(int atMost, Language language) throws IOException;

  /**
   * Opens one, and writes down who did.
   *
   * @param language of the questions
   */
  Optional<Opened> open(String reference, Language language, String by) throws IOException;

  /**
   * Opens a file that was sent with a form, and writes down who did.
   *
   * @return empty if no such file was sent with that form, or it was erased
   */
  Optional<SentFile> file(String reference, String file, String by) throws IOException;

  /**
   * Writes down, for good, that one was dealt with.
   *
   * @return whether it was still to be dealt with; if not, nothing was changed
   */
  boolean handle(String reference, String by) throws IOException;

  /** Where no form can be filled in. */
  Submissions NONE =
      new Submissions() {
        @Override
        public List<Entry> waiting(int atMost, String after, Language language) {
          return List.of();
        }

        @Override
        public List<Entry> handled(int atMost, Language language) {
          return List.of();
        }

        @Override
        public Optional<Opened> open(String reference, Language language, String by) {
          return Optional.empty();
        }

        @Override
        public Optional<SentFile> file(String reference, String file, String by) {
          return Optional.empty();
        }

        @Override
        public boolean handle(String reference, String by) {
          return false;
        }
      };
}
