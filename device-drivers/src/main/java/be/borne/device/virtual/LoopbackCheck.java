package be.borne.device.virtual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads from the kernel (proc(5), /proc/net/tcp) on which addresses a port is listened on. */
final class LoopbackCheck {
  private static final String LISTEN = "0A";
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;

  /** {@code ::1}, and any IPv4 loopback address: the last byte of the little-endian word is 127. */
  private static final String LOOPBACK = "00000000000000000000000001000000|[0-9A-F]{6}7F";

  private LoopbackCheck() {}

  /**
   * @throws IOException if anything but a loopback address is listened on, or none at all
   */
  static void requireLoopbackOnly(int port) throws IOException {
    List<String> addresses = new ArrayList<>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      Path file = Path.of(table);
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file)) {
          listener(line, port).ifPresent(addresses::add);
        }
      }
    }
    if (addresses.isEmpty() || !addresses.stream().allMatch(a -> a.matches(LOOPBACK))) {
      throw new IOException("the virtual printer is not on loopback alone: " + addresses);
    }
  }

  private static Optional<String> listener(String line, int port) {
    String[] fields = line.strip().split("\\s+", -1);
    if (fields.length <= STATE || !fields[STATE].equals(LISTEN)) {
      return Optional.empty();
    }
    String[] local = fields[LOCAL_ADDRESS].split(":", -1);
    return local[1].equals(String.format(Locale.ROOT, "%04X", port))
        ? Optional.of(local[0])
        : Optional.empty();
  }
}
