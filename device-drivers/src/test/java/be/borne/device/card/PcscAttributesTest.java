package be.borne.device.card;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.OptionalInt;
import javax.smartcardio.Card;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The call that the JDK has not got, to the real PC/SC library. */
@ExtendWith(CardDesk.Provider.class)
class PcscAttributesTest {
  /** TAG_IFD_ATR of pcsc-lite's drivers, which the virtual reader's knows. */
  private static final int ANSWER_TO_RESET = 0x0303;

  @Test
  void readsWhatTheJdkKnowsToo(CardDesk desk) throws Exception {
    desk.watching().insert("marguerite");
    Card card = Pcsc.readers().getFirst().connect("T=0");
    try {
      assertArrayEquals(
          card.getATR().getBytes(), Pcsc.attribute(card, ANSWER_TO_RESET).orElseThrow());
    } finally {
      Pcsc.release(card, false);
    }
  }

  /** The virtual reader has no firmware to tell of. */
  @Test
  void takesNoAnswerForNoFirmware(CardDesk desk) throws Exception {
    EidCard card = desk.watching().insert("joost");
    CardLink link = new PcscPort(card.reader()).connect();
    try {
      assertEquals(OptionalInt.empty(), link.readerFirmware());
    } finally {
      link.release(false);
    }
  }

  @Test
  void readsMajorAndMinorVersion() {
    assertEquals(OptionalInt.of(0x0506), firmware("00000605"));
    assertEquals(OptionalInt.of(0x0130), firmware("07003001"));
    assertEquals(OptionalInt.empty(), firmware("FFFF0000"));
    assertEquals(OptionalInt.empty(), firmware("0605"));
    assertEquals(OptionalInt.empty(), firmware(""));
  }

  private static OptionalInt firmware(String bytes) {
    return PcscAttributes.firmware(HexFormat.of().parseHex(bytes));
  }
}
