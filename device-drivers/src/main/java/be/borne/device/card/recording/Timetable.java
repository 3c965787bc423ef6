package be.borne.device.card.recording;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * Which recorded command is the one that a program sends now: the next that asks for the same. What
 * a card answered in good order may have another length on the card that stands in for it, so a
 * command's place in the order tells nothing.
 */
final class Timetable {
  private static final int GET_RESPONSE = 0x00C0;

  private final Map<String, Deque<RecordedEvent.Send>> sends = new HashMap<>();

  /** Anomalies beyond the end of a certificate that is shorter now, by file and selection. */
  private final Map<String, RecordedEvent.Send> beyondEnd = new HashMap<>();

  private final Step recorded = new Step();
  private final Step played = new Step();
  private final IntUnaryOperator lastRead;

  /** How far one side has come. */
  private static final class Step {
    private final Map<Integer, Integer> selections = new HashMap<>();
    private FileCursor cursor = new FileCursor();
    private int lastInstruction;

    void connected() {
      cursor = new FileCursor();
    }

    /** What a command asks for. */
    String keyOf(byte[] command) {
      int instruction = CommandMask.instruction(command);
      if (FileCursor.isRead(command)) {
        FileCursor.Part part = cursor.part(command);
        return String.format("read %X %d", part.file(), part.offset());
      }
      if (instruction == GET_RESPONSE) {
        return String.format("response %04X", lastInstruction);
      }
      byte[] asked = CommandMask.masked(command);
      if (asked.length > 4) {
        // How much is asked for may be corrected by the card.
        asked[4] = asked.length > 5 ? asked[4] : 0;
      }
      return Outcome.HEX.formatHex(asked);
    }

    String selectionOf(int file) {
      return String.format("%X %d", file, selections.getOrDefault(file, 0));
    }

    void after(byte[] command, boolean ok) {
      int instruction = CommandMask.instruction(command);
      if (instruction != GET_RESPONSE) {
        lastInstruction = instruction;
      }
      int before = cursor.part(READ_ALL).file();
      cursor.after(command, ok);
      int file = cursor.part(READ_ALL).file();
      if (instruction == 0x00A4 && file != CardPath.NONE && (ok || file != before)) {
        selections.merge(file, 1, Integer::sum);
      }
    }
  }

  private static final byte[] READ_ALL = {0x00, (byte) 0xB0, 0x00, 0x00, 0x00};

  /**
   * @param lastRead the offset from which the last part of a certificate is read on the card that
   *     stands in, by its file; negative for other files
   */
  Timetable(CardRecording recording, IntUnaryOperator lastRead) {
    this.lastRead = lastRead;
    for (RecordedEvent event : recording.events()) {
      switch (event) {
        case RecordedEvent.Connect _ -> recorded.connected();
        case RecordedEvent.Send send -> enter(send);
        default -> {}
      }
    }
  }

  private void enter(RecordedEvent.Send send) {
    byte[] command = send.commandBytes();
    FileCursor.Part part = recorded.cursor.part(command);
    int last = FileCursor.isRead(command) ? lastRead.applyAsInt(part.file()) : -1;
    if (last >= 0 && part.offset() > last) {
      if (Anomaly.isIn(send)) {
        beyondEnd.putIfAbsent(recorded.selectionOf(part.file()), send);
      }
    } else {
      sends.computeIfAbsent(recorded.keyOf(command), key -> new ArrayDeque<>()).addLast(send);
    }
    boolean ok =
        send.outcome() instanceof Outcome.Answered answered && AnswerMask.isOk(answered.toBytes());
    recorded.after(command, ok);
  }

  /** The program has connected. */
  void connected() {
    played.connected();
  }

  /** The recorded command, if this one was sent as often then. */
  Optional<RecordedEvent.Send> next(byte[] command) {
    if (FileCursor.isRead(command)) {
      FileCursor.Part part = played.cursor.part(command);
      if (part.offset() == lastRead.applyAsInt(part.file())) {
        RecordedEvent.Send late = beyondEnd.remove(played.selectionOf(part.file()));
        if (late != null) {
          return Optional.of(late);
        }
      }
    }
    Deque<RecordedEvent.Send> same = sends.get(played.keyOf(command));
    return same == null ? Optional.empty() : Optional.ofNullable(same.pollFirst());
  }

  /** The program's command was answered. */
  void after(byte[] command, boolean ok) {
    played.after(command, ok);
  }
}
