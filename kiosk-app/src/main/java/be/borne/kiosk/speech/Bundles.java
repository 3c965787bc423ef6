package be.borne.kiosk.speech;

import be.borne.protocol.terminal.Language;
import java.util.Locale;
import java.util.ResourceBundle;

/** Resource bundles in exactly the language asked for; the machine's own locale has no say. */
final class Bundles {
  private Bundles() {}

  static ResourceBundle of(String name, Language language) {
    return ResourceBundle.getBundle(
        name,
        Locale.of(language.tag()),
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }
}
