package be.borne.device.virtual;

import be.borne.device.virtual.CertificateOrder.Validity;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The generations of eID that are in people's hands, and all in which they differ for a program
 * that reads them (Belpic 1.7 and 1.8 reference manuals; card content 5.4; the 1.7 addendum for
 * re-keyed cards).
 */
@SuppressWarnings(
    "ImmutableEnumChecker") // records of strings, numbers, dates and lists that nobody can change
public enum CardGeneration {
  /** RSA-1024 and SHA-1 throughout; asking for the PIN's status costs a try. */
  APPLET_1_1(
      "1.1",
      new Chip(
          "3B9813400AA503010101AD1311",
          "A50301010111000200" + "01010F",
          KeyKind.RSA_1024,
          List.of(SigningAlgorithm.RSA_RAW, SigningAlgorithm.RSA_SHA1),
          false,
          true),
      new Content(Register.SHA1_RSA_1024, 128, "SHA-1", 140, 200),
      Padding.OF_FILES_THAT_DIFFER,
      // Ten years' cards of this generation have all expired; those issued to the oldest citizens
      // hold for thirty.
      new Validity(LocalDate.of(2014, 2, 3), LocalDate.of(2044, 2, 3))),

  /** RSA-2048 and SHA-256, by far the most of them. */
  APPLET_1_7(
      "1.7",
      new Chip(
          "3B9813400AA503010101AD1311",
          "A50301010117000200" + "21010F",
          KeyKind.RSA_2048,
          Algorithms.RSA_OF_1_7,
          false,
          false),
      new Content(Register.SHA256_RSA_2048, 256, "SHA-256", 140, 200),
      Padding.OF_FILES_THAT_DIFFER,
      new Validity(LocalDate.of(2019, 3, 1), LocalDate.of(2029, 3, 1))),

  /** A 1.7 whose RSA keys were certified anew by the P-384 authorities. */
  APPLET_1_7_REKEYED(
      "1.7-rekeyed",
      new Chip(
          "3B9813400AA503010101AD1311",
          "A50301010117000200" + "21010F",
          KeyKind.RSA_2048,
          Algorithms.RSA_OF_1_7,
          false,
          false),
      new Content(Register.SHA384_P_384, 256, "SHA-256", 140, 200),
      Padding.OF_FILES_THAT_DIFFER,
      new Validity(LocalDate.of(2020, 9, 1), LocalDate.of(2030, 9, 1))),

  /** P-384 and SHA-384 throughout, and a chip that can prove that it is no copy. */
  APPLET_1_8(
      "1.8",
      new Chip(
          "3B7F96000080318065B085040120120FFF829000",
          "F3360125011800030021010F",
          KeyKind.P_384,
          List.of(
              SigningAlgorithm.EC_SHA256,
              SigningAlgorithm.EC_SHA384,
              SigningAlgorithm.EC_SHA512,
              SigningAlgorithm.EC_SHA3_256,
              SigningAlgorithm.EC_SHA3_384,
              SigningAlgorithm.EC_SHA3_512,
              SigningAlgorithm.EC_ANY_HASH),
          true,
          false),
      new Content(Register.SHA384_P_384, 112, "SHA-384", 150, 195),
      Padding.OF_ALL,
      new Validity(LocalDate.of(2024, 3, 1), LocalDate.of(2034, 3, 1)));

  /**
   * What the applet does.
   *
   * @param answerToReset in hexadecimal
   * @param version what GET CARD DATA tells behind the chip number, in hexadecimal
   * @param cardKey of the authentication and the signature key
   * @param algorithms for MSE SET
   * @param provesItself has a basic key, INTERNAL AUTHENTICATE and the longer GET CARD DATA
   * @param statusCostsATry VERIFY without a PIN counts as a wrong one
   */
  record Chip(
      String answerToReset,
      String version,
      KeyKind cardKey,
      List<SigningAlgorithm> algorithms,
      boolean provesItself,
      boolean statusCostsATry) {}

  /**
   * What the register wrote onto it.
   *
   * @param signatureFileBytes files 4032 and 4034, zero padded
   */
  record Content(
      Register register,
      int signatureFileBytes,
      String photoHash,
      int photoWidth,
      int photoHeight) {}

  /** How the register's and the authorities' keys sign. */
  enum Register {
    SHA1_RSA_1024("SHA1withRSA", KeyKind.RSA_1024),
    /** As certified by Belgium Root CA3. */
    SHA1_RSA_2048("SHA1withRSA", KeyKind.RSA_2048),
    /** As certified by Belgium Root CA4. */
    SHA256_RSA_2048("SHA256withRSA", KeyKind.RSA_2048),
    /** As certified by Belgium Root CA6. */
    SHA384_P_384("SHA384withECDSA", KeyKind.P_384);

    private final String algorithm;
    private final KeyKind key;

    Register(String algorithm, KeyKind key) {
      this.algorithm = algorithm;
      this.key = key;
    }

    /** Of its signatures, and of those under all certificates of its time. */
    String algorithm() {
      return algorithm;
    }

    KeyKind key() {
      return key;
    }
  }

  /**
   * Zeros behind the certificates (card content 5.4, section 4.3).
   *
   * @param files which certificate files have them
   * @param absentBytes length of the file of a certificate that is not there
   */
  record Padding(Set<Integer> files, int bytes, int absentBytes) {
    static final Padding OF_FILES_THAT_DIFFER =
        new Padding(Set.of(0xDF005038, 0xDF005039, 0xDF00503A), 50, 1_300);
    static final Padding OF_ALL =
        new Padding(
            Set.of(0xDF005038, 0xDF005039, 0xDF00503A, 0xDF00503B, 0xDF00503C), 1_100, 2_500);
  }

  private static final class Algorithms {
    static final List<SigningAlgorithm> RSA_OF_1_7 =
        List.of(
            SigningAlgorithm.RSA_RAW,
            SigningAlgorithm.RSA_SHA1,
            SigningAlgorithm.RSA_SHA256,
            SigningAlgorithm.RSA_PSS_SHA1,
            SigningAlgorithm.RSA_PSS_SHA256);
  }

  private final String label;
  private final Chip chip;
  private final Content content;
  private final Padding padding;
  private final Validity validity;

  CardGeneration(String label, Chip chip, Content content, Padding padding, Validity validity) {
    this.label = label;
    this.chip = chip;
    this.content = content;
    this.padding = padding;
    this.validity = validity;
  }

  /** What it is called in commands: {@code 1.1}, {@code 1.7}, {@code 1.7-rekeyed}, {@code 1.8}. */
  public String label() {
    return label;
  }

  /**
   * @throws IllegalArgumentException if no generation has this label; the message lists them
   */
  public static CardGeneration labelled(String label) {
    return Arrays.stream(values())
        .filter(generation -> generation.label.equals(label))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no such applet; expected one of " + labels()));
  }

  /** All labels, oldest first. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(CardGeneration::label).toList();
  }

  byte[] answerToReset() {
    return HexFormat.of().parseHex(chip.answerToReset());
  }

  Chip chip() {
    return chip;
  }

  Content content() {
    return content;
  }

  Padding padding() {
    return padding;
  }

  /** First and last day of a card in good order. */
  Validity validity() {
    return validity;
  }
}
