package be.borne.device.printer;

import com.hp.jipp.encoding.AttributeGroup;
import com.hp.jipp.encoding.IntType;
import com.hp.jipp.encoding.KeyValues;
import com.hp.jipp.encoding.KeywordType;
import com.hp.jipp.encoding.NameType;
import com.hp.jipp.model.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a printer says of its paper and toner: {@code printer-supply}, {@code printer-input-tray}
 * and {@code printer-output-tray} (PWG 5100.13 §5.6, with the numbers of RFC 3805), or where it has
 * no {@code printer-supply}, the older {@code marker-levels} of CUPS.
 */
final class SupplyReading {
  private static final int MAX_SUPPLIES = 16;
  private static final int MAX_SHEETS = 100_000;
  private static final int LOW_PERCENT = 10;
  private static final int FULL_PERCENT = 90;

  private static final NameType.Set MARKER_NAMES = new NameType.Set("marker-names");
  private static final KeywordType.Set MARKER_TYPES = new KeywordType.Set("marker-types");
  private static final IntType.Set MARKER_LEVELS = new IntType.Set("marker-levels");
  private static final IntType.Set MARKER_LOW_LEVELS = new IntType.Set("marker-low-levels");
  private static final IntType.Set MARKER_HIGH_LEVELS = new IntType.Set("marker-high-levels");

  private SupplyReading() {}

  /** Paper first, at most 16; nothing if the printer says nothing that can be understood. */
  static List<Supply> of(AttributeGroup answer) {
    List<Supply> found = new ArrayList<>();
    for (KeyValues tray : answer.getValues(Types.printerInputTray)) {
      tray(tray, Supply.Kind.PAPER).ifPresent(found::add);
    }
    List<KeyValues> supplies = answer.getValues(Types.printerSupply);
    if (supplies.isEmpty()) {
      found.addAll(markers(answer));
    } else {
      List<String> names = answer.getStrings(Types.printerSupplyDescription);
      for (int at = 0; at < Math.min(supplies.size(), MAX_SUPPLIES); at++) {
        found.add(supply(supplies.get(at), at < names.size() ? names.get(at) : ""));
      }
    }
    for (KeyValues tray : answer.getValues(Types.printerOutputTray)) {
      tray(tray, Supply.Kind.OUTPUT).ifPresent(found::add);
    }
    return found.stream().limit(MAX_SUPPLIES).toList();
  }

  /** A tray that neither holds a known number of sheets nor could is a slot for the hand. */
  private static Optional<Supply> tray(KeyValues tray, Supply.Kind kind) {
    Optional<Integer> capacity = number(tray, "maxcapacity");
    Optional<Integer> level =
        number(tray, kind == Supply.Kind.PAPER ? "level" : "remaining")
            .filter(n -> n >= 0 && n <= MAX_SHEETS);
    if (level.isEmpty()) {
      return Optional.empty();
    }
    OptionalInt percent = Supply.percent(level, capacity);
    int sheets = level.get();
    if (kind == Supply.Kind.OUTPUT) {
      // The output tray tells what still fits.
      percent = percent.isPresent() ? OptionalInt.of(100 - percent.getAsInt()) : percent;
      if (capacity.isEmpty() || capacity.get() < sheets || capacity.get() > MAX_SHEETS) {
        return Optional.empty();
      }
      sheets = capacity.get() - sheets;
    }
    return Optional.of(
        new Supply(
            kind, name(text(tray, "name")), percent, OptionalInt.of(sheets), soon(kind, percent)));
  }

  private static Supply supply(KeyValues supply, String description) {
    String type = text(supply, "type");
    boolean filled = text(supply, "class").equals("receptacleThatIsFilled");
    Supply.Kind kind = filled ? Supply.Kind.WASTE : kind(type);
    OptionalInt percent =
        Supply.percent(
            number(supply, "level"),
            text(supply, "unit").equals("percent")
                ? Optional.of(100)
                : number(supply, "maxcapacity"));
    return new Supply(
        kind,
        name(description.isEmpty() ? text(supply, "colorantname") : description),
        percent,
        OptionalInt.empty(),
        soon(kind, percent));
  }

  private static List<Supply> markers(AttributeGroup answer) {
    List<Integer> levels = answer.getValues(MARKER_LEVELS);
    List<String> names = answer.getStrings(MARKER_NAMES);
    List<String> types = answer.getStrings(MARKER_TYPES);
    List<Integer> lows = answer.getValues(MARKER_LOW_LEVELS);
    List<Integer> highs = answer.getValues(MARKER_HIGH_LEVELS);
    List<Supply> found = new ArrayList<>();
    for (int at = 0; at < Math.min(levels.size(), MAX_SUPPLIES); at++) {
      int level = levels.get(at);
      Supply.Kind kind = kind(at < types.size() ? types.get(at) : "");
      OptionalInt percent = level < 0 ? OptionalInt.empty() : OptionalInt.of(Math.min(100, level));
      int low = at < lows.size() && lows.get(at) > 0 ? lows.get(at) : LOW_PERCENT;
      int high = at < highs.size() && highs.get(at) > 0 ? highs.get(at) : FULL_PERCENT;
      boolean soon =
          percent.isPresent()
              && (kind == Supply.Kind.WASTE
                  ? percent.getAsInt() >= high
                  : percent.getAsInt() <= low);
      found.add(
          new Supply(
              kind,
              name(at < names.size() ? names.get(at) : ""),
              percent,
              OptionalInt.empty(),
              soon));
    }
    return found;
  }

  /** The types of RFC 3805 (PrtMarkerSuppliesTypeTC), as both attributes write them. */
  private static Supply.Kind kind(String type) {
    return switch (type.toLowerCase(Locale.ROOT).replace("-", "")) {
      case "toner", "tonercartridge", "developer" -> Supply.Kind.TONER;
      case "ink", "inkcartridge", "inkribbon", "solidwax", "ribbonwax" -> Supply.Kind.INK;
      case "wastetoner", "wasteink", "wastewax", "wastewater" -> Supply.Kind.WASTE;
      case "opc" -> Supply.Kind.DRUM;
      case "fuser", "fuseroil", "fuseroilwick", "fusercleaningpad" -> Supply.Kind.FUSER;
      default -> Supply.Kind.OTHER;
    };
  }

  private static boolean soon(Supply.Kind kind, OptionalInt percent) {
    if (percent.isEmpty()) {
      return false;
    }
    boolean isFilled = kind == Supply.Kind.WASTE || kind == Supply.Kind.OUTPUT;
    return isFilled ? percent.getAsInt() >= FULL_PERCENT : percent.getAsInt() <= LOW_PERCENT;
  }

  private static Optional<Integer> number(KeyValues values, String key) {
    String text = text(values, key);
    return text.matches("-?[0-9]{1,9}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
  }

  private static String text(KeyValues values, String key) {
    String text = values.getPairs().get(key);
    return text == null ? "" : text.strip();
  }

  private static String name(String text) {
    String clean = PrinterReading.printable(text).strip();
    return clean.length() > Supply.MAX_NAME_CHARS
        ? clean.substring(0, Supply.MAX_NAME_CHARS)
        : clean;
  }
}
