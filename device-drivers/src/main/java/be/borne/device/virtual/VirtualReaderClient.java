package be.borne.device.virtual;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Speaks to a {@link VirtualReader}'s control socket. Each call is a connection of its own with a
 * deadline.
 */
public final class VirtualReaderClient {
  private static final int MAX_ANSWER_BYTES = 2_000;

  private final Path socket;
  private final Duration timeout;

  /**
   * @param socket {@code DIR/control.sock}
   * @param timeout of each call
   */
  public VirtualReaderClient(Path socket, Duration timeout) {
    this.socket = socket;
    this.timeout = timeout;
  }

  /**
   * What can be wrong with an inserted card, here and nowhere else: commands, their help and the
   * cards themselves follow this list.
   */
  public enum Fault {
    NONE("a card in good order"),
    MUTE("does not answer to power, as one that lies upside down"),
    FOREIGN("works, and is no eID"),
    FORGED("the surname was changed after the register had signed it"),
    FORGED_ADDRESS("the street was changed after the register had signed it"),
    FORGED_PHOTO("the photo is another than the one whose hash the register signed"),
    FORGED_SIGNATURE("the identity is as it was, the register's signature under it is not"),
    EXPIRED("genuine, but its last day was in 2022"),
    NOT_YET_VALID("genuine, but its first day will be in 2045"),
    BLOCKED("three wrong PINs have been offered before"),
    OTHER_ROOT("consistent in itself, but below a root that is not in eid-root.pem"),
    REGISTER_EXPIRED("the register's certificate had ended before the card was issued"),
    NO_CERTIFICATES("genuine, but the citizen wanted no certificates"),
    CLONED("applet 1.8: the files of a genuine card in a chip that has not its key"),
    WRONG_CHIP("the chip tells another number than the signed identity does"),
    SHA1("applet 1.7: genuine, signed with SHA-1 as below Belgium Root CA3"),
    TRUNCATED_IDENTITY("the identity ends within a field, though the register signed it so"),
    UNKNOWN_TAGS("genuine, with fields that no manual describes"),
    EMPTY_FIELDS("genuine, with fields that are there and empty"),
    LONG_FIELD("genuine, with a birth place of 300 bytes, whose length takes two"),
    SLOW("takes 300 ms for every command"),
    HANG("stops answering with the first command"),
    ONE_BYTE_ANSWERS("answers every command with one byte, half a status");

    private final String sentence;

    Fault(String sentence) {
      this.sentence = sentence;
    }

    /** What it is called in commands: {@code forged-photo}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What is the matter, in a few words. */
    public String sentence() {
      return sentence;
    }

    /** The fault that is called so in commands, if any is. */
    public static Optional<Fault> called(String word) {
      return Arrays.stream(values()).filter(fault -> fault.word().equals(word)).findFirst();
    }

    /** All words, in the order of the list. */
    public static List<String> words() {
      return Arrays.stream(values()).map(Fault::word).toList();
    }
  }

  /** Where a card lies: vpcd is a reader with two slots, which PC/SC shows as two readers. */
  public enum Slot {
    FIRST(""),
    SECOND(" slot2");

    private final String suffix;

    Slot(String suffix) {
      this.suffix = suffix;
    }
  }

  /**
   * Inserts a card, in exchange for one that lies there already: that one is out for long enough
   * that PC/SC notices.
   *
   * @param person of the cast: {@code marguerite}, {@code joost}, {@code liesl}, …
   * @throws IOException also if no card of this generation can have the fault
   */
  public void insert(String person, CardGeneration generation, Fault fault, Slot slot)
      throws IOException {
    command("insert " + card(person, generation, fault) + slot.suffix);
  }

  /** Inserts a card of applet 1.8 into the first slot. */
  public void insert(String person, Fault fault) throws IOException {
    insert(person, CardGeneration.APPLET_1_8, fault, Slot.FIRST);
  }

  public void insert(String person) throws IOException {
    insert(person, Fault.NONE);
  }

  /**
   * Exchanges the card faster than PC/SC can notice: the very next command is answered by the other
   * card, as after a reset of its own.
   */
  public void swap(String person, CardGeneration generation, Fault fault, Slot slot)
      throws IOException {
    command("swap " + card(person, generation, fault) + slot.suffix);
  }

  private static String card(String person, CardGeneration generation, Fault fault) {
    return person + " " + generation.label() + " " + fault.word();
  }

  public void pull(Slot slot) throws IOException {
    command("pull" + slot.suffix);
  }

  public void pull() throws IOException {
    command("pull");
  }

  /** The card is pulled instead of answering the {@code commands}th command from now. */
  public void pullAfter(int commands) throws IOException {
    command("pull-after " + commands);
  }

  /** The card stops answering at the {@code commands}th command from now. */
  public void hangAfter(int commands) throws IOException {
    command("hang-after " + commands);
  }

  /** The answer to the {@code commands}th command from now comes cut in half. */
  public void truncateAfter(int commands) throws IOException {
    command("truncate-after " + commands);
  }

  /**
   * The {@code commands}th command from now is answered by this status alone; the card never sees
   * it.
   */
  public void statusAfter(int commands, int status) throws IOException {
    command(String.format(Locale.ROOT, "status-after %d %04X", commands, status));
  }

  /** Gives a person's blocked cards their tries back. */
  public void unblock(String person) throws IOException {
    command("unblock " + person);
  }

  /** Ends the PC/SC service behind the reader: to its users, the reader is gone. */
  public void serviceOff() throws IOException {
    command("service off");
  }

  public void serviceOn() throws IOException {
    command("service on");
  }

  /** The service runs on, after a moment, and knows no reader. */
  public void readerOff() throws IOException {
    command("reader off");
  }

  public void readerOn() throws IOException {
    command("reader on");
  }

  /** One line of JSON: inserted, fault, apdus, triesLeft, service. */
  public String status() throws IOException {
    return command("status");
  }

  public void quit() throws IOException {
    command("quit");
  }

  /**
   * Sends any command.
   *
   * @return the answer's line
   * @throws IOException if the reader refuses it, is gone, or does not answer in time
   */
  public String command(String line) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      FutureTask<String> call = new FutureTask<>(() -> exchange(channel, line));
      Thread.ofVirtual().start(call);
      String answer = call.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      if (answer.startsWith("error")) {
        throw new IOException("virtual reader: " + answer);
      }
      return answer;
    } catch (ExecutionException e) {
      throw new IOException(
          "virtual reader, at " + line + ": " + e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("virtual reader does not answer: " + line, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted: " + line, e);
    }
  }

  private static String exchange(SocketChannel channel, String line) throws IOException {
    ByteBuffer out = StandardCharsets.UTF_8.encode(line + "\n");
    while (out.hasRemaining()) {
      channel.write(out);
    }
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    ByteBuffer in = ByteBuffer.allocate(MAX_ANSWER_BYTES);
    while (channel.read(in.clear()) > 0 && answer.size() < MAX_ANSWER_BYTES) {
      answer.write(in.array(), 0, in.position());
      String text = answer.toString(StandardCharsets.UTF_8);
      if (text.endsWith("\n")) {
        return text.strip();
      }
    }
    throw new IOException("the virtual reader closed the line");
  }
}
