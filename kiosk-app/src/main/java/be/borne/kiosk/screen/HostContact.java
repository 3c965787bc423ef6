package be.borne.kiosk.screen;

import be.borne.protocol.terminal.Language;
import java.util.Map;
import java.util.Optional;

/**
 * How a citizen finds a person at this terminal's place.
 *
 * @param canBeCalled whether somebody is told, and comes, when a citizen asks for it on the screen
 * @param phone a number for those who stand alone; empty for none
 * @param places where a person is to be found, in words of the place, for the languages they are
 *     known in
 */
public record HostContact(
    boolean canBeCalled, Optional<String> phone, Map<Language, String> places) {
  public static final HostContact UNKNOWN = new HostContact(false, Optional.empty(), Map.of());

  public HostContact {
    places = Map.copyOf(places);
  }

  Optional<String> where(Language language) {
    return Optional.ofNullable(places.get(language));
  }
}
