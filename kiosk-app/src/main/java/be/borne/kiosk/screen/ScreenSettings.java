package be.borne.kiosk.screen;

import be.borne.kiosk.form.FilePort;
import be.borne.protocol.terminal.Language;
import be.borne.protocol.terminal.PinPositions;

/**
 * The panel, and what the screens say of the place.
 *
 * @param livery whose terminal it is
 * @param siteName where it stands, as people call the place
 * @param widthPixels of the window
 * @param heightPixels of the window
 * @param pixelPitchMm width of a pixel of the panel, in millimetres
 * @param houseLanguage spoken to someone who has not chosen yet
 * @param host how a citizen finds a person
 * @param pinPositions where the digits of the PIN pad stand
 * @param motion whether pictures move for a moment
 * @param hostMayEnter whether a resting screen leads to the host's
 * @param files where files are taken from
 */
public record ScreenSettings(
    Livery livery,
    String siteName,
    int widthPixels,
    int heightPixels,
    double pixelPitchMm,
    Language houseLanguage,
    HostContact host,
    PinPositions pinPositions,
    boolean motion,
    boolean hostMayEnter,
    FilePort files) {

  /** A terminal whose house language is French, and of whose host nothing is known. */
  public ScreenSettings(
      String municipality,
      String siteName,
      int widthPixels,
      int heightPixels,
      double pixelPitchMm) {
    this(
        Livery.plain(municipality),
        siteName,
        widthPixels,
        heightPixels,
        pixelPitchMm,
        Language.FRENCH,
        HostContact.UNKNOWN,
        PinPositions.FIXED,
        true,
        false,
        FilePort.NONE);
  }
}
