package be.borne.device.virtual;

import be.borne.device.virtual.CardBehaviour.Accident;
import be.borne.device.virtual.CardBox.Wanted;
import be.borne.device.virtual.VirtualReaderClient.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Understands and obeys the lines that come over the control socket: see {@link VirtualReader}. */
final class ReaderCommands implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReaderCommands.class);
  private static final int MAX_COMMANDS_AHEAD = 100_000;
  private static final String SECOND_SLOT = "slot2";

  private final CardBox box;
  private final PcscService service;
  private final Runnable quit;
  private final ReaderSlot first;
  private final ReaderSlot second;

  /**
   * @param quit told when somebody says so
   */
  ReaderCommands(CardBox box, PcscService service, Runnable quit) {
    this.box = box;
    this.service = service;
    this.quit = quit;
    this.first = new ReaderSlot(box, VpcdCard.PORT);
    this.second = new ReaderSlot(box, VpcdCard.PORT + 1);
  }

  /** One command line to one answer line. */
  synchronized String obey(String line) {
    List<String> words = new ArrayList<>(List.of(line.strip().split(" +")));
    try {
      String command = words.removeFirst();
      ReaderSlot slot = words.remove(SECOND_SLOT) ? second : first;
      return obey(command, slot, words);
    } catch (IllegalArgumentException e) {
      return "error " + e.getMessage();
    } catch (IOException e) {
      return "error " + e.getClass().getSimpleName() + ": " + e.getMessage();
    } catch (RuntimeException e) {
      LOG.error("command failed", e);
      return "error " + e.getClass().getSimpleName();
    }
  }

  private String obey(String command, ReaderSlot slot, List<String> words) throws IOException {
    switch (command) {
      case "insert" -> slot.insert(card(words));
      case "swap" -> slot.swap(card(words));
      case "pull" -> {
        expect(words, 0);
        slot.pull();
      }
      case "pull-after" -> slot.plan(Accident.PULL, ahead(expect(words, 1)), 0);
      case "hang-after" -> slot.plan(Accident.HANG, ahead(expect(words, 1)), 0);
      case "truncate-after" -> slot.plan(Accident.TRUNCATE, ahead(expect(words, 1)), 0);
      case "status-after" ->
          slot.plan(Accident.STATUS, ahead(expect(words, 2)), status(words.get(1)));
      case "unblock" -> box.unblock(VirtualPerson.named(expect(words, 1).getFirst()));
      case "service" -> service(expect(words, 1).getFirst());
      case "reader" -> reader(expect(words, 1).getFirst());
      case "status" -> {
        expect(words, 0);
        return slot.status(service.running());
      }
      case "quit" -> quit.run();
      default -> throw new IllegalArgumentException("no such command");
    }
    return "ok";
  }

  private static List<String> expect(List<String> words, int count) {
    if (words.size() != count) {
      throw new IllegalArgumentException("expected so many words after the command: " + count);
    }
    return words;
  }

  /** Person, applet and fault, in any order, each at most once. */
  private static Wanted card(List<String> words) {
    Optional<VirtualPerson> person = Optional.empty();
    Optional<CardGeneration> generation = Optional.empty();
    Optional<Fault> fault = Optional.empty();
    for (String word : words) {
      Optional<Fault> asFault = Fault.called(word);
      if (fault.isEmpty() && asFault.isPresent()) {
        fault = asFault;
      } else if (generation.isEmpty() && CardGeneration.labels().contains(word)) {
        generation = Optional.of(CardGeneration.labelled(word));
      } else if (person.isEmpty()) {
        person = Optional.of(VirtualPerson.named(word));
      } else {
        throw new IllegalArgumentException(
            "neither applet " + CardGeneration.labels() + " nor fault " + Fault.words());
      }
    }
    return new Wanted(
        person.orElseThrow(() -> new IllegalArgumentException("whose card?")),
        generation.orElse(CardGeneration.APPLET_1_8),
        fault.orElse(Fault.NONE));
  }

  private static int ahead(List<String> words) {
    String number = words.getFirst();
    if (!number.matches("[0-9]{1,6}") || Integer.parseInt(number) > MAX_COMMANDS_AHEAD) {
      throw new IllegalArgumentException("not a number of commands");
    }
    return Integer.parseInt(number);
  }

  private static int status(String word) {
    if (!word.matches("[0-9A-Fa-f]{4}")) {
      throw new IllegalArgumentException("a status is four hexadecimal digits");
    }
    return Integer.parseInt(word, 16);
  }

  private void service(String wanted) throws IOException {
    switch (wanted) {
      case "off" -> service.stop();
      case "on" -> service.start();
      default -> throw new IllegalArgumentException("service is off or on");
    }
  }

  private void reader(String wanted) throws IOException {
    switch (wanted) {
      case "off" -> service.restartWithoutReader();
      case "on" -> {
        service.stop();
        service.start();
      }
      default -> throw new IllegalArgumentException("reader is off or on");
    }
  }

  /** Pulls the cards. */
  @Override
  public synchronized void close() {
    first.pull();
    second.pull();
  }
}
