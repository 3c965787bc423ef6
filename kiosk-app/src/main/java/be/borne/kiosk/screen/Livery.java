package be.borne.kiosk.screen;

import be.borne.kiosk.journey.Contrast;
import be.borne.kiosk.theme.Palette;
import be.borne.protocol.terminal.Language;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.image.Image;

/**
 * What makes a terminal a municipality's own.
 *
 * @param municipality whose terminal it is, as the screens say it where no name is given
 * @param names its names in its languages; may lack some
 * @param colours of its calm screens
 * @param arms for the top of every screen; empty for a town hall's gable
 * @param texts its own words instead of ours, by language and key; may lack most
 * @param publicHost where its public page is; empty if nobody said
 */
public record Livery(
    String municipality,
    Map<Language, String> names,
    Palette colours,
    Optional<Image> arms,
    Map<Language, Map<String, String>> texts,
    Optional<String> publicHost) {
  public Livery {
    Objects.requireNonNull(municipality);
    names = Map.copyOf(names);
    texts = Map.copyOf(texts);
  }

  /** A municipality of which only the name is known. */
  public static Livery plain(String municipality) {
    return new Livery(
        municipality,
        Map.of(),
        Palette.of(Contrast.CALM),
        Optional.empty(),
        Map.of(),
        Optional.empty());
  }

  /** The same with a public page. */
  Livery at(String host) {
    return new Livery(municipality, names, colours, arms, texts, Optional.of(host));
  }

  String name(Language language) {
    return names.getOrDefault(language, municipality);
  }

  Texts texts(Language language) {
    return new Texts(language, texts.getOrDefault(language, Map.of()));
  }
}
