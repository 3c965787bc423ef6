package be.borne.demo.dock;

import be.borne.demo.house.Folders;
import be.borne.demo.house.House;
import be.borne.demo.house.HouseSettings;
import be.borne.demo.house.Installation;
import be.borne.demo.process.DemoFailure;
import be.borne.demo.process.Pause;
import be.borne.demo.process.Tool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.application.Platform;

/**
 * {@code ./borne demo}: the kiosk's window on the desktop, and beside it the dock that plays the
 * world. Ends when either window is closed.
 */
public final class DesktopDemo {
  private static final Duration TOOL = Duration.ofSeconds(10);
  private static final Pattern GEOMETRY = Pattern.compile("[0-9]+ ([0-9]{3,5})");
  private static final Duration POLL = Duration.ofMillis(300);

  /**
   * The kiosk takes this share of the desktop's height, so that panels and the dock stay reachable.
   */
  private static final double SHARE_OF_HEIGHT = 0.92;

  private final Installation installation;
  private final Folders folders;
  private final Consumer<String> tell;

  public DesktopDemo(Installation installation, Folders folders, Consumer<String> tell) {
    this.installation = installation;
    this.folders = folders;
    this.tell = tell;
  }

  /**
   * @throws DemoFailure if there is no desktop, or a part of the house does not start
   */
  public void run() {
    String display = System.getenv("DISPLAY");
    if (display == null || display.isBlank()) {
      throw new DemoFailure(
          "there is no desktop here (DISPLAY is not set); ./borne demo --headless needs none");
    }
    tell.accept("Building the house: card reader, printer, town hall, agent, kiosk.");
    try (House house =
        House.open(
            installation, folders, HouseSettings.scaled(display, height(display)).atADock())) {
      tell.accept("Console of the town hall: " + house.consoleAddress());
      tell.accept("PIN of every invented citizen: 1234");
      tell.accept("Code of the host: " + House.HOST_CODE);
      tell.accept("Close the dock to end.");
      try (World world = new World(house)) {
        Platform.startup(() -> new Dock(world, house.consoleAddress()).show());
        while (world.isOpen() && (house.superviseKiosk() || world.plugPulled())) {
          Pause.of(POLL);
        }
      } finally {
        Platform.exit();
      }
    }
  }

  private static int height(String display) {
    String geometry =
        Tool.run(List.of("xdotool", "getdisplaygeometry"), Map.of("DISPLAY", display), TOOL).text();
    Matcher sides = GEOMETRY.matcher(geometry);
    if (!sides.matches()) {
      throw new DemoFailure("the desktop on display " + display + " cannot be reached");
    }
    return (int) (Integer.parseInt(sides.group(1)) * SHARE_OF_HEIGHT);
  }
}
