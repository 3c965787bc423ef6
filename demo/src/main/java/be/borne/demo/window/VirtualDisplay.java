package be.borne.demo.window;

import be.borne.demo.process.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A screen without a monitor (Xvfb) with a window manager that gives the window the keyboard. */
public final class VirtualDisplay implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(20);

  private final Program server;
  private final Program manager;
  private final String name;

  private VirtualDisplay(Program server, Program manager, String name) {
    this.server = server;
    this.manager = manager;
    this.name = name;
  }

  /** Takes the first display number that is free. */
  public static VirtualDisplay start(int widthPixels, int heightPixels, Path logs) {
    return start(widthPixels, heightPixels, logs, List.of());
  }

  /**
   * The same, with its picture kept in a file besides.
   *
   * @param folder gets the file {@code Xvfb_screen0}, an X window dump that is always current
   */
  public static VirtualDisplay startWithPictureIn(
      Path folder, int widthPixels, int heightPixels, Path logs) {
    return start(widthPixels, heightPixels, logs, List.of("-fbdir", folder.toString()));
  }

  private static VirtualDisplay start(
      int widthPixels, int heightPixels, Path logs, List<String> more) {
    String geometry = widthPixels + "x" + heightPixels + "x24";
    List<String> command =
        new ArrayList<>(
            List.of("Xvfb", "-displayfd", "1", "-screen", "0", geometry, "-nolisten", "tcp"));
    command.addAll(more);
    Program server =
        Program.start("the virtual screen", command, Map.of(), logs.resolve("xvfb.log"));
    String number = server.awaitLine(line -> line.matches("[0-9]+"), START);
    String name = ":" + number;
    Program manager =
        Program.start(
            "the window manager",
            List.of("openbox", "--sm-disable"),
            Map.of("DISPLAY", name),
            logs.resolve("openbox.log"));
    return new VirtualDisplay(server, manager, name);
  }

  /** As the environment variable DISPLAY wants it. */
  public String name() {
    return name;
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
