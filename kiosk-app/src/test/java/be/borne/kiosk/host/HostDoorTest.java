package be.borne.kiosk.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.host.HostDoor.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostDoorTest {
  private static final char[] CODE = "314159".toCharArray();

  @TempDir Path directory;
  private final SetClock clock = new SetClock();

  private static final class SetClock extends Clock {
    private Instant now = Instant.parse("2026-11-27T09:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** As the program finds it after a new start. */
  private HostDoor door() {
    return new HostDoor(digits -> Arrays.equals(CODE, digits), new HostNotes(directory), clock);
  }

  private static Answer right(HostDoor door) {
    return door.knock("314159".toCharArray());
  }

  private static Answer wrong(HostDoor door) {
    return door.knock("000000".toCharArray());
  }

  @Test
  void opensToTheCodeAlone() {
    assertEquals(new Answer.Opens(), right(door()));
    assertEquals(new Answer.Wrong(), wrong(door()));
  }

  @Test
  void whoGuessesWaitsLongerAndLonger() {
    HostDoor door = door();
    for (int i = 1; i < 5; i++) {
      assertEquals(new Answer.Wrong(), wrong(door));
    }
    for (int minutes : List.of(1, 5, 15, 15)) {
      assertEquals(new Answer.Closed(minutes, true), wrong(door));
      assertEquals(new Answer.Closed(minutes, false), right(door), "even the right code waits");
      clock.pass(Duration.ofMinutes(minutes).minusSeconds(1));
      assertEquals(new Answer.Closed(1, false), right(door), "until the last second");
      clock.pass(Duration.ofSeconds(1));
    }
    assertEquals(new Answer.Opens(), right(door));
    assertEquals(new Answer.Wrong(), wrong(door), "a right code forgives");
  }

  /** A plug that is pulled, or a program that is killed, wins no try. */
  @Test
  void aNewStartForgivesNothing() {
    for (int i = 1; i < 5; i++) {
      assertEquals(new Answer.Wrong(), wrong(door()));
    }
    assertEquals(new Answer.Closed(1, true), wrong(door()));
    assertEquals(new Answer.Closed(1, false), right(door()));
  }

  @Test
  void aClockThatWasSetBackLocksNobodyOutForLonger() {
    for (int i = 0; i < 5; i++) {
      wrong(door());
    }
    clock.pass(Duration.ofDays(-400));
    assertEquals(new Answer.Closed(1, false), right(door()));
    clock.pass(Duration.ofMinutes(1));
    assertEquals(new Answer.Opens(), right(door()));
  }

  @Test
  void withoutACodeNothingOpens() {
    HostDoor none = new HostDoor(Optional.empty(), new HostNotes(directory), clock);
    assertEquals(new Answer.Wrong(), right(none));
  }

  @Test
  void whatTheHostSetOutlivesTheProgram() throws IOException {
    HostNotes notes = new HostNotes(directory.resolve("var"));
    assertFalse(notes.closed());
    assertEquals(5, notes.volume());
    notes.close(true);
    notes.turnVolume(-1);
    notes.turnVolume(-9);
    notes.turnVolume(1);
    HostNotes again = new HostNotes(directory.resolve("var"));
    assertTrue(again.closed());
    assertEquals(2, again.volume());
  }

  @Test
  void whatIsNotUnderstoodCountsAsNothing() throws IOException {
    for (String content : List.of("", "{", "[]", "{\"volume\": 99, \"wrongCodes\": -3}")) {
      Files.writeString(directory.resolve("host.json"), content);
      HostNotes notes = new HostNotes(directory);
      assertEquals(5, notes.volume(), content);
      assertFalse(notes.closed(), content);
      assertEquals(new Answer.Opens(), right(door()), content);
    }
  }

  /** A full or read-only disk: neither a way in for those who guess nor the host's way out. */
  @Test
  void withoutADiskTriesAreCountedAllTheSame() throws IOException {
    Path file = Files.createFile(directory.resolve("not-a-folder"));
    HostDoor door = new HostDoor(digits -> Arrays.equals(CODE, digits), new HostNotes(file), clock);
    for (int i = 1; i < 5; i++) {
      assertEquals(new Answer.Wrong(), wrong(door));
    }
    assertEquals(new Answer.Closed(1, true), wrong(door));
    clock.pass(Duration.ofMinutes(1));
    assertEquals(new Answer.Opens(), right(door));
  }
}
