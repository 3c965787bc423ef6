package be.borne.device.virtual;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.card.PinnedRoots;
import be.borne.device.virtual.VirtualReaderClient.Fault;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What differs from one generation of eID to the next, against the manuals. */
class CardGenerationTest {
  private static final List<String> CERTIFICATES =
      List.of("DF005038", "DF005039", "DF00503A", "DF00503B", "DF00503C");
  private static final byte[] MESSAGE = "a message".getBytes(StandardCharsets.UTF_8);

  @TempDir private static Path directory;
  private static VirtualPki pki;

  @BeforeAll
  static void found() throws Exception {
    pki = VirtualPki.in(directory);
  }

  private static CardBench card(CardGeneration generation) throws Exception {
    return new CardBench(VirtualEid.of(VirtualPerson.named("joost"), pki, generation, Fault.NONE));
  }

  @ParameterizedTest
  @CsvSource({
    "APPLET_1_1, 3B9813400AA503010101AD1311, 11",
    "APPLET_1_7, 3B9813400AA503010101AD1311, 17",
    "APPLET_1_7_REKEYED, 3B9813400AA503010101AD1311, 17",
    "APPLET_1_8, 3B7F96000080318065B085040120120FFF829000, 18"
  })
  void tellsWhatItIs(CardGeneration generation, String answerToReset, String version)
      throws Exception {
    CardBench bench = card(generation);
    assertEquals(
        answerToReset, HexFormat.of().withUpperCase().formatHex(bench.card().answerToReset()));
    bench.assertStatus("6C1C", "80E4000000");
    byte[] data = bench.data("80E400001C");
    assertEquals(version, HexFormat.of().toHexDigits(data[21]));
    assertArrayEquals(bench.identity().get(IdentityTag.CHIP_NUMBER), Arrays.copyOf(data, 16));
    bench.assertStatus(version.equals("18") ? "9000" : "6A86", "80E400011F");
  }

  @ParameterizedTest
  @CsvSource({
    "APPLET_1_1, 1024, 1024, SHA1withRSA, 128, 20, 140",
    "APPLET_1_7, 2048, 2048, SHA256withRSA, 256, 32, 140",
    "APPLET_1_7_REKEYED, 2048, 384, SHA384withECDSA, 256, 32, 140",
    "APPLET_1_8, 384, 384, SHA384withECDSA, 112, 48, 150"
  })
  void isSignedAsInItsTime(
      CardGeneration generation,
      int cardKeyBits,
      int registerKeyBits,
      String algorithm,
      int signatureBytes,
      int photoHashBytes,
      int photoWidth)
      throws Exception {
    CardBench bench = card(generation);
    X509Certificate register = bench.certificate("DF00503C");
    assertEquals(registerKeyBits, bits(register.getPublicKey()));
    assertEquals(cardKeyBits, bits(bench.certificate("DF005038").getPublicKey()));
    for (String path : List.of("DF005038", "DF005039", "DF00503C")) {
      assertEquals(algorithm, bench.certificate(path).getSigAlgName(), path);
    }
    byte[] identity = bench.file("DF014031");
    byte[] identitySignature = bench.file("DF014032");
    byte[] address = bench.file("DF014033");
    byte[] addressSignature = bench.file("DF014034");
    assertEquals(signatureBytes, identitySignature.length);
    assertEquals(signatureBytes, addressSignature.length);
    assertEquals(121, address.length);
    assertTrue(verifies(algorithm, register.getPublicKey(), identitySignature, identity));
    assertTrue(
        verifies(
            algorithm,
            register.getPublicKey(),
            addressSignature,
            withoutZeros(address),
            identitySignature));
    byte[] photo = bench.file("DF014035");
    assertEquals(photoHashBytes, bench.identity().get(IdentityTag.PHOTO_HASH).length);
    assertTrue(photo.length > 2_500 && photo.length < 4_000, "photo of " + photo.length);
    assertEquals(photoWidth, ImageIO.read(new ByteArrayInputStream(photo)).getWidth());
  }

