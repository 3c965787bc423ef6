package be.borne.townhall.console;

import be.borne.protocol.fleet.SupplyLevel;

/**
 * One line about paper, toner and the like.
 *
 * @param what it is
 * @param level how much of it there is
 * @param answer whether someone should come for it
 */
public record SupplyRow(String what, String level, Answer answer) {

  static SupplyRow of(SupplyLevel supply) {
    return new SupplyRow(what(supply), level(supply), supply.soon() ? Answer.SOON : Answer.YES);
  }

  private static String what(SupplyLevel supply) {
    String kind =
        switch (supply.kind()) {
          case PAPER -> "Paper";
          case TONER -> "Toner";
          case INK -> "Ink";
          case WASTE -> "Used toner";
          case DRUM -> "Drum";
          case FUSER -> "Fuser";
          case OUTPUT -> "Output tray";
          case OTHER -> "Other";
        };
    return supply.name().isEmpty() ? kind : kind + " (" + supply.name() + ")";
  }

  private static String level(SupplyLevel supply) {
    if (supply.sheets() != null) {
      return supply.sheets() == 1 ? "1 sheet" : supply.sheets() + " sheets";
    }
    if (supply.percent() == null) {
      return "not known";
    }
    boolean filled =
        supply.kind() == SupplyLevel.Kind.WASTE || supply.kind() == SupplyLevel.Kind.OUTPUT;
    return supply.percent() + (filled ? " % full" : " % left");
  }
}
