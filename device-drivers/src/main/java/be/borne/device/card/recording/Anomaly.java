package be.borne.device.card.recording;

/** Which recorded answers are not those of a card in good order. */
final class Anomaly {
  private static final int MORE_DATA = 0x61;
  private static final int WRONG_LENGTH = 0x6C;

  private static final int GET_RESPONSE = 0x00C0;

  private Anomaly() {}

  /**
   * Whether a command came to nothing: a fault, silence, a status other than success and what T=0
   * says of lengths, or an answer that was cut short.
   */
  static boolean isIn(RecordedEvent.Send send) {
    if (!(send.outcome() instanceof Outcome.Answered answered)) {
      return true;
    }
    byte[] answer = answered.toBytes();
    if (!AnswerMask.endsInStatus(answer)) {
      return true;
    }
    int first = AnswerMask.status(answer) >> 8;
    boolean good =
        AnswerMask.isOk(answer)
            || (answer.length == 2 && (first == MORE_DATA || first == WRONG_LENGTH));
    return !good || hasOtherLengthThanAsked(send.commandBytes(), answer);
  }

  /** A read that succeeds gives what was asked for. */
  private static boolean hasOtherLengthThanAsked(byte[] command, byte[] answer) {
    int instruction = CommandMask.instruction(command);
    boolean asks = FileCursor.isRead(command) || instruction == GET_RESPONSE;
    if (!asks || command.length != 5 || !AnswerMask.isOk(answer)) {
      return false;
    }
    int asked = command[4] == 0 ? 256 : command[4] & 0xFF;
    return answer.length - 2 != asked;
  }
}
