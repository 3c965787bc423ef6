package be.borne.device.printer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The ports of this machine at which ipp-usb may have put a printer. It gives every device a port,
 * the same each time, and notes it in a file named after the device (ipp-usb(8), FILES); the files
 * outlive the devices.
 *
 * @param notes the directory of those files
 * @param first of the ports that are looked at besides
 * @param count how many
 */
record UsbPorts(Path notes, int first, int count) {
  /** As Debian's ipp-usb is configured. */
  static final UsbPorts OF_IPP_USB = new UsbPorts(Path.of("/var/ipp-usb/dev"), 60_000, 16);

  private static final int MAX_NOTES = 64;
  private static final long MAX_NOTE_BYTES = 4096;
  private static final Pattern PORT =
      Pattern.compile("(?m)^\\s*http-port\\s*=\\s*([0-9]{1,5})\\s*$");

  /** {@code VENDOR-PRODUCT-SERIAL-MAKE-MODEL.state}, the first two in hexadecimal. */
  private static final Pattern NAME =
      Pattern.compile("[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-([0-9A-Za-z_-]*)\\.state");

  /**
   * @param device what its note's name says behind the USB numbers; empty if it has no note
   */
  record Candidate(int port, Optional<String> device) {}

  /** Those that ipp-usb noted, then the beginning of its range; never more than can be asked. */
  List<Candidate> candidates() {
    Map<Integer, Candidate> found = new LinkedHashMap<>();
    for (Path note : noteFiles()) {
      read(note).ifPresent(candidate -> found.put(candidate.port(), candidate));
    }
    for (int port = first; port < first + count; port++) {
      found.putIfAbsent(port, new Candidate(port, Optional.empty()));
    }
    return new ArrayList<>(found.values());
  }

  private List<Path> noteFiles() {
    try (Stream<Path> files = Files.list(notes)) {
      return files.limit(MAX_NOTES).sorted().toList();
    } catch (IOException e) {
      // No ipp-usb yet, or none that may be read: its usual ports remain.
      return List.of();
    }
  }

  private static Optional<Candidate> read(Path note) {
    Matcher name = NAME.matcher(note.getFileName().toString());
    try {
      if (!name.matches() || Files.size(note) > MAX_NOTE_BYTES) {
        return Optional.empty();
      }
      Matcher port = PORT.matcher(Files.readString(note));
      return port.find() && isPort(Integer.parseInt(port.group(1)))
          ? Optional.of(new Candidate(Integer.parseInt(port.group(1)), Optional.of(name.group(1))))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean isPort(int number) {
    return number >= 1024 && number <= 65_535;
  }
}
