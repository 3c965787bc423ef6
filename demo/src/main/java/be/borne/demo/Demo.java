package be.borne.demo;

import be.borne.demo.dock.DesktopDemo;
import be.borne.demo.house.Folders;
import be.borne.demo.house.Installation;
import be.borne.demo.process.DemoFailure;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./borne demo}: the whole house on one machine, to try by hand or to watch an invented
 * citizen walk through.
 */
@Command(
    name = "demo",
    description = "A terminal and its town hall on this machine, with invented citizens.",
    mixinStandardHelpOptions = true)
public final class Demo implements Callable<Integer> {
  @Option(
      names = "--headless",
      description = "No desktop: walk through once, and leave the evidence.")
  private boolean headless;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "Where to leave pictures, paper and logs; emptied first. Default: target/demo.")
  private Path directory;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Demo()).execute(arguments));
  }

  /** 0 when every step succeeded, 1 with a plain sentence when one failed. */
  @Override
  public Integer call() {
    try {
      Installation installation = Installation.ofThisProgram();
      Path output = directory == null ? installation.home().resolve("target/demo") : directory;
      Folders folders = Folders.prepare(output);
      if (headless) {
        new HeadlessDemo(installation, folders, System.out::println).run();
      } else {
        new DesktopDemo(installation, folders, System.out::println).run();
      }
      return 0;
    } catch (DemoFailure e) {
      System.err.println("The demonstration failed: " + e.getMessage() + ".");
      return 1;
    }
  }
}
