package be.borne.device.printer;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Which printer at the USB port is meant. What is not given is not compared.
 *
 * @param make as the printer's device identifier has it (IEEE 1284: {@code MFG})
 * @param model the same ({@code MDL})
 * @param serial the same ({@code SN}), or as the USB bus has it
 */
record UsbAddress(Optional<String> make, Optional<String> model, Optional<String> serial) {
  private static final int MAX_CHARS = 300;
  private static final String SERIAL = "serial=";

  /**
   * @param address {@code usb:any} or {@code usb://MAKE[/MODEL][?serial=NUMBER]}, percent-encoded
   * @throws IllegalArgumentException if it is neither
   */
  static UsbAddress of(URI address) {
    if (address.toString().length() <= MAX_CHARS && "usb".equals(address.getScheme())) {
      if (address.isOpaque() && address.getSchemeSpecificPart().equals("any")) {
        return new UsbAddress(Optional.empty(), Optional.empty(), Optional.empty());
      }
      String query = address.getQuery();
      if (!address.isOpaque()
          && address.getAuthority() != null
          && (query == null || query.startsWith(SERIAL))) {
        return new UsbAddress(
            Optional.of(address.getAuthority()),
            Optional.of(address.getPath().replaceFirst("^/", "")).filter(text -> !text.isEmpty()),
            Optional.ofNullable(query)
                .map(text -> text.substring(SERIAL.length()))
                .filter(text -> !text.isEmpty()));
      }
    }
    throw new IllegalArgumentException("a USB printer's address is usb:any or usb://MAKE/MODEL");
  }

  /**
   * @param shown what the device says of itself
   * @param noted what ipp-usb noted of it, which begins with the serial number that the USB bus
   *     shows; everything but letters and digits is a hyphen there
   */
  boolean means(DeviceId shown, Optional<String> noted) {
    return same(make, shown.make())
        && same(model, shown.model())
        && (same(serial, shown.serial()) || noted.filter(this::beginsWithSerial).isPresent());
  }

  private boolean beginsWithSerial(String noted) {
    return asNoted(noted).startsWith(asNoted(serial.orElse("")) + "-");
  }

  private static boolean same(Optional<String> wanted, String shown) {
    return wanted.isEmpty() || wanted.get().strip().equalsIgnoreCase(shown.strip());
  }

  private static String asNoted(String text) {
    return text.replaceAll("[^0-9A-Za-z_-]", "-").toLowerCase(Locale.ROOT);
  }

  /**
   * A printer's device identifier, {@code printer-device-id} (PWG 5107.2, IEEE 1284).
   *
   * @param make {@code MFG} or {@code MANUFACTURER}; empty if not given, as the others
   * @param model {@code MDL} or {@code MODEL}
   * @param serial {@code SN}, {@code SERN} or {@code SERIALNUMBER}
   */
  record DeviceId(String make, String model, String serial) {
    static DeviceId of(String text) {
      String make = "";
      String model = "";
      String serial = "";
      for (String pair : text.split(";", 50)) {
        int colon = pair.indexOf(':');
        if (colon > 0) {
          String value = pair.substring(colon + 1).strip();
          switch (pair.substring(0, colon).strip().toUpperCase(Locale.ROOT)) {
            case "MFG", "MANUFACTURER" -> make = value;
            case "MDL", "MODEL" -> model = value;
            case "SN", "SERN", "SERIALNUMBER" -> serial = value;
            default -> {
              // command sets, classes, comments
            }
          }
        }
      }
      return new DeviceId(make, model, serial);
    }
  }
}
