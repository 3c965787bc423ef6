package be.borne.kiosk.screen;

import be.borne.protocol.terminal.Language;
import java.util.LinkedHashMap;
import java.util.Map;

/** The screens of {@link SampleStates} and {@link SampleEntries}, for tests of other packages. */
public final class SampleScreens {
  private SampleScreens() {}

  /** By name of the sample, in the order of a visit. */
  public static Map<String, Screen> in(Language language) {
    ScreenOf screens = new ScreenOf("Bruxelles", "Bibliothèque", language, HostContact.UNKNOWN);
    Map<String, Screen> all = new LinkedHashMap<>();
    SampleStates.in(language).forEach((name, moment) -> all.put(name, screens.of(moment)));
    for (SampleEntries.Sample sample : SampleEntries.in(language, "Bruxelles", "Bibliothèque")) {
      all.put(sample.screen().name(), sample.screen());
    }
    return all;
  }
}
