package be.borne.device.printer;

import be.borne.device.printer.PrinterOperations.PrinterView;
import com.hp.jipp.encoding.AttributeGroup;
import com.hp.jipp.encoding.Resolution;
import com.hp.jipp.encoding.ResolutionUnit;
import com.hp.jipp.model.Media;
import com.hp.jipp.model.Operation;
import com.hp.jipp.model.PrintScaling;
import com.hp.jipp.model.PrinterState;
import com.hp.jipp.model.Types;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Makes sense of a printer's attributes (RFC 8011 §5.4). */
final class PrinterReading {
  /** Those that are asked for, and no more: some printers have hundreds. */
  static final List<String> ATTRIBUTES =
      List.of(
          "printer-state",
          "printer-state-reasons",
          "printer-is-accepting-jobs",
          "queued-job-count",
          "printer-make-and-model",
          "operations-supported",
          "document-format-supported",
          "media-supported",
          "sides-supported",
          "copies-supported",
          "print-scaling-supported",
          "color-supported",
          "pwg-raster-document-resolution-supported",
          "pwg-raster-document-type-supported",
          "pwg-raster-document-sheet-back",
          "printer-supply",
          "printer-supply-description",
          "printer-input-tray",
          "printer-output-tray",
          "marker-names",
          "marker-types",
          "marker-levels",
          "marker-low-levels",
          "marker-high-levels");

  private static final int MAX_NAME_CHARS = 127;
  private static final int MAX_FORMATS = 32;
  private static final int MAX_REASONS = 100;

  private PrinterReading() {}

  /**
   * @throws IppFailure of kind BAD_ANSWER if it is not a printer's
   */
  static PrinterView of(AttributeGroup answer) throws IppFailure {
    PrinterState state = answer.getValue(Types.printerState);
    if (state == null) {
      throw new IppFailure(IppFailure.Kind.BAD_ANSWER, "not an IPP answer: no printer-state", null);
    }
    PrinterAbilities abilities = abilities(answer);
    List<PrinterCondition> conditions = new ArrayList<>();
    answer.getStrings(Types.printerStateReasons).stream()
        .limit(MAX_REASONS)
        .forEach(reason -> PrinterCondition.ofReason(reason).ifPresent(conditions::add));
    boolean stopped = state.getCode() == PrinterState.stopped.getCode();
    if (stopped && conditions.stream().noneMatch(c -> c.severity() == Severity.FAILED)) {
      conditions.add(PrinterCondition.STOPPED);
    }
    boolean accepting = Boolean.TRUE.equals(answer.getValue(Types.printerIsAcceptingJobs));
    if (!accepting) {
      conditions.add(PrinterCondition.NOT_ACCEPTING_JOBS);
    }
    List<Supply> supplies = SupplyReading.of(answer);
    if (paperIsLow(supplies) && !conditions.contains(PrinterCondition.PAPER_OUT)) {
      conditions.add(PrinterCondition.PAPER_LOW);
    }
    if (!suits(answer, abilities)) {
      conditions.add(PrinterCondition.UNSUITABLE);
    }
    return new PrinterView(
        new PrinterStatus(
            state(state, stopped),
            accepting,
            conditions,
            printable(answer.getString(Types.printerMakeAndModel)),
            supplies,
            abilities),
        abilities,
        queuedJobs(answer));
  }

  private static OptionalInt queuedJobs(AttributeGroup answer) {
    Integer count = answer.getValue(Types.queuedJobCount);
    return count == null ? OptionalInt.empty() : OptionalInt.of(count);
  }

  /** Some printers count their sheets and never say media-low. */
  private static boolean paperIsLow(List<Supply> supplies) {
    List<Supply> paper = supplies.stream().filter(s -> s.kind() == Supply.Kind.PAPER).toList();
    return !paper.isEmpty() && paper.stream().allMatch(Supply::soon);
  }

  private static PrinterStatus.State state(PrinterState state, boolean stopped) {
    if (stopped) {
      return PrinterStatus.State.STOPPED;
    }
    return state.getCode() == PrinterState.processing.getCode()
        ? PrinterStatus.State.PROCESSING
        : PrinterStatus.State.IDLE;
  }

  private static boolean suits(AttributeGroup printer, PrinterAbilities abilities) {
    List<Operation> operations = printer.getValues(Types.operationsSupported);
    return operations.contains(Operation.createJob)
        && operations.contains(Operation.sendDocument)
        && abilities.way() != PrinterAbilities.Way.NONE
        && printer.getStrings(Types.mediaSupported).contains(Media.isoA4_210x297mm);
  }

  private static PrinterAbilities abilities(AttributeGroup answer) {
    List<String> formats =
        answer.getStrings(Types.documentFormatSupported).stream()
            .map(PrinterReading::printable)
            .distinct()
            .limit(MAX_FORMATS)
            .toList();
    return new PrinterAbilities(
        formats,
        sides(answer.getStrings(Types.sidesSupported)),
        answer.getStrings(Types.printScalingSupported).contains(PrintScaling.none),
        formats.contains(Sendable.PWG_RASTER) ? raster(answer) : Optional.empty(),
        mostCopies(answer));
  }

  /** A printer that does not say so is not trusted with more than one. */
  private static int mostCopies(AttributeGroup answer) {
    var supported = answer.getValue(Types.copiesSupported);
    return supported == null ? 1 : Math.clamp(supported.getLast(), 1, PrintJob.MOST_COPIES);
  }

  private static Set<Sides> sides(List<String> keywords) {
    Set<Sides> known = EnumSet.allOf(Sides.class);
    known.removeIf(sides -> !keywords.contains(sides.keyword()));
    return known;
  }

  private static Optional<RasterSettings> raster(AttributeGroup answer) {
    List<Integer> dpi =
        answer.getValues(Types.pwgRasterDocumentResolutionSupported).stream()
            .filter(resolution -> resolution.getX() == resolution.getY())
            .filter(resolution -> resolution.getUnit().equals(ResolutionUnit.dotsPerInch))
            .map(Resolution::getX)
            .toList();
    String back = answer.getString(Types.pwgRasterDocumentSheetBack);
    return RasterSettings.choose(
        dpi,
        answer.getStrings(Types.pwgRasterDocumentTypeSupported),
        Boolean.TRUE.equals(answer.getValue(Types.colorSupported)),
        back == null ? "" : back);
  }

  /** Printable ASCII, at most 127 characters; empty for nothing. */
  static String printable(String text) {
    if (text == null) {
      return "";
    }
    String clean = text.replaceAll("[^\\x20-\\x7e]", "?");
    return clean.length() > MAX_NAME_CHARS ? clean.substring(0, MAX_NAME_CHARS) : clean;
  }
}
