package be.borne.device.card;

import java.util.HexFormat;
import java.util.Set;

/**
 * Which generation of eID speaks, by the first thing it says (ISO 7816-3, 8.2). Applets 1.1 and 1.7
 * say the same.
 */
final class AnswerToReset {
  private static final String APPLET_1_8 = "3B7F96000080318065B085040120120FFF829000";

  private static final Set<String> OF_EID =
      Set.of(
          "3B9894400AA503010101AD1310",
          "3B989440FFA503010101AD1310",
          "3B9813400AA503010101AD1311",
          APPLET_1_8);

  private AnswerToReset() {}

  /** Whether only an eID says this; one that says something else may still be an eID. */
  static boolean isEid(byte[] answer) {
    return OF_EID.contains(hex(answer));
  }

  static boolean isApplet18(byte[] answer) {
    return hex(answer).equals(APPLET_1_8);
  }

  private static String hex(byte[] answer) {
    return HexFormat.of().withUpperCase().formatHex(answer);
  }
}
