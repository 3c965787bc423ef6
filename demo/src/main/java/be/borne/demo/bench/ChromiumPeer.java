package be.borne.demo.bench;

import be.borne.demo.process.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Debian's Chromium as a kiosk: what a terminal is often made of.
 *
 * @param page that it shows
 * @param profile its folder, kept from start to start as a kiosk's is
 * @param widthPixels of the window
 * @param heightPixels of the window
 */
record ChromiumPeer(String display, Path page, Path profile, int widthPixels, int heightPixels) {

  /** Whether it has to run without its sandbox, which it refuses to build for root. */
  static boolean withoutSandbox() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (java.io.IOException e) {
      return false;
    }
  }

  Program start(Path log) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "chromium",
                "--kiosk",
                "--no-first-run",
                "--no-default-browser-check",
                "--disable-gpu",
                "--password-store=basic",
                "--window-position=0,0",
                "--window-size=" + widthPixels + "," + heightPixels,
                "--user-data-dir=" + profile));
    if (withoutSandbox()) {
      command.add("--no-sandbox");
    }
    command.add(page.toUri().toString());
    return Program.start("Chromium", command, Map.of("DISPLAY", display), log);
  }
}
