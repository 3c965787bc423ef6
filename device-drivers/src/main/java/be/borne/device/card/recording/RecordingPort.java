package be.borne.device.card.recording;

import be.borne.device.card.CardCheck;
import be.borne.device.card.CardFault;
import be.borne.device.card.CardLink;
import be.borne.device.card.CardPort;
import be.borne.device.card.CardRefusal;
import be.borne.device.card.ReadResult;
import be.borne.device.card.Reading;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A place for cards, with everything written down that passes between it and the program: commands,
 * answers, their times, and what went wrong.
 *
 * <p>No personal data gets into a recording. A PIN, a hash and a challenge become zeros before they
 * are noted. What is read of a file is kept in memory until {@link #finish}, and then masked: tags
 * and lengths stay, letters and digits are replaced by an X or a 9, keys, hashes and signatures by
 * zeros, chip numbers and dates by invented ones. Only the certificates of authorities and of the
 * National Register, which are public, stay as they are. What cannot be masked becomes zeros.
 *
 * <p>Changes nothing of what passes. Thread-safe.
 */
public final class RecordingPort implements CardPort, AutoCloseable {
  private static final ZoneId BELGIUM = ZoneId.of("Europe/Brussels");

  private final CardPort port;
  private final LocalDate today;
  private final Tape tape;

  /**
   * @param port where the card is
   * @param clock what day it is
   */
  public RecordingPort(CardPort port, RecordingLimits limits, Clock clock) {
    this.port = port;
    this.today = LocalDate.now(clock.withZone(BELGIUM));
    this.tape = new Tape(limits);
  }

  /**
   * Notes what came of a reading, so that its replay can be told to fail in the same check.
   *
   * @param wanted what was to be read
   */
  public void note(Reading wanted, ReadResult result) {
    Set<CardCheck.Kind> failed =
        switch (result) {
          case ReadResult.Verified _ -> Set.of();
          case ReadResult.Refused refused ->
              refused.checks().stream()
                  .filter(check -> !check.held())
                  .map(CardCheck::kind)
                  .collect(Collectors.toSet());
        };
    String word =
        switch (result) {
          case ReadResult.Verified _ -> RecordedEvent.Read.VERIFIED;
          case ReadResult.Refused refused -> refused.reason().name();
        };
    tape.happened(at -> new RecordedEvent.Read(at, word, wanted.parts(), failed));
  }

  /**
   * Ends the recording; calls still pass afterwards, and are no longer recorded.
   *
   * @return what was recorded, masked; without events the second time
   */
  public CardRecording finish() {
    return tape.end(today, port.name());
  }

  /** Ends the recording, if it has not ended, and forgets it. */
  @Override
  public void close() {
    tape.wipe();
  }

  @Override
  public String name() {
    return port.name();
  }

  private interface Call<T> {
    T made() throws CardFault;
  }

  /** What goes wrong is noted and passed on. */
  private <T> T noted(Take take, Call<T> call) throws CardFault {
    try {
      return call.made();
    } catch (CardFault e) {
      tape.faulted(take, e.refusal(), e.getMessage());
      throw e;
    } catch (RuntimeException e) {
      // Its message may quote anything.
      tape.faulted(take, CardRefusal.CARD_FAILED, e.getClass().getSimpleName());
      throw e;
    }
  }

  @Override
  public CardLink connect() throws CardFault {
    Take take = tape.begin(RecordedEvent.Connect::new, 0);
    CardLink link = noted(take, port::connect);
    try {
      tape.answered(take, plausible(noted(take, link::answerToReset)));
    } catch (CardFault | RuntimeException e) {
      link.release(false);
      throw e;
    }
    return new Link(link);
  }

  /** No card says less or more (ISO 7816-3, 8.2.1); what a driver says may be. */
  private static byte[] plausible(byte[] answerToReset) {
    return Arrays.copyOf(
        answerToReset,
        Math.clamp(
            answerToReset.length,
            RecordedEvent.Connect.MIN_ATR_BYTES,
            RecordedEvent.Connect.MAX_ATR_BYTES));
  }

  private static String text(byte[] masked, int maxBytes) {
    return Outcome.HEX.formatHex(masked, 0, Math.min(masked.length, maxBytes));
  }

  @Override
  public boolean awaitAbsence(Duration time) throws CardFault {
    long patience = Math.clamp(time.toMillis() * 1_000, 0, RecordedEvent.LONGEST_MICROS);
    Take take =
        tape.begin((at, took, end) -> new RecordedEvent.Absence(at, took, patience, end), 0);
    boolean gone = noted(take, () -> port.awaitAbsence(time));
    tape.answered(take, new byte[] {(byte) (gone ? 1 : 0)});
    return gone;
  }

  @Override
  public void abandon() {
    tape.abandoned();
    port.abandon();
  }

  private final class Link implements CardLink {
    private final CardLink link;
    private final FileCursor cursor = new FileCursor();
    private boolean cut;

    Link(CardLink link) {
      this.link = link;
    }

    @Override
    public byte[] answerToReset() {
      return link.answerToReset();
    }

    @Override
    public OptionalInt readerFirmware() {
      return link.readerFirmware();
    }

    @Override
    public byte[] transmit(byte[] command) throws CardFault {
      byte[] masked = cut ? CommandMask.withoutLength(command) : CommandMask.masked(command);
      cut = false;
      String text = text(masked, RecordedEvent.Send.MAX_COMMAND_BYTES);
      Take take =
          tape.begin(
              (at, took, end) -> new RecordedEvent.Send(at, took, text, end), command.length);
      byte[] answer = noted(take, () -> link.transmit(command));
      FileCursor.Part part =
          FileCursor.isRead(masked) ? cursor.part(command) : FileCursor.Part.NO_FILE;
      cursor.after(masked, AnswerMask.isOk(answer));
      cut = answer.length > 2 && !AnswerMask.endsInStatus(answer);
      tape.answered(take, masked, part, answer);
      return answer;
    }

    @Override
    public byte[] control(int code, byte[] command) throws CardFault {
      String text =
          text(CommandMask.maskedControl(command), RecordedEvent.Control.MAX_COMMAND_BYTES);
      Take take =
          tape.begin(
              (at, took, end) -> new RecordedEvent.Control(at, took, code, text, end),
              command.length);
      byte[] answer = noted(take, () -> link.control(code, command));
      tape.answered(take, AnswerMask.control(answer));
      return answer;
    }

    @Override
    public void release(boolean reset) {
      tape.happened(at -> new RecordedEvent.Release(at, reset));
      link.release(reset);
    }
  }
}
