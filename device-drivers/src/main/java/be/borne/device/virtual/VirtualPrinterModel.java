package be.borne.device.virtual;

import java.util.ArrayList;
import java.util.List;

/**
 * What a virtual printer is able to do.
 *
 * @param formats the media types that it takes
 * @param twoSided whether it can turn a sheet over
 */
public record VirtualPrinterModel(List<String> formats, boolean twoSided) {
  /** Takes PDF as it is and prints on both sides. */
  public static final VirtualPrinterModel OFFICE =
      new VirtualPrinterModel(List.of("application/pdf", "image/urf", "image/pwg-raster"), true);

  public VirtualPrinterModel {
    formats = List.copyOf(formats);
  }

  /** As ippeveprinter(1) takes them. */
  List<String> options() {
    List<String> options = new ArrayList<>(List.of("-f", String.join(",", formats)));
    if (twoSided) {
      options.add("-2");
    }
    return options;
  }
}
