package be.borne.kiosk.screen;

import be.borne.protocol.terminal.Language;
import java.util.LinkedHashMap;
import java.util.Map;

/** The screens of {@link SampleStates} and {@link SampleEntries}, for tests of other packages. */
public final class SampleScreens {
  /** The number of a file in the samples of whose name nothing can be shown. */
  public static final int NAMELESS_FILE = 5;

  private SampleScreens() {}

  /** By name of the sample, in the order of a visit. */
  public static Map<String, Screen> in(Language language) {
    Map<String, Screen> all = new LinkedHashMap<>();
    SampleStates.in(language)
        .forEach((name, moment) -> all.put(name, screens(language, name).of(moment)));
    for (SampleEntries.Sample sample : SampleEntries.in(language, "Bruxelles", "Bibliothèque")) {
      all.put(sample.screen().name(), sample.screen());
    }
    return all;
  }

  private static ScreenOf screens(Language language, String sample) {
    return new ScreenOf(
        SampleRequests.liveryOf("Bruxelles", sample),
        "Bibliothèque",
        language,
        HostContact.UNKNOWN,
        false,
        SampleFiles.portOf(sample));
  }
}
