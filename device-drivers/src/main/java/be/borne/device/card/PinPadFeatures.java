package be.borne.device.card;

import java.util.OptionalInt;

/**
 * What of verifying a PIN on its own keys a reader says it can do (PC/SC part 10 v2.02.09, 2.2),
 * each with the code that asks for it: a control code, or where pseudo-APDUs are spoken the
 * feature's own number. Changing a PIN is never looked for.
 *
 * @param verifyDirect one command for the whole of it
 * @param verifyStart and {@code verifyFinish}: one command before the keys are touched, one after
 * @param keyPressed what was pressed in between, for whoever has to follow
 */
record PinPadFeatures(
    OptionalInt verifyDirect,
    OptionalInt verifyStart,
    OptionalInt verifyFinish,
    OptionalInt keyPressed) {
  private static final int VERIFY_PIN_START = 0x01;
  private static final int VERIFY_PIN_FINISH = 0x02;
  private static final int GET_KEY_PRESSED = 0x05;
  private static final int VERIFY_PIN_DIRECT = 0x06;
  private static final int MAX_TAG = VERIFY_PIN_DIRECT;
  private static final int CODE_BYTES = 4;

  /** A tag is one byte and each may come once, so an honest list is no longer than this. */
  private static final int MAX_LIST_BYTES = 256 * (2 + CODE_BYTES);

  static final PinPadFeatures NONE = of(new int[MAX_TAG + 1]);

  /**
   * Reads a list of tag, length and control code, most significant byte first. Unknown tags, values
   * of another length and what is cut off are passed over; of a tag that comes again the first
   * counts.
   *
   * @param list the reader's answer to GET_FEATURE_REQUEST, whatever it is
   */
  static PinPadFeatures ofList(byte[] list) {
    int[] codes = new int[MAX_TAG + 1];
    int end = Math.min(list.length, MAX_LIST_BYTES);
    for (int at = 0; at + 2 <= end; at += 2 + (list[at + 1] & 0xFF)) {
      int tag = list[at] & 0xFF;
      boolean isCode = list[at + 1] == CODE_BYTES && at + 2 + CODE_BYTES <= end;
      if (isCode && tag <= MAX_TAG && codes[tag] == 0) {
        codes[tag] =
            (list[at + 2] & 0xFF) << 24
                | (list[at + 3] & 0xFF) << 16
                | (list[at + 4] & 0xFF) << 8
                | (list[at + 5] & 0xFF);
      }
    }
    return of(codes);
  }

  /**
   * Reads a list of bare tags, as readers with pseudo-APDUs give it (amendment 1).
   *
   * @param tags the reader's answer without its status, whatever it is
   */
  static PinPadFeatures ofTags(byte[] tags) {
    int[] codes = new int[MAX_TAG + 1];
    for (byte tag : tags) {
      if (tag > 0 && tag <= MAX_TAG) {
        codes[tag] = tag;
      }
    }
    return of(codes);
  }

  private static PinPadFeatures of(int[] codes) {
    return new PinPadFeatures(
        present(codes[VERIFY_PIN_DIRECT]),
        present(codes[VERIFY_PIN_START]),
        present(codes[VERIFY_PIN_FINISH]),
        present(codes[GET_KEY_PRESSED]));
  }

  private static OptionalInt present(int code) {
    return code == 0 ? OptionalInt.empty() : OptionalInt.of(code);
  }

  boolean canVerify() {
    return verifyDirect.isPresent() || (verifyStart.isPresent() && verifyFinish.isPresent());
  }
}
