package be.borne.townhall.console;

import be.borne.protocol.fleet.TerminalHealth.Activity;
import be.borne.townhall.fleet.registry.TerminalPicture;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What the overview shows; says nothing that changes by itself, so that two equal ones need be sent
 * only once.
 *
 * @param tiles the terminals, those in need first
 * @param documents "4 documents delivered"
 * @param openQuestions of how many documents nobody knows whether they came out
 */
public record OverviewView(List<Tile> tiles, String documents, long openQuestions) {

  /**
   * One terminal.
   *
   * @param note what is worth adding to the answer: "In use now"; empty otherwise
   * @param documents "1 document delivered"
   */
  public record Tile(
      String id, String site, Verdict verdict, String note, Moment lastSeen, String documents) {}

  public OverviewView {
    tiles = List.copyOf(tiles);
  }

  static OverviewView of(
      List<TerminalPicture> terminals, long openQuestions, Instant now, Duration staleAfter) {
    List<Tile> tiles =
        terminals.stream()
            .map(terminal -> tile(terminal, now, staleAfter))
            .sorted(
                Comparator.comparing((Tile tile) -> tile.verdict().answer())
                    .thenComparing(Tile::site)
                    .thenComparing(Tile::id))
            .toList();
    long documents =
        terminals.stream()
            .mapToLong(terminal -> terminal.health().counters().documentsDelivered())
            .sum();
    return new OverviewView(tiles, documents(documents), openQuestions);
  }

  private static Tile tile(TerminalPicture terminal, Instant now, Duration staleAfter) {
    Verdict verdict = Verdict.of(terminal, now, staleAfter);
    boolean inUse =
        verdict.answer() != Answer.NO && terminal.health().activity() == Activity.SERVING;
    return new Tile(
        terminal.id(),
        terminal.site(),
        verdict,
        inUse ? "In use now" : "",
        Times.moment(terminal.lastSeen(), now),
        documents(terminal.health().counters().documentsDelivered()));
  }

  static String documents(long count) {
    return count == 1 ? "1 document delivered" : count + " documents delivered";
  }

  /** How many terminals have this answer. */
  public long count(Answer answer) {
    return tiles.stream().filter(tile -> tile.verdict().answer() == answer).count();
  }
}
