package be.borne.townhall.guichet;

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
    IN_DOUBT,
    PRINTED,
    NOT_PRINTED
  }

  /** That a person decided. */
  record Answered(Answer answer, Instant at, String by) {}

  /**
   * One terminal's try to print one order.
   *
   * @param id of the terminal's claim
   * @param service what was ordered: its id, or its title where a host is to read it
   * @param claimedAt when the terminal began
   * @param unreported whether the terminal has said nothing at all of it
   * @param answered what a person said; empty if nobody was asked
   * @param contradictedAt when the terminal last said something that cannot be true together with
   *     what was certain before
   */
  record Found(
      UUID id,
      String terminal,
      String service,
      PickupCode code,
      Standing standing,
      Instant claimedAt,
      boolean unreported,
      Optional<Answered> answered,
      Optional<Instant> contradictedAt) {
    Found titled(String title) {
      return new Found(
          id, terminal, title, code, standing, claimedAt, unreported, answered, contradictedAt);
    }
  }

  /** The open questions, the longest open first; at most 100. */
  List<Found> open() throws IOException;

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
   * @return whether the question was still open; if not, nothing was changed
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
