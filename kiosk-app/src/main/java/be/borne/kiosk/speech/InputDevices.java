package be.borne.kiosk.speech;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the kernel's list of input devices: {@code /proc/bus/input/devices}. */
final class InputDevices {
  static final Path LIST = Path.of("/proc/bus/input/devices");
  private static final Path DEVICES = Path.of("/dev/input");
  private static final int SW_HEADPHONE_INSERT = 2;
  private static final Pattern SWITCHES = Pattern.compile("(?m)^B: SW=([0-9a-f ]{1,64})$");
  private static final Pattern HANDLER =
      Pattern.compile("(?m)^H: Handlers=.*\\b(event\\d{1,4})\\b");

  /** Words of a bitmap on 64-bit Linux; the last one holds the lowest bits. */
  private static final int WORD_BITS = 64;

  private InputDevices() {}

  /**
   * The first device that has a headphone jack's switch.
   *
   * @param list the text of {@link #LIST}
   */
  static Optional<Path> headphoneJack(String list) {
    for (String device : list.split("\n\n", -1)) {
      Matcher switches = SWITCHES.matcher(device);
      Matcher handler = HANDLER.matcher(device);
      if (switches.find()
          && bitmap(switches.group(1)).testBit(SW_HEADPHONE_INSERT)
          && handler.find()) {
        return Optional.of(DEVICES.resolve(handler.group(1)));
      }
    }
    return Optional.empty();
  }

  private static BigInteger bitmap(String words) {
    BigInteger all = BigInteger.ZERO;
    for (String word : words.strip().split(" +", -1)) {
      BigInteger bits = word.isEmpty() ? BigInteger.ZERO : new BigInteger(word, 16);
      all = all.shiftLeft(WORD_BITS).or(bits);
    }
    return all;
  }
}
