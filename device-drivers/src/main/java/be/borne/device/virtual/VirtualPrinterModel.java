package be.borne.device.virtual;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a virtual printer is able to do.
 *
 * @param formats the media types that it takes
 * @param twoSided whether it can turn a sheet over
 * @param attributes more IPP attributes, or others, in the language of ippeveprinter's {@code -a}
 *     (ipptoolfile(5)); may be empty
 * @param keys a directory in which it makes its own TLS key and certificate, {@code localhost.crt};
 *     without one, it makes them for itself
 */
public record VirtualPrinterModel(
    List<String> formats, boolean twoSided, String attributes, Optional<Path> keys) {
  /** Takes PDF as it is and prints on both sides. */
  public static final VirtualPrinterModel OFFICE =
      new VirtualPrinterModel(
          List.of("application/pdf", "image/urf", "image/pwg-raster"), true, "", Optional.empty());

  /** Knows no PDF: its pages have to be drawn for it. */
  public static final VirtualPrinterModel RASTER_ONLY =
      new VirtualPrinterModel(List.of("image/pwg-raster"), true, "", Optional.empty());

  public VirtualPrinterModel {
    formats = List.copyOf(formats);
  }

  /**
   * As ippeveprinter(1) takes them.
   *
   * @param attributeFile where the attributes were written, if there are any
   */
  List<String> options(Path attributeFile) {
    List<String> options = new ArrayList<>(List.of("-f", String.join(",", formats)));
    if (twoSided) {
      options.add("-2");
    }
    if (!attributes.isEmpty()) {
      options.addAll(List.of("-a", attributeFile.toString()));
    }
    keys.ifPresent(directory -> options.addAll(List.of("-K", directory.toString())));
    return options;
  }
}
