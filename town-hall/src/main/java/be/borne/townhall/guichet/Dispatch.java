package be.borne.townhall.guichet;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Documents that do not go to a terminal: letters that a clerk prints and posts, and mails. Staff
 * know them by the order's reference. Whom a letter is for stands on its document alone, and where
 * a mail goes to stands nowhere here.
 */
public interface Dispatch {

  /** How a letter stands. */
  enum Standing {
    TO_POST,
    POSTED,
    /** Its citizen collects it on paper instead, at any terminal. */
    NOT_POSTED
  }

  /** Something that a person did. */
  record Noted(Instant at, String by) {}

  /**
   * A letter.
   *
   * @param service its id, or its title where a clerk is to read it
   * @param printed the last time; empty if it never was
   * @param ended empty as long as it is to be posted
   */
  record Letter(
      String reference,
      String service,
      Standing standing,
      Instant readyAt,
      Optional<Noted> printed,
      Optional<Noted> ended) {
    Letter titled(String title) {
      return new Letter(reference, title, standing, readyAt, printed, ended);
    }
  }

  /**
   * A mail that waits or was given up.
   *
   * @param service as in {@link Letter}
   * @param since when it was ready, or when it was given up
   * @param finding what the last attempt came to; empty before the first
   */
  record Mail(String reference, String service, Instant since, int attempts, String finding) {
    Mail titled(String title) {
      return new Mail(reference, title, since, attempts, finding);
    }
  }

  /** What is to be posted, the longest waiting first. */
  List<Letter> toPost(int atMost) throws IOException;

  /** What was posted or not, the latest first. */
  List<Letter> posted(int atMost) throws IOException;

  /** One letter, to be posted still or not. */
  Optional<Letter> letter(String reference) throws IOException;

  /**
   * The sealed file of a letter that is to be posted; that it was handed out is written down.
   *
   * @param by who asks for it
   * @return empty if there is no such letter
   */
  Optional<byte[]> print(String reference, String by) throws IOException;

  /**
   * Writes down, for good, what became of a letter.
   *
   * @param posted or else its citizen collects it on paper
   * @param by who says so
   * @return whether it was still to be posted; if not, nothing was changed
   */
  boolean end(String reference, boolean posted, String by) throws IOException;

  /** What waits to be sent by e-mail, the longest waiting first. */
  List<Mail> mailsWaiting(int atMost) throws IOException;

  /** What could not be sent by e-mail and is collected on paper, the latest first. */
  List<Mail> mailsGivenUp(int atMost) throws IOException;

  /** How many mails the mail server took. */
  long mailsSent() throws IOException;

  /** Where there is no guichet nothing is sent. */
  Dispatch NONE =
      new Dispatch() {
        @Override
        public List<Letter> toPost(int atMost) {
          return List.of();
        }

        @Override
        public List<Letter> posted(int atMost) {
          return List.of();
        }

        @Override
        public Optional<Letter> letter(String reference) {
          return Optional.empty();
        }

        @Override
        public Optional<byte[]> print(String reference, String by) {
          return Optional.empty();
        }

        @Override
        public boolean end(String reference, boolean posted, String by) {
          return false;
        }

        @Override
        public List<Mail> mailsWaiting(int atMost) {
          return List.of();
        }

        @Override
        public List<Mail> mailsGivenUp(int atMost) {
          return List.of();
        }

        @Override
        public long mailsSent() {
          return 0;
        }
      };
}