  @ParameterizedTest
  @EnumSource
  void chainsToTheRootsOfTheFile(CardGeneration generation) throws Exception {
    CardBench bench = card(generation);
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    Set<TrustAnchor> anchors = new HashSet<>();
    for (X509Certificate root : pki.roots()) {
      anchors.add(new TrustAnchor(root, null));
    }
    PKIXParameters parameters = new PKIXParameters(anchors);
    parameters.setRevocationEnabled(false);
    CertPathValidator validator = CertPathValidator.getInstance("PKIX");
    X509Certificate citizen = bench.certificate("DF00503A");
    validator.validate(
        factory.generateCertPath(List.of(bench.certificate("DF00503C"))), parameters);
    validator.validate(
        factory.generateCertPath(List.of(bench.certificate("DF005038"), citizen)), parameters);
    validator.validate(
        factory.generateCertPath(List.of(bench.certificate("DF005039"), citizen)), parameters);
    assertTrue(pki.roots().contains(bench.certificate("DF00503B")));
    assertEquals(pki.roots(), PinnedRoots.in(List.of(directory.resolve(VirtualPki.ROOT_FILE))));
  }

  @ParameterizedTest
  @CsvSource({
    "APPLET_1_1, 50 50 50 0 0",
    "APPLET_1_7, 50 50 50 0 0",
    "APPLET_1_7_REKEYED, 50 50 50 0 0",
    "APPLET_1_8, 1100 1100 1100 1100 1100"
  })
  void padsItsCertificates(CardGeneration generation, String zeros) throws Exception {
    CardBench bench = card(generation);
    List<String> found =
        CERTIFICATES.stream().map(bench::file).map(CardGenerationTest::zerosBehindDer).toList();
    assertEquals(List.of(zeros.split(" ")), found);
    byte[] register = bench.file("DF00503C");
    assertTrue(
        generation != CardGeneration.APPLET_1_7_REKEYED || register.length <= 768,
        "register's certificate of " + register.length);
  }

  private static String zerosBehindDer(byte[] file) {
    return String.valueOf(file.length - 4 - CardAnswer.number(file, 2));
  }

  @ParameterizedTest
  @CsvSource({
    "APPLET_1_1, 01, NONE, 128",
    "APPLET_1_1, 02, SHA1withRSA, 128",
    "APPLET_1_7, 01, NONE, 256",
    "APPLET_1_7, 02, SHA1withRSA, 256",
    "APPLET_1_7, 08, SHA256withRSA, 256",
    "APPLET_1_7, 10, SHA1withRSA/PSS, 256",
    "APPLET_1_7, 20, SHA256withRSA/PSS, 256",
    "APPLET_1_7_REKEYED, 08, SHA256withRSA, 256",
    "APPLET_1_8, 01, SHA256withECDSAinP1363Format, 96",
    "APPLET_1_8, 02, SHA384withECDSAinP1363Format, 96",
    "APPLET_1_8, 04, SHA512withECDSAinP1363Format, 96",
    "APPLET_1_8, 40, SHA512withECDSAinP1363Format, 96"
  })
  void signsWithEachOfItsAlgorithms(
      CardGeneration generation, String reference, String algorithm, int bytes) throws Exception {
    CardBench bench = card(generation);
    byte[] hash = hash(algorithm);
    String sign = "002A9E9A" + HexFormat.of().toHexDigits((byte) hash.length) + hex(hash);
    String choose = "002241B6050480" + reference + "8482";
    // 256 bytes are announced as 00.
    String waiting = "61" + HexFormat.of().withUpperCase().toHexDigits((byte) bytes);
    bench.assertStatus(waiting, choose, CardBench.RIGHT_PIN, sign);
    byte[] signature = bench.data(sign);
    assertEquals(bytes, signature.length);
    PublicKey key = bench.certificate("DF005038").getPublicKey();
    assertTrue(verifiesMessage(algorithm, key, signature), algorithm);
  }

  private static byte[] hash(String algorithm) throws Exception {
    if (algorithm.equals("NONE")) {
      // A DigestInfo of SHA-256, which the card takes as it comes.
      return HexFormat.of()
          .parseHex(
              "3031300D060960864801650304020105000420"
                  + hex(MessageDigest.getInstance("SHA-256").digest(MESSAGE)));
    }
    String name = algorithm.substring(0, algorithm.indexOf("with")).replace("SHA", "SHA-");
    return MessageDigest.getInstance(name).digest(MESSAGE);
  }

