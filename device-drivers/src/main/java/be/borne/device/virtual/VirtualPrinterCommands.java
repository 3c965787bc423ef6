package be.borne.device.virtual;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The words a virtual printer is driven with, one line each, answered by one line. */
final class VirtualPrinterCommands {
  static final String OK = "ok";
  private static final String WORDS =
      "paper-out, refill, jam, clear-jam, cover-open, cover-closed, toner-low, toner-empty,"
          + " toner-full, paper SHEETS, toner PERCENT, waste PERCENT, slow SECONDS, abort-next,"
          + " cancel, deaf-to-cancel, hears-cancel, power-off,"
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
      return switch (words.size()) {
        case 1 -> answerWord(words.getFirst());
        case 2 -> answerNumber(words.getFirst(), words.getLast());
        default -> unknown();
      };
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

  private String answerNumber(String word, String text) throws IOException, InterruptedException {
    if (!List.of("slow", "paper", "toner", "waste").contains(word)) {
      return unknown();
    }
    if (!text.matches("[0-9]{1,3}")) {
      return "error: " + word + " takes a whole number";
    }
    int number = Integer.parseInt(text);
    switch (word) {
      case "paper" -> printer.paper(number);
      case "toner" -> printer.toner(number);
      case "waste" -> printer.waste(number);
      default -> printer.slow(Duration.ofSeconds(number));
    }
    return OK;
  }

  private static String unknown() {
    return "error: known are " + WORDS;
  }
}
