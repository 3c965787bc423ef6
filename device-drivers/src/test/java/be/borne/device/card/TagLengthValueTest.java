package be.borne.device.card;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The parser of card files, which believes nothing. */
class TagLengthValueTest {
  @Test
  void parsesFieldsAndPassesOverPadding() {
    Map<Integer, byte[]> fields = parse("01026869" + "0200" + "0301AA" + "00".repeat(40));
    assertEquals(3, fields.size());
    assertArrayEquals(new byte[] {'h', 'i'}, fields.get(1));
    assertArrayEquals(new byte[0], fields.get(2));
  }

  @Test
  void keepsALastFieldThatIsEmpty() {
    assertEquals(2, parse("01016B" + "1400").size());
  }

  @Test
  void keepsZerosThatBelongToTheLastField() {
    assertArrayEquals(new byte[] {7, 0, 0}, parse("0203070000" + "0000").get(2));
  }

  @Test
  void acceptsTagZeroInFront() {
    assertEquals(2, parse("000101" + "01016B").size());
  }

  @Test
  void chainsLengthsFrom255() {
    byte[] file = new byte[3 + 300];
    file[0] = 5;
    file[1] = (byte) 0xFF;
    file[2] = 45;
    Arrays.fill(file, 3, file.length, (byte) 'x');
    assertEquals(300, TagLengthValue.parse(file).get(5).length);
  }

  @Test
  void refusesWhatOverrunsRepeatsOrNeverEnds() {
    for (String broken : new String[] {"0105AB", "01", "01FF", "01FFFFFFFF", "01014101014201"}) {
      assertThrows(IllegalArgumentException.class, () -> parse(broken), broken);
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> TagLengthValue.parse(new byte[TagLengthValue.MAX_FILE_BYTES + 1]));
  }

  @Property(tries = 20_000)
  void answersAnyBytesWithFieldsOrARefusal(@ForAll @Size(max = 400) byte[] file) {
    try {
      int content =
          TagLengthValue.parse(file).values().stream().mapToInt(value -> value.length).sum();
      assertTrue(content <= file.length);
    } catch (IllegalArgumentException e) {
      assertTrue(e.getMessage().length() < 60, e.getMessage());
    }
  }

  /** A well-formed identity with one byte changed is an identity or refused, and nothing else. */
  @Property(tries = 20_000)
  void answersADamagedIdentityWithARefusalThatQuotesNothing(
      @ForAll @IntRange(max = 200) int at, @ForAll byte value) {
    byte[] file = WELL_FORMED.clone();
    file[at % file.length] = value;
    try {
      Identity identity = Identity.parse(file);
      assertEquals("Identity[]", identity.toString());
      identity.birthDate();
      identity.sex();
      identity.documentType();
    } catch (IllegalArgumentException e) {
      assertTrue(!e.getMessage().contains("Personne"), e.getMessage());
    }
    try {
      Address.parse(file);
    } catch (IllegalArgumentException e) {
      assertTrue(!e.getMessage().contains("Personne"), e.getMessage());
    }
  }

  private static final byte[] WELL_FORMED =
      HexFormat.of()
          .parseHex(
              field(1, "000000000000")
                  + field(2, "CHIPCHIPCHIPCHIP")
                  + field(3, "01.03.2024")
                  + field(4, "01.03.2034")
                  + field(5, "Nulle-Part")
                  + field(6, "50134199915")
                  + field(7, "Personne")
                  + field(8, "Aucune")
                  + field(10, "Belge")
                  + field(12, "03 MARS 1950")
                  + field(13, "F")
                  + field(15, "1"));

  private static String field(int tag, String text) {
    byte[] value = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return String.format("%02X%02X", tag, value.length) + HexFormat.of().formatHex(value);
  }

  private static Map<Integer, byte[]> parse(String hex) {
    return TagLengthValue.parse(HexFormat.of().parseHex(hex));
  }
}
