package be.borne.demo.house;

import be.borne.demo.process.DemoFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the built programs lie, and how one of them is started.
 *
 * @param home the project's folder, with every module built
 */
public record Installation(Path home) {
  /**
   * The flags of every JVM of ours: PC/SC recovery opens the JDK's own card classes, SQLite and
   * JavaFX load native code. The heap bound is part of what is shown: a terminal is a small
   * machine.
   */
  private static final List<String> FLAGS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "--add-opens=java.smartcardio/sun.security.smartcardio=ALL-UNNAMED",
          "-XX:+UseSerialGC",
          "-Xmx512m");

  /** What every JVM of a terminal is started with. */
  public static List<String> flags() {
    return FLAGS;
  }

  /** The installation this very program was started from: system property {@code borne.home}. */
  public static Installation ofThisProgram() {
    String home = System.getProperty("borne.home");
    if (home == null) {
      throw new DemoFailure("the system property borne.home is missing; start through ./borne");
    }
    return new Installation(Path.of(home).toAbsolutePath().normalize());
  }

  /**
   * Where the kiosk's JVM is told how to run, in the demonstration and at a terminal alike.
   *
   * @return the argument for {@code java} that names this file
   */
  public String kioskOptions() {
    return "@" + home.resolve("images/kiosk.options");
  }

  /** What the kiosk's process is started with beside its options, likewise. */
  public Map<String, String> kioskEnvironment() {
    try {
      Map<String, String> environment = new HashMap<>();
      for (String line : Files.readAllLines(home.resolve("images/kiosk.environment"))) {
        if (!line.isBlank() && !line.startsWith("#")) {
          String[] pair = line.split("=", 2);
          environment.put(pair[0], pair[1]);
        }
      }
      return Map.copyOf(environment);
    } catch (IOException e) {
      throw new DemoFailure("images/kiosk.environment cannot be read: " + e.getMessage(), e);
    }
  }

  /** The command that starts the kiosk from the built classes, without its arguments. */
  public List<String> kiosk() {
    return List.of(
        javaProgram(), kioskOptions(), "-cp", classPath("kiosk-app"), "be.borne.kiosk.Kiosk");
  }

  /**
   * The same kiosk, with a clock that the dock can put on.
   *
   * @param clock the path of the socket at which it is to listen
   */
  public List<String> dockedKiosk(Path clock) {
    return List.of(
        javaProgram(),
        kioskOptions(),
        "-cp",
        classPath("demo"),
        "be.borne.demo.dock.DockedKiosk",
        clock.toString());
  }

  /** The folder of forms that a municipality begins with. */
  public Path forms() {
    return home.resolve("town-hall/src/main/config/forms");
  }

  private static String javaProgram() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private String classPath(String module) {
    Path target = home.resolve(module).resolve("target");
    if (!Files.isDirectory(target.resolve("lib"))) {
      throw new DemoFailure(module + " has not been built; ./borne build does it");
    }
    return target.resolve("classes") + ":" + target.resolve("lib") + "/*";
  }

  /**
   * @param module the folder of the program's module: it runs on that module's own class path
   * @param mainClass the program
   */
  public List<String> java(
      String module, String mainClass, List<String> properties, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(javaProgram());
    command.addAll(FLAGS);
    command.addAll(properties);
    command.add("-cp");
    command.add(classPath(module));
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }
}
