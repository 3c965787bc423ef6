package be.borne.device.virtual;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The virtual card against the manual: what each command answers. */
class VirtualEidTest {
  private static final String RIGHT_PIN = CardBench.RIGHT_PIN;
  private static final String WRONG_PIN = CardBench.WRONG_PIN;
  private static final String AUTHENTICATION_KEY = "002241B6050480028482";
  private static final String SIGNATURE_KEY = "002241B6050480028483";
  private static final String SIGN = "002A9E9A30" + "5A".repeat(48);

  @TempDir private static Path directory;
  private VirtualEid card;

  @BeforeEach
  void insertMarguerite() throws Exception {
    card = VirtualEid.of(VirtualPerson.named("marguerite"), VirtualPki.in(directory));
  }

  @Test
  void readsAFileInBlocksAndCorrectsTheLength() {
    assertStatus("9000", "00A4080C063F00DF014033");
    assertStatus("6C79", "00B0000000");
    assertEquals(0x79, data("00B0000079").length);
    assertEquals(1, data("00B0007801").length);
    assertStatus("6B00", "00B0007900");
    assertStatus("9000", "00A4080C04DF014035");
    assertEquals(256, data("00B0000000").length);
  }

  @Test
  void selectsByPathByIdAndByName() {
    assertStatus("6A82", "00A4020C024031");
    assertStatus("9000", "00A4040C0CA000000177496446696C6573");
    assertStatus("9000", "00A4020C024031");
    assertStatus("6A82", "00A4080C063F00DF014038");
    assertStatus("6A82", "00A4080C063F00DF025038");
    assertStatus("9000", "00A4080C063F00DF005038");
    assertStatus("6986", "00A4080C043F00DF00", "00B0000000");
    assertStatus("6A82", "00A4040C05A000000003");
  }

  @Test
  void padsCertificatesAsRealCardsDo() throws Exception {
    for (String id : new String[] {"5038", "5039", "503A", "503B", "503C"}) {
      byte[] file = file("DF00" + id);
      int der = 4 + ((file[2] & 0xFF) << 8 | (file[3] & 0xFF));
      assertEquals(der + 1_100, file.length, id);
      CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(file));
    }
  }

  @Test
  void holdsAGreyPhoto() throws Exception {
    var photo = ImageIO.read(new ByteArrayInputStream(file("DF014035")));
    assertEquals(150, photo.getWidth());
    assertEquals(195, photo.getHeight());
    assertEquals(1, photo.getRaster().getNumBands());
  }

  @Test
  void tellsItsDataAndTriesWithoutSpendingOne() {
    assertStatus("6C1C", "80E4000000");
    assertEquals(0x18, data("80E400001C")[21]);
    assertEquals(3, data("80E400011F")[28]);
    assertStatus("63C3", "00200001");
    assertStatus("63C2", WRONG_PIN);
    assertEquals(2, data("80E400011F")[28]);
    assertStatus("63C2", "00200001");
  }

  @Test
  void blocksAfterThreeWrongPinsAndStaysBlocked() {
    assertStatus("63C2", WRONG_PIN);
    assertStatus("9000", RIGHT_PIN);
    assertStatus("63C2", WRONG_PIN);
    assertStatus("63C1", WRONG_PIN);
    assertStatus("6983", WRONG_PIN);
    card.reset();
    assertStatus("6983", RIGHT_PIN);
    card.unblock();
    assertStatus("9000", RIGHT_PIN);
  }

  @Test
  void signsOnlyWithAKeyAndAPin() throws Exception {
    assertStatus("6985", SIGN);
    assertStatus("6982", AUTHENTICATION_KEY, SIGN);
    assertStatus("6160", AUTHENTICATION_KEY, RIGHT_PIN, SIGN);
    byte[] signature = data("00C0000060");
    Signature verifier = Signature.getInstance("NONEwithECDSAinP1363Format");
    verifier.initVerify(certificate("DF005038").getPublicKey());
    verifier.update(HexFormat.of().parseHex("5A".repeat(48)));
    assertTrue(verifier.verify(signature));
    assertStatus("6985", "00C0000060");
  }

  @Test
  void authenticationKeyKeepsItsRightUntilLogOffResetOrWrongPin() {
    assertStatus("6160", AUTHENTICATION_KEY, RIGHT_PIN, SIGN);
    assertStatus("6160", SIGN);
    assertStatus("6982", "80E60000", AUTHENTICATION_KEY, SIGN);
    assertStatus("9000", RIGHT_PIN);
    card.reset();
    assertStatus("6982", AUTHENTICATION_KEY, SIGN);
    assertStatus("9000", RIGHT_PIN);
    assertStatus("6982", WRONG_PIN, SIGN);
  }

  @Test
  void signatureKeyWantsThePinEachTimeAndLendsNoRight() {
    assertStatus("6160", SIGNATURE_KEY, RIGHT_PIN, SIGN);
    assertStatus("6982", SIGN);
    assertStatus("6982", AUTHENTICATION_KEY, SIGN);
  }

  @Test
  void provesItsChipAgainstTheSignedHashOfItsBasicKey() throws Exception {
    String challenge = "C3".repeat(48);
    assertStatus("6160", "00880281329430" + challenge);
    byte[] signature = data("00C0000060");
    PublicKey basic =
        KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(file("DF014040")));
    Signature verifier = Signature.getInstance("NONEwithECDSAinP1363Format");
    verifier.initVerify(basic);
    verifier.update(HexFormat.of().parseHex(challenge));
    assertTrue(verifier.verify(signature));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertStatus("6700", "00A4");
    assertStatus("6D00", "00FF0000");
    assertStatus("6E00", "B0A40000");
    assertStatus("6A86", "0020000208241234FFFFFFFFFF");
    assertStatus("6700", "002000010224FF");
    assertStatus("6A80", "002241B6050480FF8482");
    assertStatus("6A88", "002241B6050480028499");
    assertStatus("6700", AUTHENTICATION_KEY, RIGHT_PIN, "002A9E9A205A");
  }

  @Test
  void staysTheSameCardFromOneDirectory() throws Exception {
    byte[] before = file("DF005038");
    card = VirtualEid.of(VirtualPerson.named("marguerite"), VirtualPki.in(directory));
    assertArrayEquals(before, file("DF005038"));
  }

  private X509Certificate certificate(String path) throws Exception {
    return new CardBench(card).certificate(path);
  }

  private byte[] file(String path) {
    return new CardBench(card).file(path);
  }

  private void assertStatus(String expected, String... commands) {
    new CardBench(card).assertStatus(expected, commands);
  }

  private byte[] data(String command) {
    return new CardBench(card).data(command);
  }
}
