package be.borne.device.virtual;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The words a virtual printer is driven with, one line each, answered by one line. */
final class VirtualPrinterCommands {
  static final String OK = "ok";
  private static final String WORDS =
      "paper-out, refill, jam, clear-jam, cover-open, cover-closed, toner-low, toner-empty,"
          + " toner-full, slow SECONDS, abort-next, cancel, deaf-to-cancel, hears-cancel, power-off,"
          + " power-on, status, quit";

  private final VirtualPrinter printer;

  VirtualPrinterCommands(VirtualPrinter printer) {
    this.printer = printer;
  }

  /**
   * @return {@code ok}, the answer to {@code status}, or {@code error: } and what is wrong
   */
  String answer(String line) throws InterruptedException {
    List<String> words = List.of(line.strip().split("\\s+", -1));
    try {
      return words.size() == 2 && words.getFirst().equals("slow")
          ? slow(words.getLast())
          : words.size() == 1 ? answerWord(words.getFirst()) : unknown();
    } catch (IOException e) {
      return "error: " + e.getMessage().replace('\n', ' ');
    }
  }

  private String answerWord(String word) throws IOException, InterruptedException {
    switch (word) {
      case "paper-out" -> printer.paperOut();
      case "refill" -> printer.refill();
      case "jam" -> printer.jam();
      case "clear-jam" -> printer.clearJam();
      case "cover-open" -> printer.openCover();
      case "cover-closed" -> printer.closeCover();
      case "toner-low" -> printer.tonerLow();
      case "toner-empty" -> printer.tonerEmpty();
      case "toner-full" -> printer.tonerFull();
      case "abort-next" -> printer.abortNext();
      case "cancel" -> printer.cancelAtPanel();
      case "deaf-to-cancel" -> printer.deafToCancel(true);
      case "hears-cancel" -> printer.deafToCancel(false);
      case "power-off" -> printer.powerCut();
      case "power-on" -> printer.powerOn();
      case "status" -> {
        return printer.status();
      }
      case "quit" -> {
        return OK;
      }
      default -> {
        return unknown();
      }
    }
    return OK;
  }

  private String slow(String seconds) throws IOException {
    if (!seconds.matches("[0-9]{1,3}")) {
      return "error: slow takes whole seconds";
    }
    printer.slow(Duration.ofSeconds(Integer.parseInt(seconds)));
    return OK;
  }

  private static String unknown() {
    return "error: known are " + WORDS;
  }
}
