package be.borne.device.card.recording;

import be.borne.device.card.CardRefusal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.LongFunction;

/**
 * What has been recorded so far. What the files of a card hold, and the numbers of chips, are kept
 * in memory until {@link #end}, because only whole files can be masked; then they are wiped.
 * Thread-safe.
 */
final class Tape {
  private static final int GET_CARD_DATA = 0x80E4;

  private final long startNanos = System.nanoTime();
  private final RecordingLimits limits;
  private final List<Take> takes = new ArrayList<>();
  private final List<FileImage> images = new ArrayList<>();
  private final Map<Integer, FileImage> currentImages = new HashMap<>();
  private final ChipNumbers chips = new ChipNumbers();
  private int bytes;
  private boolean full;
  private boolean ended;

  Tape(RecordingLimits limits) {
    this.limits = limits;
  }

  /** Makes a call's event of when it began, in microseconds, how long it took, and its outcome. */
  interface CallEvent {
    RecordedEvent of(long at, long took, Outcome outcome);
  }

  /** A call begins. */
  synchronized Take begin(CallEvent event, int commandBytes) {
    long now = System.nanoTime();
    long at = micros(now);
    BiFunction<Long, Outcome, RecordedEvent> made = (took, outcome) -> event.of(at, took, outcome);
    Take take = new Take(now, made);
    if (hasRoomFor(at, commandBytes)) {
      takes.add(take);
    }
    return take;
  }

  /** Something happened that is no call. */
  synchronized void happened(LongFunction<RecordedEvent> event) {
    long at = micros(System.nanoTime());
    Take take = new Take(0, (took, outcome) -> event.apply(at));
    if (hasRoomFor(at, 0)) {
      takes.add(take);
    }
  }

  private boolean hasRoomFor(long at, int more) {
    if (ended) {
      return false;
    }
    full |=
        takes.size() >= limits.events()
            || bytes + more > limits.bytes()
            || at > RecordedEvent.LONGEST_MICROS;
    bytes += more;
    return !full;
  }

  /** An answer without anything of the holder in it. */
  synchronized void answered(Take take, byte[] harmless) {
    count(harmless);
    take.answered(System.nanoTime(), harmless);
  }

  /**
   * A card's answer.
   *
   * @param part what was asked for, if it is part of a file
   * @param answer not kept as it is
   */
  synchronized void answered(Take take, byte[] command, FileCursor.Part part, byte[] answer) {
    long now = System.nanoTime();
    if (ended || take.ended() || full) {
      take.givenUp(now);
      return;
    }
    count(answer);
    if (CommandMask.instruction(command) == GET_CARD_DATA) {
      take.answered(now, AnswerMask.cardData(answer, chips));
      return;
    }
    byte[] masked = AnswerMask.withoutData(answer);
    int data = answer.length - 2;
    if (part.file() == CardPath.NONE
        || data <= 0
        || data > part.length()
        || !AnswerMask.endsInStatus(answer)) {
      take.answered(now, masked);
      return;
    }
    byte[] content = Arrays.copyOf(answer, data);
    take.answeredFrom(now, masked, imageWith(part, content), part.offset());
    Arrays.fill(content, (byte) 0);
  }

  /** A file that is read twice and differs is another card's, or was garbled on its way. */
  private FileImage imageWith(FileCursor.Part part, byte[] content) {
    FileImage image = currentImages.computeIfAbsent(part.file(), this::newImage);
    if (!image.add(part.offset(), content)) {
      image = newImage(part.file());
      currentImages.put(part.file(), image);
      image.add(part.offset(), content);
    }
    return image;
  }

  private FileImage newImage(int file) {
    FileImage image = new FileImage(file);
    images.add(image);
    return image;
  }

  private void count(byte[] answer) {
    bytes += answer.length;
  }

  synchronized void faulted(Take take, CardRefusal refusal, String detail) {
    take.faulted(System.nanoTime(), refusal, detail);
  }

  /** The program gave up on whatever has not ended by now. */
  synchronized void abandoned() {
    givenUp();
    happened(RecordedEvent.Abandon::new);
  }

  private void givenUp() {
    long now = System.nanoTime();
    takes.stream().filter(take -> !take.ended()).forEach(take -> take.givenUp(now));
  }

  /**
   * Ends the recording, masks it, and wipes what must not be known; the second time there is
   * nothing.
   */
  synchronized CardRecording end(LocalDate day, String reader) {
    givenUp();
    try {
      MaskedFiles files = new MaskedFiles(new ContentMask(day, chips));
      List<RecordedEvent> events = takes.stream().map(take -> take.masked(files)).toList();
      return new CardRecording(day, reader, events, full);
    } finally {
      wipe();
    }
  }

  /** Ends the recording without one. */
  synchronized void wipe() {
    ended = true;
    images.forEach(FileImage::wipe);
    images.clear();
    currentImages.clear();
    chips.close();
    takes.clear();
  }

  private long micros(long nanos) {
    return (nanos - startNanos) / 1_000;
  }
}
