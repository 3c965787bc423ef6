package be.borne.device.printer;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a printer says it can do.
 *
 * @param formats the media types that it takes, at most 32
 * @param sides those that it can be told
 * @param unscaled whether it can be told not to scale
 * @param raster how a page is to be drawn for it; empty if it takes none that can be drawn here
 * @param mostCopies how often it can put out a document that it gets once, at least 1
 */
public record PrinterAbilities(
    List<String> formats,
    Set<Sides> sides,
    boolean unscaled,
    Optional<RasterSettings> raster,
    int mostCopies) {
  /** Of a printer that nothing is known of. */
  static final PrinterAbilities NONE =
      new PrinterAbilities(List.of(), Set.of(), false, Optional.empty(), 1);

  public PrinterAbilities {
    formats = List.copyOf(formats);
    sides = Set.copyOf(sides);
  }

  /** What becomes of a PDF on its way into a printer. */
  public enum Way {
    /** Every byte reaches the printer as it is. */
    AS_IT_IS,
    /** Its pages are drawn first ({@code image/pwg-raster}), since the printer takes no PDF. */
    RASTER,
    /** It reaches nothing. */
    NONE
  }

  public Way way() {
    if (formats.contains(Sendable.PDF)) {
      return Way.AS_IT_IS;
    }
    return raster.isPresent() ? Way.RASTER : Way.NONE;
  }

  /**
   * The same for several copies. Drawn pages can be handed over again and again in one document; a
   * sealed PDF cannot be changed, and the printer has to do it.
   */
  Way way(int copies) {
    boolean itself = formats.contains(Sendable.PDF) && mostCopies >= copies;
    return copies == 1 || itself ? way() : raster.isPresent() ? Way.RASTER : Way.NONE;
  }

  /** What to tell it of an order; empty if it knows of no sides at all. */
  Optional<Sides> sidesFor(Sides ordered) {
    return sides.contains(ordered)
        ? Optional.of(ordered)
        : Optional.of(Sides.ONE_SIDED).filter(sides::contains);
  }
}
