package be.borne.device.card.recording;

import be.borne.device.card.CardFault;
import be.borne.device.card.CardLink;
import be.borne.device.card.CardPort;
import be.borne.device.card.CardRefusal;
import be.borne.device.virtual.VirtualEid;
import be.borne.device.virtual.VirtualPki;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/**
 * A place for cards with one that stands in for the card of a recording: what it holds is the
 * masked content, signed anew by the fictitious authorities, so that everything verifies that did
 * verify; and the same goes wrong at the same command. A program may so read, and sign, as it did
 * then, on {@link CardRecording#clock the day} of the recording, and fails as it did then.
 *
 * <p>Once it has sent a command more often than was recorded, the card answers in good order. The
 * right PIN is {@link VirtualEid#pin}; one that was refused then is refused now, and one that was
 * right is right, whatever it is. Thread-safe.
 */
public final class ReissuedReplay implements CardPort {
  private final String reader;
  private final Delays delays;
  private final StandIn standIn;
  private final Timetable timetable;
  private final CardDataReplay cardData;
  private final byte[] answerToReset;
  private final Deque<RecordedEvent.Connect> connects;
  private final Deque<RecordedEvent.Absence> absences;
  private final Deque<RecordedEvent.Control> controls;
  private final HangGate gate = new HangGate();
  private boolean pulled;

  /**
   * @param pki the authorities that sign; whoever reads has to trust their roots
   * @param longestDelay how long a call takes at most that took longer when it was recorded; zero
   *     replays at once
   * @throws IOException if the authorities' directory cannot be read or written
   */
  public ReissuedReplay(CardRecording recording, VirtualPki pki, Duration longestDelay)
      throws IOException {
    RecordedFiles files = RecordedFiles.of(recording);
    this.reader = recording.reader();
    this.delays = new Delays(longestDelay);
    this.standIn = new StandIn(recording, files, pki);
    this.timetable = new Timetable(recording, standIn::lastRead);
    this.cardData = CardDataReplay.of(recording, files, standIn.chipNumber());
    this.answerToReset =
        files.answerToReset().isEmpty()
            ? standIn.card().answerToReset()
            : Outcome.HEX.parseHex(files.answerToReset());
    this.connects = new ArrayDeque<>(recording.events(RecordedEvent.Connect.class));
    this.absences = new ArrayDeque<>(recording.events(RecordedEvent.Absence.class));
    this.controls = new ArrayDeque<>(recording.events(RecordedEvent.Control.class));
  }

  @Override
  public String name() {
    return reader;
  }

  @Override
  public CardLink connect() throws CardFault {
    Optional<byte[]> recorded = outcome(next(connects));
    synchronized (this) {
      pulled = false;
      timetable.connected();
    }
    return new Link(recorded.orElse(answerToReset));
  }

  @Override
  public boolean awaitAbsence(Duration time) throws CardFault {
    Optional<byte[]> recorded = outcome(next(absences));
    synchronized (this) {
      return recorded.map(answer -> answer[0] == 1).orElse(pulled);
    }
  }

  @Override
  public void abandon() {
    gate.giveUp();
  }

  private synchronized <T> Optional<T> next(Deque<T> calls) {
    return Optional.ofNullable(calls.pollFirst());
  }

  /** What a recorded call was answered; empty if there is none. */
  private Optional<byte[]> outcome(Optional<? extends RecordedEvent.Call> call) throws CardFault {
    if (call.isEmpty()) {
      return Optional.empty();
    }
    if (call.get().outcome() instanceof Outcome.Hung) {
      throw gate.hang();
    }
    delays.take(call.get());
    return switch (call.get().outcome()) {
      case Outcome.Answered answered -> Optional.of(answered.toBytes());
      case Outcome.Faulted(CardRefusal refusal, String detail) -> {
        synchronized (this) {
          pulled |= refusal == CardRefusal.CARD_PULLED;
        }
        throw new CardFault(refusal, detail);
      }
      case Outcome.Hung() -> throw gate.hang();
    };
  }

  private final class Link implements CardLink {
    private static final int VERIFY = 0x0020;
    private final byte[] answer;

    Link(byte[] answer) {
      this.answer = answer;
    }

    @Override
    public byte[] answerToReset() {
      return answer.clone();
    }

    @Override
    public byte[] transmit(byte[] command) throws CardFault {
      Optional<RecordedEvent.Send> send;
      synchronized (ReissuedReplay.this) {
        if (pulled) {
          throw new CardFault(CardRefusal.CARD_PULLED, "the card is gone");
        }
        send = timetable.next(command);
      }
      Optional<byte[]> recorded = outcome(send);
      byte[] answered =
          recorded.isEmpty()
              ? standIn.card().answer(command.clone())
              : replayed(send.get(), recorded.get(), command);
      synchronized (ReissuedReplay.this) {
        timetable.after(command, AnswerMask.isOk(answered));
      }
      return answered;
    }

    /** What the recorded answer makes of the card's own. */
    private byte[] replayed(RecordedEvent.Send send, byte[] recorded, byte[] command) {
      if (!AnswerMask.endsInStatus(recorded)) {
        return recorded;
      }
      if (CommandMask.instruction(command) == VERIFY && command.length > 5) {
        return AnswerMask.isOk(recorded) ? standIn.card().answer(rightPin()) : recorded;
      }
      if (!AnswerMask.isOk(recorded)) {
        return Anomaly.isIn(send) ? recorded : standIn.card().answer(command);
      }
      if (cardData.is(command)) {
        return cardData.answer(recorded);
      }
      byte[] own = standIn.card().answer(command);
      boolean sameAsked = Arrays.equals(send.commandBytes(), CommandMask.masked(command));
      return Anomaly.isIn(send) && sameAsked ? withLengthOf(recorded, own) : own;
    }

    private byte[] withLengthOf(byte[] recorded, byte[] own) {
      byte[] cut = Arrays.copyOf(own, recorded.length);
      System.arraycopy(recorded, recorded.length - 2, cut, recorded.length - 2, 2);
      return cut;
    }

    private byte[] rightPin() {
      byte[] command = Outcome.HEX.parseHex("002000010824FFFFFFFFFFFFFF");
      char[] pin = VirtualEid.pin();
      for (int digit = 0; digit < pin.length; digit += 2) {
        command[6 + digit / 2] = (byte) ((pin[digit] - '0') << 4 | (pin[digit + 1] - '0'));
      }
      return command;
    }

    @Override
    public byte[] control(int code, byte[] command) throws CardFault {
      return outcome(next(controls))
          .orElseThrow(
              () ->
                  new CardFault(
                      CardRefusal.CARD_FAILED, "the recording has no more reader commands"));
    }

    @Override
    public void release(boolean reset) {
      if (reset) {
        standIn.card().reset();
      }
    }
  }
}
