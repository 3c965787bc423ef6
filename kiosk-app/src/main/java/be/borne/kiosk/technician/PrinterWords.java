package be.borne.kiosk.technician;

import be.borne.device.printer.PrinterAbilities;
import be.borne.device.printer.PrinterCondition;
import be.borne.device.printer.RasterSettings;
import be.borne.device.printer.Sides;
import be.borne.device.printer.Supply;
import java.util.Locale;

/** A printer in plain words, for whoever looks after it. */
final class PrinterWords {
  private PrinterWords() {}

  static String of(PrinterCondition condition) {
    return switch (condition) {
      case UNREACHABLE -> "It does not answer: look at its power, its cable and this address.";
      case NOT_A_PRINTER -> "Something answers at this address, but not as an IPP printer.";
      case UNSUITABLE ->
          "It cannot do what a certificate needs: A4, jobs in steps, and PDF or PWG raster.";
      case COVER_OPEN -> "A cover is open.";
      case PAPER_JAM -> "Paper is stuck in it.";
      case PAPER_OUT -> "It is out of paper, or its tray is missing.";
      case TONER_EMPTY -> "Toner or ink is empty or missing.";
      case WASTE_FULL -> "The container for used toner is full or missing.";
      case OUTPUT_FULL -> "The tray that sheets fall into is full or missing.";
      case EARLIER_JOB -> "A document of an earlier visit may still come out of it.";
      case PART_FAILED -> "A part has failed or is worn out: it needs a service.";
      case STOPPED -> "It is paused or stopped: look at its own panel.";
      case NOT_ACCEPTING_JOBS -> "It accepts no jobs: look at its own panel.";
      case OTHER_ERROR -> "It reports another error: look at its own panel.";
      case PAPER_LOW -> "Paper is low.";
      case TONER_LOW -> "Toner or ink is low.";
      case WASTE_ALMOST_FULL -> "The container for used toner is almost full.";
      case OUTPUT_ALMOST_FULL -> "The tray that sheets fall into is almost full.";
      case PART_WEARS -> "A part is near the end of its life.";
      case NOT_OBSERVABLE ->
          "It is a queue: paper, jams and whether a sheet came out cannot be seen from here.";
      case OTHER_WARNING -> "It reports another warning: look at its own panel.";
    };
  }

  /** What becomes of a certificate on its way into this printer. */
  static String way(PrinterAbilities abilities, boolean observable) {
    if (!observable) {
      return "given to the queue, which may change it; nobody sees what comes of it";
    }
    return switch (abilities.way()) {
      case AS_IT_IS -> "PDF, every byte as it is";
      case RASTER -> "drawn by Ghostscript, " + raster(abilities.raster().orElseThrow());
      case NONE -> "none: it takes nothing that this terminal can make";
    };
  }

  private static String raster(RasterSettings raster) {
    String color =
        switch (raster.color()) {
          case SRGB_8 -> "in colour";
          case SGRAY_8 -> "in shades of grey";
          case BLACK_1 -> "in black and white";
        };
    return raster.dotsPerInch() + " dots per inch, " + color;
  }

  static String sides(PrinterAbilities abilities) {
    return abilities.sides().contains(Sides.TWO_SIDED_LONG_EDGE)
        ? "one or two"
        : "one; a two-sided order comes out on one side of each sheet";
  }

  static String supply(Supply supply) {
    StringBuilder words = new StringBuilder(supply.kind().name().toLowerCase(Locale.ROOT));
    if (!supply.name().isEmpty()) {
      words.append(" (").append(supply.name()).append(')');
    }
    words.append(": ");
    if (supply.sheets().isPresent()) {
      words.append(supply.sheets().getAsInt()).append(" sheets");
    } else if (supply.percent().isPresent()) {
      words.append(supply.percent().getAsInt()).append(" %");
      words.append(supply.kind() == Supply.Kind.WASTE ? " full" : " left");
    } else {
      words.append("it does not say");
    }
    return words.append(supply.soon() ? ", see to it soon" : "").toString();
  }
}
