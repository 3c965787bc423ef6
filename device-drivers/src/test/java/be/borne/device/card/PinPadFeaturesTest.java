package be.borne.device.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.virtual.VirtualCard;
import java.time.Duration;
import java.util.HexFormat;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What a reader says of itself is believed only as far as it makes sense. */
class PinPadFeaturesTest {
  /** The federal middleware's example. */
  @Test
  void readsControlCodesMostSignificantByteFirst() {
    PinPadFeatures features = list("060400312030" + "070400312034");
    assertEquals(OptionalInt.of(0x00312030), features.verifyDirect());
    assertTrue(features.canVerify());
  }

  @Test
  void needsBothHalvesOfSteps() {
    assertFalse(list("010442330001").canVerify());
    assertFalse(list("020442330002" + "050442330005").canVerify());
    assertTrue(list("020442330002" + "010442330001").canVerify());
    assertFalse(PinPadFeatures.ofTags(new byte[] {1, 5, 7}).canVerify());
    assertTrue(PinPadFeatures.ofTags(new byte[] {2, 1}).canVerify());
  }

  @Test
  void passesOverWhatItDoesNotKnow() {
    PinPadFeatures features =
        list("8000" + "0602ABCD" + "FF04DEADBEEF" + "0605" + "0102030405" + "060442330006");
    assertEquals(OptionalInt.of(0x42330006), features.verifyDirect());
    assertEquals(OptionalInt.empty(), features.keyPressed());
  }

  @Test
  void stopsWhereTheListIsCutOff() {
    String whole = "120442330012" + "060442330006";
    for (int length = 0; length < whole.length(); length += 2) {
      assertFalse(list(whole.substring(0, length)).canVerify(), whole.substring(0, length));
    }
    assertTrue(list(whole).canVerify());
  }

  @Test
  void believesTheFirstOfTwoCodesAndNoCodeOfZero() {
    assertEquals(
        OptionalInt.of(0x42330006),
        list("060400000000" + "060442330006" + "060442330099").verifyDirect());
  }

  @Property
  void survivesAnyList(@ForAll @Size(max = 2_000) byte[] garbage) {
    PinPadFeatures features = PinPadFeatures.ofList(garbage);
    assertEquals(
        features.canVerify(),
        features.verifyDirect().isPresent()
            || (features.verifyStart().isPresent() && features.verifyFinish().isPresent()));
    PinPadFeatures.ofTags(garbage);
  }

  /** Whatever stands before an entry, so long as it is well-formed, hides nothing. */
  @Property
  void findsAnEntryBehindWellFormedOnes(@ForAll @Size(max = 60) byte[] tags) {
    StringBuilder list = new StringBuilder();
    for (byte tag : tags) {
      if (tag != 6) {
        list.append(String.format("%02X04%08X", tag & 0xFF, tag * 77));
      }
    }
    assertEquals(OptionalInt.of(0x42330006), list(list + "060442330006").verifyDirect());
  }

  /** From outside: a terminal gets an answer, and nobody is asked for a PIN. */
  @Property(tries = 200)
  void aReaderThatTalksGarbageIsAReader(@ForAll @Size(min = 1, max = 300) byte[] garbage) {
    PinPadPort reader =
        new PinPadPort(
                "Invented",
                new MuteCard(),
                PinPadPort.Way.DIRECT_ONLY,
                (port, block) -> {
                  throw new AssertionError("a PIN was asked for");
                })
            .withFeatureList(garbage);
    ReaderAbilities abilities =
        EidCard.at(reader, new CardReaderSettings("", Duration.ofSeconds(5))).readerAbilities();
    assertFalse(abilities instanceof ReaderAbilities.Failed, abilities.toString());
    assertTrue(reader.transmitted().isEmpty());
  }

  private record MuteCard() implements VirtualCard {
    @Override
    public byte[] answerToReset() {
      return new byte[] {0x3B, 0x00};
    }

    @Override
    public void reset() {}

    @Override
    public byte[] answer(byte[] command) {
      throw new AssertionError("the card was troubled");
    }
  }

  private static PinPadFeatures list(String hex) {
    return PinPadFeatures.ofList(HexFormat.of().parseHex(hex));
  }
}
