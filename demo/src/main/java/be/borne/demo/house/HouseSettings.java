package be.borne.demo.house;

import java.time.Duration;
import java.util.List;

/**
 * What may differ between one demonstration and another.
 *
 * @param display where the kiosk's window opens, as in DISPLAY
 * @param widthPixels of the window
 * @param heightPixels of the window
 * @param pixelPitchMm of the panel; smaller windows are told a coarser one, so that all still fits
 * @param organisation the issuer whose seal the terminal accepts
 * @param idleTimeout before the terminal asks whether someone is still there
 * @param printTimeout how long the terminal waits for paper
 * @param audioDevice where the headset's voice goes, as ALSA calls it
 * @param docked whether the clock of the kiosk's deadlines can be put on
 * @param motion whether the kiosk's pictures move
 * @param clerkChecks services that a clerk looks at before they are issued
 */
public record HouseSettings(
    String display,
    int widthPixels,
    int heightPixels,
    double pixelPitchMm,
    String organisation,
    Duration idleTimeout,
    Duration printTimeout,
    String audioDevice,
    boolean docked,
    boolean motion,
    List<String> clerkChecks) {
  /** Whatever is said, nobody hears it. */
  private static final String NO_SOUND = "null";

  /** The desktop's own. */
  private static final String DESKTOP_SOUND = "default";

  /** The demonstration municipality's own. */
  public static final String DEMONSTRATION_ORGANISATION = "NTRBE-0000000097";

  private static final int PANEL_WIDTH_PIXELS = 1080;
  private static final int PANEL_HEIGHT_PIXELS = 1920;
  private static final double PANEL_PITCH_MM = 0.277;

  /** A terminal's settings know no narrower screen; a Full HD desktop leaves less to the panel. */
  private static final int NARROWEST_PIXELS = 600;

  /** The terminal's own panel: portrait, 1080 by 1920. */
  public static HouseSettings panel(String display) {
    return scaled(display, PANEL_HEIGHT_PIXELS);
  }

  /** The panel made smaller, for a desktop whose screen is less high. */
  public static HouseSettings scaled(String display, int heightPixels) {
    double scale = (double) heightPixels / PANEL_HEIGHT_PIXELS;
    return new HouseSettings(
        display,
        Math.max(NARROWEST_PIXELS, (int) Math.round(PANEL_WIDTH_PIXELS * scale)),
        heightPixels,
        PANEL_PITCH_MM / scale,
        DEMONSTRATION_ORGANISATION,
        Duration.ofSeconds(90),
        Duration.ofSeconds(90),
        NO_SOUND,
        false,
        true,
        List.of("criminal-record", "filiation-judgment"));
  }

  /** What is spoken to the headset is heard from the desktop, and a dock can put the clock on. */
  public HouseSettings atADock() {
    return new HouseSettings(
        display,
        widthPixels,
        heightPixels,
        pixelPitchMm,
        organisation,
        idleTimeout,
        printTimeout,
        DESKTOP_SOUND,
        true,
        motion,
        clerkChecks);
  }

  public HouseSettings withTimeouts(Duration idle, Duration print) {
    return new HouseSettings(
        display,
        widthPixels,
        heightPixels,
        pixelPitchMm,
        organisation,
        idle,
        print,
        audioDevice,
        docked,
        motion,
        clerkChecks);
  }

  /** What a clerk looks at before it is issued. */
  public HouseSettings withClerkChecks(List<String> services) {
    return new HouseSettings(
        display,
        widthPixels,
        heightPixels,
        pixelPitchMm,
        organisation,
        idleTimeout,
        printTimeout,
        audioDevice,
        docked,
        motion,
        services);
  }

  /** For who looks when a screen has come to rest. */
  public HouseSettings withoutMotion() {
    return new HouseSettings(
        display,
        widthPixels,
        heightPixels,
        pixelPitchMm,
        organisation,
        idleTimeout,
        printTimeout,
        audioDevice,
        docked,
        false,
        clerkChecks);
  }
}
