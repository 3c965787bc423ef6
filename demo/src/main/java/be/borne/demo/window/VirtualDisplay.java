package be.borne.demo.window;

import be.borne.demo.process.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A screen without a monitor (Xvfb) with a window manager that gives the window the keyboard. */
public final class VirtualDisplay implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(20);

  private final Program server;
  private final Program manager;
  private final String name;
  private final Framebuffer glass;

  private VirtualDisplay(Program server, Program manager, String name, Framebuffer glass) {
    this.server = server;
    this.manager = manager;
    this.name = name;
    this.glass = glass;
  }

  /**
   * Takes the first display number that is free. No pointer is drawn: a finger has none.
   *
   * @param folder where its picture is kept, for as long as it runs
   */
  public static VirtualDisplay start(Path folder, int widthPixels, int heightPixels, Path logs) {
    String geometry = widthPixels + "x" + heightPixels + "x24";
    Program server =
        Program.start(
            "the virtual screen",
            List.of(
                "Xvfb",
                "-displayfd",
                "1",
                "-screen",
                "0",
                geometry,
                "-nolisten",
                "tcp",
                "-nocursor",
                "-fbdir",
                folder.toString()),
            Map.of(),
            logs.resolve("xvfb.log"));
    String number = server.awaitLine(line -> line.matches("[0-9]+"), START);
    String name = ":" + number;
    Program manager =
        Program.start(
            "the window manager",
            List.of("openbox", "--sm-disable"),
            Map.of("DISPLAY", name),
            logs.resolve("openbox.log"));
    return new VirtualDisplay(
        server, manager, name, Framebuffer.of(folder.resolve("Xvfb_screen0")));
  }

  /** As the environment variable DISPLAY wants it. */
  public String name() {
    return name;
  }

  /** What is on it. */
  public Framebuffer glass() {
    return glass;
  }

  public Optional<Integer> exitCode() {
    return server.exitCode();
  }

  @Override
  public void close() {
    manager.close();
    server.close();
  }
}
