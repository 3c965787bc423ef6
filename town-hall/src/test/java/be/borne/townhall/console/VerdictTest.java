package be.borne.townhall.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.fleet.Part;
import be.borne.protocol.fleet.PartHealth;
import be.borne.protocol.fleet.PartState;
import be.borne.protocol.fleet.TerminalHealth;
import be.borne.protocol.fleet.TerminalHealth.Activity;
import be.borne.protocol.fleet.TerminalHealth.Counters;
import be.borne.protocol.terminal.FaultCode;
import be.borne.townhall.fleet.registry.TerminalPicture;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictTest {
  private static final Instant NOON = Instant.parse("2026-11-23T11:00:00Z");
  private static final Duration STALE = Duration.ofMinutes(3);

  @Test
  void allReadyIsYes() {
    Verdict verdict = judge(ready(), true, NOON);
    assertEquals(Answer.YES, verdict.answer());
    assertTrue(verdict.reasons().isEmpty());
  }

  @ParameterizedTest
  @EnumSource(Part.class)
  void anyPartThatIsNotReadyIsNo(Part part) {
    for (PartState state : List.of(PartState.ABSENT, PartState.STARTING, PartState.FAILED)) {
      Map<Part, PartHealth> parts = ready();
      parts.put(part, new PartHealth(part, state, null, NOON));
      Verdict verdict = judge(parts, true, NOON);
      assertEquals(Answer.NO, verdict.answer(), part + " " + state);
      assertFalse(verdict.reasons().getFirst().words().isBlank());
    }
  }

  @ParameterizedTest
  @EnumSource(Part.class)
  void aPartNobodySpeaksOfIsNo(Part part) {
    Map<Part, PartHealth> parts = ready();
    parts.remove(part);
    assertEquals(Answer.NO, judge(parts, true, NOON).answer());
  }

  @Test
  void paperLowIsYesButSomeoneShouldCome() {
    Map<Part, PartHealth> parts = ready();
    parts.put(Part.PRINTER, new PartHealth(Part.PRINTER, PartState.DEGRADED, null, NOON));
    Verdict verdict = judge(parts, true, NOON);
    assertEquals(Answer.SOON, verdict.answer());
    assertEquals(1, verdict.reasons().size());
  }

  @Test
  void theGraverReasonStandsFirst() {
    Map<Part, PartHealth> parts = ready();
    parts.put(Part.READER, new PartHealth(Part.READER, PartState.DEGRADED, null, NOON));
    parts.put(
        Part.PRINTER, new PartHealth(Part.PRINTER, PartState.FAILED, FaultCode.PAPER_JAM, NOON));
    Verdict verdict = judge(parts, true, NOON);
    assertEquals(Answer.NO, verdict.answer());
    assertEquals(
        List.of("P-203", ""), verdict.reasons().stream().map(Verdict.Reason::code).toList());
  }

  @Test
  void aDeadTerminalIsNoWhateverItSaidLast() {
    Verdict verdict = judge(ready(), false, NOON);
    assertEquals(Answer.NO, verdict.answer());
    assertEquals("F-501", verdict.reasons().getFirst().code());
    assertFalse(verdict.stale());
  }

  @Test
  void aTerminalNotHeardForTooLongIsNotBelieved() {
    assertEquals(Answer.YES, judge(ready(), true, NOON.minus(STALE)).answer());
    Verdict verdict = judge(ready(), true, NOON.minus(STALE).minusMillis(1));
    assertEquals(Answer.NO, verdict.answer());
    assertTrue(verdict.stale());
  }

  @Test
  void aScreenOutOfServiceIsNo() {
    TerminalHealth health =
        new TerminalHealth(
            List.copyOf(ready().values()), Activity.OUT_OF_SERVICE, new Counters(0, 0, 0, 0), null);
    assertEquals(Answer.NO, Verdict.of(picture(health, true, NOON), NOON, STALE).answer());
  }

  @ParameterizedTest
  @EnumSource(FaultCode.class)
  void everyFaultHasPlainWordsAndARemedy(FaultCode fault) {
    FaultWords words = FaultWords.of(fault);
    assertTrue(words.what().endsWith("."), words.what());
    assertTrue(words.remedy().endsWith("."), words.remedy());
  }

  private static Verdict judge(Map<Part, PartHealth> parts, boolean alive, Instant lastSeen) {
    TerminalHealth health =
        new TerminalHealth(
            List.copyOf(parts.values()), Activity.IDLE, new Counters(0, 0, 0, 0), null);
    return Verdict.of(picture(health, alive, lastSeen), NOON, STALE);
  }

  private static TerminalPicture picture(TerminalHealth health, boolean alive, Instant lastSeen) {
    return new TerminalPicture(
        "library-1", "Library", "0.1.0", 1, alive, lastSeen, lastSeen, health);
  }

  private static Map<Part, PartHealth> ready() {
    Map<Part, PartHealth> parts = new EnumMap<>(Part.class);
    Arrays.stream(Part.values())
        .forEach(part -> parts.put(part, new PartHealth(part, PartState.READY, null, NOON)));
    return parts;
  }
}
