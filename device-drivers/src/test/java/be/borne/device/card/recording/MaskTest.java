package be.borne.device.card.recording;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a person's data. */
class MaskTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
  private static final List<Integer> FILES =
      List.of(
          CardPath.IDENTITY,
          CardPath.IDENTITY_SIGNATURE,
          CardPath.ADDRESS,
          CardPath.ADDRESS_SIGNATURE,
          CardPath.PHOTO,
          CardPath.BASIC_KEY,
          CardPath.AUTHENTICATION_CERTIFICATE,
          CardPath.SIGNATURE_CERTIFICATE,
          CardPath.CITIZEN_AUTHORITY,
          CardPath.ROOT,
          CardPath.REGISTER_CERTIFICATE,
          0xDF005032,
          0x3F002F00);

  private static byte[] masked(int file, byte[] content) {
    try (ChipNumbers chips = new ChipNumbers()) {
      return new ContentMask(TODAY, chips).masked(file, content);
    }
  }

  @Property(tries = 3_000)
  void everyFileKeepsItsLength(@ForAll @Size(max = 600) byte[] content) {
    for (int file : FILES) {
      assertEquals(content.length, masked(file, content).length);
    }
  }

  @Property(tries = 3_000)
  void everyCommandKeepsItsLengthAndIsMaskedOnce(@ForAll @Size(max = 261) byte[] command) {
    byte[] masked = CommandMask.masked(command);
    assertEquals(command.length, masked.length);
    assertArrayEquals(masked, CommandMask.masked(masked));
    assertEquals(command.length, CommandMask.maskedControl(command).length);
  }

  /** However a PIN is sent. */
  @Property(tries = 1_000)
  void noPinIsKept(@ForAll byte kind, @ForAll byte how, @ForAll @Size(8) byte[] block) {
    for (int instruction : new int[] {0x20, 0x24, 0x2C, 0x2A, 0xDA, 0xD6}) {
      byte[] command = {kind, (byte) instruction, how, 1, 8, 0, 0, 0, 0, 0, 0, 0, 0};
      System.arraycopy(block, 0, command, 5, 8);
      byte[] masked = CommandMask.masked(command);
      for (int at = 5; at < masked.length; at++) {
        assertEquals(0, masked[at]);
      }
    }
  }

  @Property(tries = 1_000)
  void everyAnswerKeepsItsLength(@ForAll @Size(max = 258) byte[] answer) {
    assertEquals(answer.length, AnswerMask.withoutData(answer).length);
    assertEquals(answer.length, AnswerMask.control(answer).length);
    try (ChipNumbers chips = new ChipNumbers()) {
      assertEquals(answer.length, AnswerMask.cardData(answer, chips).length);
    }
  }

  /** Fields of any text: nothing of it is left but its shape. */
  @Property(tries = 1_000)
  void fieldsKeepTheirShapeAlone(@ForAll @Size(max = 80) String text) {
    byte[] value = text.getBytes(StandardCharsets.UTF_8);
    if (value.length >= 255) {
      return;
    }
    byte[] masked = masked(CardPath.ADDRESS, field(1, value));
    String shape = new String(masked, 2, masked.length - 2, StandardCharsets.UTF_8);
    assertEquals(value.length, masked[1] & 0xFF);
    assertFalse(
        shape
            .codePoints()
            .anyMatch(
                c ->
                    Character.isLetterOrDigit(c)
                        && "Xx9\u00D8\u00F8\u1E3E\u1E3F\uD835\uDD4F".indexOf(c) < 0));
  }

  private static byte[] field(int tag, byte[] value) {
    ByteArrayOutputStream field = new ByteArrayOutputStream();
    field.write(tag);
    field.write(value.length);
    field.writeBytes(value);
    return field.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({
    "13.AUG. 1996, 01.AUG. 1970",
    "1 JAN 1971, 1 JAN 1970",
    "03 MARS 1950, 01 MARS 1970",
    "17 MAART 1986, 01 MAART 1970",
    "12 M\u00C4R 1950, 01 M\u00C4R 1970",
    "00 DEZ 1950, 00 DEZ 1970",
    "1950, 1970",
    "12.03.1950, 01.01.1970",
    "12 Martine 1950, 01 Xxxxxxx 1970",
    "123 AUG 12345, 999 AUG 99999",
  })
  void datesOfBirthKeepTheirSpelling(String printed, String masked) {
    assertEquals(masked, identityField(12, printed));
  }

  @ParameterizedTest
  @CsvSource({
    "01.03.2024, 01.01.2025",
    "01.03.2034, 01.01.2027",
    "31.05.2026, 31.05.2026",
    "01.06.2026, 01.06.2026",
    "04.06.2026, 01.01.2027",
    "31.02.2024, 99.99.9999",
    "1.2.34, 9.9.99",
  })
  void validityStaysOnItsSideOfToday(String printed, String masked) {
    assertEquals(masked, identityField(4, printed));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 599-0000001-01, 999-9999999-99",
    "6, 50134199915, 99999999999",
    "7, Zo\u00EB-\u00C9lise O'Hara d'\u20ACx, Xx\u00F8-\u00D8xxxx X'Xxxx x'\u1E3Fx",
    "13, W, M",
    "13, K, X",
    "15, 31, 31",
    "15, Kim, Xxx",
    "16, 4, 0",
    "31, 01.02.2004, 99.99.9999",
  })
  void fieldsBecomeInvented(int tag, String value, String masked) {
    assertEquals(masked, identityField(tag, value));
  }

  private static String identityField(int tag, String value) {
    byte[] masked = masked(CardPath.IDENTITY, field(tag, value.getBytes(StandardCharsets.UTF_8)));
    assertEquals(tag, masked[0]);
    return new String(masked, 2, masked.length - 2, StandardCharsets.UTF_8);
  }

  /** Text where fields should be: no letter of it passes for a tag or a length. */
  @Test
  void aFileThatIsNoListOfFieldsTellsNothing() {
    byte[] text = "Marguerite Exemplaire-Fictive, 50134199915".getBytes(StandardCharsets.UTF_8);
    for (int file : FILES) {
      assertArrayEquals(new byte[text.length], masked(file, text));
    }
  }

  @Test
  void brokenUtf8StaysBroken() {
    byte[] masked =
        masked(CardPath.ADDRESS, field(1, new byte[] {'A', (byte) 0xC3, 'b', (byte) 0xE2}));
    assertEquals("0104" + "58FF78FF", HexFormat.of().withUpperCase().formatHex(masked));
  }

  @Test
  void theEndOfACutAnswerPassesForNoStatus() {
    assertFalse(AnswerMask.endsInStatus("Marcel".getBytes(StandardCharsets.UTF_8)));
    assertFalse(AnswerMask.endsInStatus("Rosalina".getBytes(StandardCharsets.UTF_8)));
    assertFalse(AnswerMask.endsInStatus("ob".getBytes(StandardCharsets.UTF_8)));
    assertTrue(AnswerMask.endsInStatus(new byte[] {0x6A, (byte) 0x82}));
    assertTrue(AnswerMask.endsInStatus(new byte[] {0x6C, 0x41}));
    assertTrue(AnswerMask.endsInStatus(new byte[] {'x', (byte) 0x90, 0x00}));
  }
}