  private static boolean verifiesMessage(String algorithm, PublicKey key, byte[] signature)
      throws Exception {
    Signature verifier;
    if (algorithm.endsWith("/PSS")) {
      boolean sha1 = algorithm.startsWith("SHA1");
      verifier = Signature.getInstance("RSASSA-PSS");
      verifier.setParameter(
          new PSSParameterSpec(
              sha1 ? "SHA-1" : "SHA-256",
              "MGF1",
              sha1 ? MGF1ParameterSpec.SHA1 : MGF1ParameterSpec.SHA256,
              sha1 ? 20 : 32,
              PSSParameterSpec.TRAILER_FIELD_BC));
    } else {
      verifier = Signature.getInstance(algorithm.equals("NONE") ? "SHA256withRSA" : algorithm);
    }
    verifier.initVerify(key);
    verifier.update(MESSAGE);
    return verifier.verify(signature);
  }

  @ParameterizedTest
  @CsvSource({"APPLET_1_1, 08", "APPLET_1_1, 10", "APPLET_1_7, 40", "APPLET_1_8, 80"})
  void refusesAlgorithmsOfOthers(CardGeneration generation, String reference) throws Exception {
    card(generation).assertStatus("6A80", "002241B6050480" + reference + "8482");
  }

  @Test
  void hasAKeyOfItsOwnOnApplet18Alone() throws Exception {
    String challenge = "00880281329430" + "C3".repeat(48);
    for (CardGeneration generation : CardGeneration.values()) {
      CardBench bench = card(generation);
      boolean proves = generation == CardGeneration.APPLET_1_8;
      bench.assertStatus(proves ? "6160" : "6D00", challenge);
      bench.assertStatus(proves ? "9000" : "6A82", "00A4080C063F00DF014040");
      assertEquals(proves, bench.identity().containsKey(IdentityTag.BASIC_KEY_HASH));
    }
  }

  @Test
  void chargesForThePinsStatusOnApplet11Alone() throws Exception {
    CardBench old = card(CardGeneration.APPLET_1_1);
    old.assertStatus("63C2", "0020000100");
    old.assertStatus("63C1", "0020000100");
    old.assertStatus("9000", CardBench.RIGHT_PIN);
    CardBench newer = card(CardGeneration.APPLET_1_7);
    newer.assertStatus("63C3", "0020000100", "0020000100");
  }

  @Test
  void areDifferentCardsOfOnePerson() throws Exception {
    Set<String> chips = new HashSet<>();
    for (CardGeneration generation : CardGeneration.values()) {
      chips.add(hex(card(generation).data("80E400001C")).substring(0, 32));
    }
    assertEquals(CardGeneration.values().length, chips.size());
  }

  @Test
  void keepTheirKeysInTheDirectory() throws Exception {
    byte[] before = card(CardGeneration.APPLET_1_7).file("DF005038");
    VirtualEid again =
        VirtualEid.of(
            VirtualPerson.named("joost"),
            VirtualPki.in(directory),
            CardGeneration.APPLET_1_7,
            Fault.NONE);
    assertArrayEquals(before, new CardBench(again).file("DF005038"));
  }

  @Test
  void areCalledByTheirLabels() {
    assertEquals(List.of("1.1", "1.7", "1.7-rekeyed", "1.8"), CardGeneration.labels());
    assertEquals(CardGeneration.APPLET_1_7_REKEYED, CardGeneration.labelled("1.7-rekeyed"));
    assertThrows(IllegalArgumentException.class, () -> CardGeneration.labelled("1.9"));
    assertFalse(CardGeneration.labels().contains("none"));
  }

  private static boolean verifies(
      String algorithm, PublicKey key, byte[] signatureFile, byte[]... content) throws Exception {
    Signature verifier = Signature.getInstance(algorithm);
    verifier.initVerify(key);
    for (byte[] part : content) {
      verifier.update(part);
    }
    int length = key instanceof ECPublicKey ? 2 + signatureFile[1] : signatureFile.length;
    return verifier.verify(signatureFile, 0, length);
  }

  private static byte[] withoutZeros(byte[] file) {
    int end = file.length;
    while (file[end - 1] == 0) {
      end--;
    }
    return Arrays.copyOf(file, end);
  }

  private static int bits(PublicKey key) {
    return key instanceof RSAPublicKey rsa
        ? rsa.getModulus().bitLength()
        : ((ECPublicKey) key).getParams().getCurve().getField().getFieldSize();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
