package be.borne.device.virtual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * A virtual printer as a process of its own.
 *
 * <pre>
 * java … be.borne.device.virtual.VirtualPrinterMain --directory DIR [--port N] [--control SOCKET]
 * </pre>
 *
 * <p>Says on standard output, once it is ready, {@code Virtual printer ready: ADDRESS, control
 * SOCKET, paper DIR/printed}. Ends on {@code quit} ({@link VirtualPrinterControl}) or a signal.
 * Exits with 2 if its options are wrong, with 1 if it cannot start.
 */
public final class VirtualPrinterMain {
  private static final String USAGE =
      "usage: VirtualPrinterMain --directory DIR [--port N] [--control SOCKET]";

  private VirtualPrinterMain() {}

  private record Options(Path directory, int port, Path control) {
    static Options parse(List<String> arguments) {
      Path directory = null;
      int port = 0;
      Path control = null;
      for (Iterator<String> words = arguments.iterator(); words.hasNext(); ) {
        String option = words.next();
        if (!words.hasNext()) {
          throw new IllegalArgumentException(option + " lacks its value");
        }
        String value = words.next();
        switch (option) {
          case "--directory" -> directory = Path.of(value);
          case "--port" -> port = port(value);
          case "--control" -> control = Path.of(value);
          default -> throw new IllegalArgumentException("unknown option " + option);
        }
      }
      if (directory == null) {
        throw new IllegalArgumentException("--directory is missing");
      }
      return new Options(
          directory, port, control == null ? directory.resolve("control.sock") : control);
    }

    private static int port(String value) {
      if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65_535) {
        throw new IllegalArgumentException("--port is 0 to 65535");
      }
      return Integer.parseInt(value);
    }
  }

  public static void main(String[] arguments) throws InterruptedException {
    Options options;
    try {
      options = Options.parse(List.of(arguments));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(USAGE);
      System.exit(2);
      return;
    }
    try {
      serve(options);
    } catch (IOException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
    System.exit(0);
  }

  private static void serve(Options options) throws IOException, InterruptedException {
    Files.createDirectories(options.directory());
    VirtualPrinter printer = VirtualPrinter.start(options.directory(), options.port());
    Runtime.getRuntime().addShutdownHook(new Thread(printer::close, "virtual-printer-end"));
    Path control = options.control().toAbsolutePath();
    try (ControlSocket socket =
        ControlSocket.open(control, new VirtualPrinterCommands(printer)::answer)) {
      System.out.println(
          "Virtual printer ready: "
              + printer.address()
              + ", control "
              + control
              + ", paper "
              + printer.printedDirectory());
      System.out.flush();
      socket.awaitQuit();
    }
  }
}
