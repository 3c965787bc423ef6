package be.borne.device.card.recording;

import be.borne.device.card.CardCheck;
import be.borne.device.card.CardRefusal;
import be.borne.device.card.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Recordings as text: the format is described with the package. */
final class RecordingText {
  /** The most that a recording within its bounds can need, and some more. */
  static final int MAX_BYTES = 8_000_000;

  private static final String FIRST_LINE = "borne-card-recording 1";
  private static final String NOTHING = "-";
  private static final int MAX_LINE = 2_000;
  private static final int HEADER_LINES = 3;
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,11}");

  private RecordingText() {}

  static String printable(String text) {
    return Outcome.Faulted.of(CardRefusal.CARD_FAILED, text).detail();
  }

  // ---------------------------------------------------------------- writing

  static String of(CardRecording recording) {
    StringBuilder text = new StringBuilder();
    text.append(FIRST_LINE).append('\n');
    text.append("day ").append(recording.day()).append('\n');
    text.append(readerLine(recording.reader())).append('\n');
    for (RecordedEvent event : recording.events()) {
      text.append(line(event)).append('\n');
    }
    return text.append(lastLine(recording.events().size(), recording.isFull()))
        .append('\n')
        .toString();
  }

  private static String readerLine(String reader) {
    return ("reader " + reader).strip();
  }

  private static String lastLine(int events, boolean full) {
    return "end " + events + " " + (full ? "full" : "whole");
  }

  private static String line(RecordedEvent event) {
    String what =
        switch (event) {
          case RecordedEvent.Connect(long _, long took, Outcome end) ->
              "connect " + took + words(end);
          case RecordedEvent.Send(long _, long took, String command, Outcome end) ->
              "send " + took + " " + bytes(command) + words(end);
          case RecordedEvent.Control(long _, long took, int code, String command, Outcome end) ->
              "control "
                  + took
                  + " "
                  + HexFormat.of().withUpperCase().toHexDigits(code)
                  + " "
                  + bytes(command)
                  + words(end);
          case RecordedEvent.Absence(long _, long took, long patience, Outcome end) ->
              "absence " + took + " " + patience + words(end);
          case RecordedEvent.Release(long _, boolean reset) ->
              "release " + (reset ? "reset" : "keep");
          case RecordedEvent.Abandon _ -> "abandon";
          case RecordedEvent.Read(
                  long _,
                  String result,
                  Set<Reading.Part> wanted,
                  Set<CardCheck.Kind> failed) ->
              "read " + result + " " + names(wanted) + " " + names(failed);
        };
    return event.at() + " " + what;
  }

  private static String words(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered(String answer) -> " answered " + bytes(answer);
      case Outcome.Faulted(CardRefusal refusal, String detail) ->
          (" faulted " + refusal + " " + detail).stripTrailing();
      case Outcome.Hung() -> " hung";
    };
  }

  private static String bytes(String hex) {
    return hex.isEmpty() ? NOTHING : hex;
  }

  private static String names(Set<? extends Enum<?>> names) {
    return names.isEmpty()
        ? NOTHING
        : names.stream().map(Enum::name).collect(Collectors.joining(","));
  }

  // ---------------------------------------------------------------- reading

  static CardRecording parse(byte[] file) throws IOException {
    if (file.length > MAX_BYTES) {
      throw new IOException("recording: longer than " + MAX_BYTES + " bytes");
    }
    List<String> lines = lines(file);
    require(lines.getFirst().equals(FIRST_LINE), 1, "expected " + FIRST_LINE);
    require(lines.size() > HEADER_LINES, lines.size(), "the recording ends early");
    LocalDate day = day(lines.get(1));
    String reader = lines.get(2).startsWith("reader ") ? lines.get(2).substring(7) : "";
    require(readerLine(printable(reader)).equals(lines.get(2)), HEADER_LINES, "expected a reader");
    int count = lines.size() - HEADER_LINES - 1;
    require(
        count <= RecordingLimits.MAX_EVENTS + RecordingLimits.MAX_EVENTS,
        lines.size(),
        "too many events");
    List<RecordedEvent> events = new ArrayList<>(count);
    long before = 0;
    for (int i = 0; i < count; i++) {
      int number = HEADER_LINES + i + 1;
      RecordedEvent event = event(lines.get(number - 1), number);
      require(event.at() >= before, number, "an event before the last one");
      before = event.at();
      events.add(event);
    }
    String last = lines.getLast();
    boolean full = last.equals(lastLine(count, true));
    require(
        full || last.equals(lastLine(count, false)),
        lines.size(),
        "expected the end of " + count + " events");
    return new CardRecording(day, reader, events, full);
  }

  private static void require(boolean right, int line, String otherwise) throws IOException {
    if (!right) {
      throw new IOException("recording, line " + line + ": " + otherwise);
    }
  }

  private static List<String> lines(byte[] file) throws IOException {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int at = 0; at < file.length; at++) {
      if (file[at] == '\n') {
        lines.add(new String(file, start, at - start, StandardCharsets.US_ASCII));
        start = at + 1;
      } else {
        require(file[at] >= ' ' && file[at] <= '~', lines.size() + 1, "not printable ASCII");
        require(at - start < MAX_LINE, lines.size() + 1, "too long");
      }
    }
    require(start == file.length && start > 0, lines.size() + 1, "the recording ends early");
    return lines;
  }

  private static LocalDate day(String line) throws IOException {
    try {
      LocalDate day = LocalDate.parse(line.startsWith("day ") ? line.substring(4) : line);
      require(
          line.equals("day " + day) && day.getYear() >= 2000 && day.getYear() < 2200,
          2,
          "expected a day of this century or the next");
      return day;
    } catch (DateTimeException e) {
      throw new IOException("recording, line 2: expected a day", e);
    }
  }

  private static RecordedEvent event(String line, int number) throws IOException {
    try {
      RecordedEvent event = event(new ArrayList<>(Arrays.asList(line.split(" ", -1))));
      require(line(event).equals(line), number, "not as a recording is written");
      return event;
    } catch (IllegalArgumentException e) {
      throw new IOException("recording, line " + number + ": " + e.getMessage(), e);
    }
  }

  private static RecordedEvent event(List<String> words) {
    long at = number(words);
    return switch (word(words)) {
      case "connect" -> new RecordedEvent.Connect(at, number(words), outcome(words));
      case "send" -> new RecordedEvent.Send(at, number(words), unhyphened(words), outcome(words));
      case "control" ->
          new RecordedEvent.Control(
              at,
              number(words),
              HexFormat.fromHexDigits(word(words)),
              unhyphened(words),
              outcome(words));
      case "absence" -> new RecordedEvent.Absence(at, number(words), number(words), outcome(words));
      case "release" -> new RecordedEvent.Release(at, word(words).equals("reset"));
      case "abandon" -> new RecordedEvent.Abandon(at);
      case "read" ->
          new RecordedEvent.Read(
              at,
              word(words),
              names(words, Reading.Part.class),
              names(words, CardCheck.Kind.class));
      default -> throw new IllegalArgumentException("no such event");
    };
  }

  private static Outcome outcome(List<String> words) {
    return switch (word(words)) {
      case "answered" -> new Outcome.Answered(unhyphened(words));
      case "faulted" ->
          new Outcome.Faulted(CardRefusal.valueOf(word(words)), String.join(" ", words));
      case "hung" -> new Outcome.Hung();
      default -> throw new IllegalArgumentException("no such outcome");
    };
  }

  private static String word(List<String> words) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException("the line ends early");
    }
    return words.removeFirst();
  }

  private static long number(List<String> words) {
    String word = word(words);
    if (!NUMBER.matcher(word).matches()) {
      throw new IllegalArgumentException("expected a number");
    }
    return Long.parseLong(word);
  }

  private static String unhyphened(List<String> words) {
    String word = word(words);
    return word.equals(NOTHING) ? "" : word;
  }

  private static <E extends Enum<E>> Set<E> names(List<String> words, Class<E> kind) {
    Set<E> names = EnumSet.noneOf(kind);
    String word = word(words);
    if (!word.equals(NOTHING)) {
      for (String name : word.split(",", -1)) {
        names.add(Enum.valueOf(kind, name));
      }
    }
    return names;
  }
}
