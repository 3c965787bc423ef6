package be.borne.device.card.recording;

import java.util.Arrays;
import java.util.Optional;

/**
 * GET CARD DATA in a replay: versions and tries as recorded. Where the recording has the identity
 * too, the recorded chip numbers fit it, or do not, as they did then; where it has not, the first
 * chip is the one that stands in.
 */
final class CardDataReplay {
  private static final int GET_CARD_DATA = 0x80E4;
  private static final int CHIP_NUMBER_BYTES = 16;

  private final Optional<byte[]> firstChip;
  private final byte[] ownChip;

  private CardDataReplay(Optional<byte[]> firstChip, byte[] ownChip) {
    this.firstChip = firstChip;
    this.ownChip = ownChip;
  }

  /**
   * @param ownChip of the card that stands in
   */
  static CardDataReplay of(CardRecording recording, RecordedFiles files, byte[] ownChip) {
    Optional<byte[]> first =
        files.tellsIdentity()
            ? Optional.empty()
            : recording.events(RecordedEvent.Send.class).stream()
                .filter(send -> isGetCardData(send.commandBytes()))
                .map(RecordedEvent.Send::outcome)
                .filter(Outcome.Answered.class::isInstance)
                .map(outcome -> ((Outcome.Answered) outcome).toBytes())
                .filter(answer -> answer.length > CHIP_NUMBER_BYTES + 2)
                .map(answer -> Arrays.copyOf(answer, CHIP_NUMBER_BYTES))
                .findFirst();
    return new CardDataReplay(first, ownChip);
  }

  boolean is(byte[] command) {
    return isGetCardData(command);
  }

  private static boolean isGetCardData(byte[] command) {
    return CommandMask.instruction(command) == GET_CARD_DATA;
  }

  byte[] answer(byte[] recorded) {
    byte[] answer = recorded.clone();
    if (firstChip.isPresent()
        && answer.length > CHIP_NUMBER_BYTES + 2
        && Arrays.equals(firstChip.get(), 0, CHIP_NUMBER_BYTES, answer, 0, CHIP_NUMBER_BYTES)) {
      System.arraycopy(ownChip, 0, answer, 0, CHIP_NUMBER_BYTES);
    }
    return answer;
  }
}
