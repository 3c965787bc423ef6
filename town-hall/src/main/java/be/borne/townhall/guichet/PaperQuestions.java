package be.borne.townhall.guichet;

import be.borne.protocol.guichet.DeliveryDoubt;
import be.borne.protocol.guichet.PickupCode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Documents of which nobody knows whether they came out, for staff who can look into the printer's
 * tray. Nothing here says whose a document is. Every method throws {@link IOException} if the
 * orders cannot be read or written.
 */
public interface PaperQuestions {

  /** What a person found. */
  enum Answer {
    /** A complete document lay there, and was given to the citizen or destroyed. */
    CAME_OUT,
    /** Nothing, or only part of it: the citizen may print again. */
    NOTHING_CAME_OUT
  }

  /** How a claim stands. */
  enum Standing {
    BEING_PRINTED,
    /** Its terminal does not know, and is finding out; the printer may still put it out. */
    FINDING_OUT,
    /** Only a person can tell. */
    IN_DOUBT,
    PRINTED,
    NOT_PRINTED
  }

  /** That a person decided. */
  record Answered(Answer answer, Instant at, String by) {}

  /** What a terminal said while it was finding out, and since when it had not known. */
  record Doubt(DeliveryDoubt.Known known, Instant since) {}

  /**
   * That a terminal said what cannot be true together with what was certain before.
   *
   * @param printed whether it said that the document came out, or that it did not
   * @param at when that was heard
   * @param weighed whether a person has answered since
   */
  record Contradiction(boolean printed, Instant at, boolean weighed) {}

  /**
   * One terminal's try to print one order.
   *
   * @param id of the terminal's claim
   * @param service what was ordered: its id, or its title where a host is to read it
   * @param claimedAt when the terminal began
   * @param unreported whether the terminal has not said how it ended
   * @param doubt what it said before that; empty if it was never in doubt, or too old to say so
   * @param settledAt when the terminal's certain word was heard; empty if there was none
   * @param answered what a person said, and what stands; empty if nobody was asked
   * @param answeredBefore what a person said before the question was asked again
   * @param contradiction the latest
   */
  record Found(
      UUID id,
      String terminal,
      String service,
      PickupCode code,
      Standing standing,
      Instant claimedAt,
      boolean unreported,
      Optional<Doubt> doubt,
      Optional<Instant> settledAt,
      Optional<Answered> answered,
      Optional<Answered> answeredBefore,
      Optional<Contradiction> contradiction) {

    /**
     * Whether a person may answer so now. While the printer may still put it out, nobody lets it be
     * printed again, but a paper that somebody holds is there. A paper that somebody saw and the
     * terminal certainly did not print was another one: whoever learns so may free the order.
     */
    public boolean takes(Answer answer) {
      return switch (standing) {
        case IN_DOUBT -> true;
        case FINDING_OUT -> answer == Answer.CAME_OUT;
        case PRINTED -> answer == Answer.NOTHING_CAME_OUT && isDenied();
        case BEING_PRINTED, NOT_PRINTED -> false;
      };
    }

    /** Whether somebody saw a paper that the terminal then found not to have been printed. */
    public boolean isDenied() {
      return answered.filter(said -> said.answer() == Answer.CAME_OUT).isPresent()
          && contradiction.filter(said -> !said.printed() && !said.weighed()).isPresent();
    }

    Found titled(String title) {
      return new Found(
          id,
          terminal,
          title,
          code,
          standing,
          claimedAt,
          unreported,
          doubt,
          settledAt,
          answered,
          answeredBefore,
          contradiction);
    }
  }

  /** The open questions, the longest open first; at most 100. */
  List<Found> open() throws IOException;

  /**
   * What terminals are still finding out, the longest in doubt first; at most 100. These close by
   * themselves, or become {@link #open} questions.
   */
  List<Found> findingOut() throws IOException;

  /** Doubts that ended by themselves, the latest first. */
  List<Found> settled(int atMost) throws IOException;

  /** What people answered, the latest first. */
  List<Found> answered(int atMost) throws IOException;

  /** What terminals said against what was certain, the latest first. */
  List<Found> contradicted(int atMost) throws IOException;

  /** Every try to print the order with this code, the latest first. */
  List<Found> byPickupCode(PickupCode code) throws IOException;

  /** One question, open or not. */
  Optional<Found> byId(UUID id) throws IOException;

  /** Whether there is an order with this code that can be printed now. */
  boolean isFree(PickupCode code) throws IOException;

  /**
   * Writes down, for good, what a person found.
   *
   * @param by who says so; never the citizen
   * @return whether the question could be answered so, see {@link Found#takes}; if not, nothing was
   *     changed
   */
  boolean answer(UUID id, Answer answer, String by) throws IOException;

  /** Where there is no guichet nobody asks. */
  PaperQuestions NONE =
      new PaperQuestions() {
        @Override
        public List<Found> open() {
          return List.of();
        }

        @Override
        public List<Found> findingOut() {
          return List.of();
        }

        @Override
        public List<Found> settled(int atMost) {
          return List.of();
        }

        @Override
        public List<Found> answered(int atMost) {
          return List.of();
        }

        @Override
        public List<Found> contradicted(int atMost) {
          return List.of();
        }

        @Override
        public List<Found> byPickupCode(PickupCode code) {
          return List.of();
        }

        @Override
        public Optional<Found> byId(UUID id) {
          return Optional.empty();
        }

        @Override
        public boolean isFree(PickupCode code) {
          return false;
        }

        @Override
        public boolean answer(UUID id, Answer answer, String by) {
          return false;
        }
      };
}
