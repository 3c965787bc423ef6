package be.borne.device.virtual;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.virtual.VirtualReaderClient.Fault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault is the one it says, and no other. */
class CardFaultTest {
  private static final VirtualPerson JOOST = VirtualPerson.named("joost");

  @TempDir private static Path directory;
  private static VirtualPki pki;

  @BeforeAll
  static void found() throws Exception {
    pki = VirtualPki.in(directory);
  }

  private static CardBench card(CardGeneration generation, Fault fault) throws Exception {
    return new CardBench(VirtualEid.of(JOOST, pki, generation, fault));
  }

  private static CardBench card(Fault fault) throws Exception {
    return card(CardGeneration.APPLET_1_8, fault);
  }

  @ParameterizedTest
  @CsvSource({"FORGED, DF014031", "FORGED_ADDRESS, DF014033", "FORGED_PHOTO, DF014035"})
  void forgesOneFileByOneBit(Fault fault, String forged) throws Exception {
    for (CardGeneration generation : CardGeneration.values()) {
      CardBench good = card(generation, Fault.NONE);
      CardBench bad = card(generation, fault);
      byte[] before = good.file(forged);
      byte[] after = bad.file(forged);
      assertEquals(before.length, after.length);
      int bits = 0;
      for (int at = 0; at < before.length; at++) {
        bits += Integer.bitCount((before[at] ^ after[at]) & 0xFF);
      }
      assertEquals(1, bits, generation + " " + forged);
      if (!forged.equals("DF014035")) {
        assertArrayEquals(good.file("DF014035"), bad.file("DF014035"));
      }
      assertArrayEquals(good.file("DF00503C"), bad.file("DF00503C"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void forgesTheRegistersSignature(CardGeneration generation) throws Exception {
    CardBench bad = card(generation, Fault.FORGED_SIGNATURE);
    assertArrayEquals(card(generation, Fault.NONE).file("DF014031"), bad.file("DF014031"));
    assertFalse(genuine(bad));
  }

  @ParameterizedTest
  @CsvSource({"EXPIRED, 01.03.2012, 01.03.2022", "NOT_YET_VALID, 01.03.2045, 01.03.2049"})
  void isGenuineAtAnotherTime(Fault fault, String from, String until) throws Exception {
    CardBench bench = card(fault);
    assertEquals(from, text(bench.identity().get(IdentityTag.VALID_FROM)));
    assertEquals(until, text(bench.identity().get(IdentityTag.VALID_UNTIL)));
    assertGenuine(bench);
    bench.certificate("DF005038").checkValidity(dayIn(until));
    assertThrows(
        java.security.cert.CertificateException.class,
        () -> bench.certificate("DF005038").checkValidity(dayIn("01.06.2026")));
  }

  private static Date dayIn(String cardDate) {
    return Date.from(
        LocalDate.parse(cardDate, DateTimeFormatter.ofPattern("dd.MM.yyyy"))
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant());
  }

  @Test
  void chainsToARootThatNobodyPinned() throws Exception {
    for (CardGeneration generation : CardGeneration.values()) {
      CardBench bench = card(generation, Fault.OTHER_ROOT);
      X509Certificate root = bench.certificate("DF00503B");
      assertFalse(pki.roots().contains(root));
      for (String below : List.of("DF00503A", "DF00503C")) {
        bench.certificate(below).verify(root.getPublicKey());
      }
      bench.certificate("DF005038").verify(bench.certificate("DF00503A").getPublicKey());
      assertEquals(
          card(generation, Fault.NONE).certificate("DF00503A").getSubjectX500Principal(),
          bench.certificate("DF00503A").getSubjectX500Principal());
      assertGenuine(bench);
    }
  }

  @Test
  void hasARegisterThatEndedBefore() throws Exception {
    CardBench bench = card(Fault.REGISTER_EXPIRED);
    X509Certificate register = bench.certificate("DF00503C");
    register.verify(pki.root().getPublicKey());
    assertTrue(register.getNotAfter().toInstant().isBefore(dayIn("01.03.2024").toInstant()));
    assertGenuine(bench);
  }

  @ParameterizedTest
  @CsvSource({"APPLET_1_1, 1300", "APPLET_1_7, 1300", "APPLET_1_8, 2500"})
  void leavesOutTheCitizensCertificates(CardGeneration generation, int zeros) throws Exception {
    CardBench bench = card(generation, Fault.NO_CERTIFICATES);
    for (String path : List.of("DF005038", "DF005039", "DF00503A")) {
      assertArrayEquals(new byte[zeros], bench.file(path), path);
    }
    assertGenuine(bench);
    String choose = "002241B605048001" + "8482";
    bench.assertStatus("6985", choose, CardBench.RIGHT_PIN, "002A9E9A14" + "5A".repeat(20));
  }

  @Test
  void clonesEverythingButTheKey() throws Exception {
    CardBench clone = card(Fault.CLONED);
    CardBench good = card(Fault.NONE);
    assertArrayEquals(
        good.identity().get(IdentityTag.BASIC_KEY_HASH),
        clone.identity().get(IdentityTag.BASIC_KEY_HASH));
    assertTrue(provesItself(good));
    assertFalse(provesItself(clone));
    assertGenuine(clone);
    assertThrows(
        IllegalArgumentException.class, () -> card(CardGeneration.APPLET_1_7, Fault.CLONED));
  }

  /** As a reader checks it: the key is the one signed for, and the chip has it. */
  private static boolean provesItself(CardBench bench) throws Exception {
    byte[] keyFile = bench.file("DF014040");
    byte[] signedHash = bench.identity().get(IdentityTag.BASIC_KEY_HASH);
    if (!Arrays.equals(MessageDigest.getInstance("SHA-384").digest(keyFile), signedHash)) {
      return false;
    }
    PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(keyFile));
    Signature verifier = Signature.getInstance("NONEwithECDSAinP1363Format");
    verifier.initVerify(key);
    verifier.update(HexFormat.of().parseHex("C3".repeat(48)));
    return verifier.verify(bench.data("00880281329430" + "C3".repeat(48)));
  }

  @ParameterizedTest
  @EnumSource
  void tellsAnotherChipThanWasSigned(CardGeneration generation) throws Exception {
    CardBench bench = card(generation, Fault.WRONG_CHIP);
    byte[] told = Arrays.copyOf(bench.data("80E400001C"), 16);
    assertFalse(Arrays.equals(bench.identity().get(IdentityTag.CHIP_NUMBER), told));
    assertGenuine(bench);
  }

  @Test
  void signsWithSha1AsBelowTheThirdRoot() throws Exception {
    CardBench bench = card(CardGeneration.APPLET_1_7, Fault.SHA1);
    assertEquals("SHA1withRSA", bench.certificate("DF00503C").getSigAlgName());
    assertEquals("SHA1withRSA", bench.certificate("DF005038").getSigAlgName());
    assertGenuine(bench);
    assertThrows(IllegalArgumentException.class, () -> card(Fault.SHA1));
    assertThrows(IllegalArgumentException.class, () -> card(CardGeneration.APPLET_1_1, Fault.SHA1));
  }

  @Test
  void cutsTheIdentityShort() throws Exception {
    CardBench bench = card(Fault.TRUNCATED_IDENTITY);
    assertEquals(card(Fault.NONE).file("DF014031").length - 7, bench.file("DF014031").length);
    assertGenuine(bench);
  }

  @Test
  void hasFieldsThatNobodyKnows() throws Exception {
    CardBench bench = card(Fault.UNKNOWN_TAGS);
    Map<Integer, byte[]> identity = bench.identity();
    assertEquals(0, identity.get(0xFE).length);
    assertTrue(identity.get(0x70).length > 0);
    assertEquals("Voorbeeld-Verzonnen", text(identity.get(IdentityTag.SURNAME)));
    assertGenuine(bench);
  }

  @Test
  void hasEmptyFields() throws Exception {
    CardBench bench = card(Fault.EMPTY_FIELDS);
    assertEquals(0, bench.identity().get(IdentityTag.BIRTH_PLACE).length);
    assertEquals(0, bench.identity().get(IdentityTag.NATIONALITY).length);
    assertGenuine(bench);
  }

  @Test
  void chainsLongLengths() throws Exception {
    CardBench bench = card(Fault.LONG_FIELD);
    assertEquals(300, bench.identity().get(IdentityTag.BIRTH_PLACE).length);
    assertTrue(
        HexFormat.of().formatHex(bench.file("DF014031")).contains("0bff2d" + "78".repeat(300)));
    assertGenuine(bench);
  }

  @Test
  void isBlocked() throws Exception {
    card(Fault.BLOCKED).assertStatus("6983", CardBench.RIGHT_PIN);
  }

  @Test
  void answersWithOneByte() throws Exception {
    VirtualCard card = new ShortAnswers(card(Fault.NONE).card());
    assertArrayEquals(
        new byte[] {(byte) 0x90}, card.answer(HexFormat.of().parseHex("00A4080C063F00DF014031")));
  }

  @ParameterizedTest
  @EnumSource
  void isCalledByAWordAndASentence(Fault fault) {
    assertEquals(fault, Fault.called(fault.word()).orElseThrow());
    assertTrue(fault.word().matches("[a-z0-9-]+"), fault.word());
    assertTrue(fault.sentence().length() > 10);
    assertNotEquals(fault.word(), fault.name());
  }

  private static void assertGenuine(CardBench bench) throws Exception {
    assertTrue(genuine(bench));
  }

  /** Whether the register's signature holds, whatever else may be wrong. */
  private static boolean genuine(CardBench bench) throws Exception {
    X509Certificate register = bench.certificate("DF00503C");
    byte[] signatureFile = bench.file("DF014032");
    Signature verifier = Signature.getInstance(register.getSigAlgName());
    verifier.initVerify(register.getPublicKey());
    verifier.update(bench.file("DF014031"));
    int length =
        register.getPublicKey() instanceof ECPublicKey
            ? 2 + signatureFile[1]
            : signatureFile.length;
    return verifier.verify(signatureFile, 0, length);
  }

  private static String text(byte[] field) {
    return new String(field, StandardCharsets.UTF_8);
  }
}
