package be.borne.device.virtual;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/**
 * Fills the file system of a virtual eID of applet 1.8 for one person, padded and signed as the
 * real ones are (card content 5.4; ID and address file 5.0).
 */
final class VirtualEidFiles {
  private static final DateTimeFormatter CARD_DATE = DateTimeFormatter.ofPattern("dd.MM.yyyy");
  private static final int CERTIFICATE_PADDING = 1_100;
  private static final int ADDRESS_BYTES = 121;
  private static final int SIGNATURE_BYTES = 112;
  private static final int CHIP_NUMBER_BYTES = 16;
  private static final int PHOTO_WIDTH = 140;
  private static final int PHOTO_HEIGHT = 200;

  private final VirtualPki pki;
  private final VirtualPerson person;
  private final LocalDate validFrom;
  private final LocalDate validUntil;

  VirtualEidFiles(VirtualPki pki, VirtualPerson person, LocalDate validFrom, LocalDate validUntil) {
    this.pki = pki;
    this.person = person;
    this.validFrom = validFrom;
    this.validUntil = validUntil;
  }

  /** Sixteen bytes, always the same for the same person. */
  static byte[] chipNumber(VirtualPerson person) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(("virtual chip of " + person.id()).getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(hash, CHIP_NUMBER_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @return per path without the master file ({@code DF014031}), the file's bytes
   */
  Map<Integer, byte[]> make() throws IOException {
    try {
      byte[] photo = photo();
      byte[] basicKey = pki.basic(person).certificate().getPublicKey().getEncoded();
      byte[] identity = identity(sha384(photo), sha384(basicKey));
      byte[] identitySignature = Arrays.copyOf(signed(identity), SIGNATURE_BYTES);
      byte[] address = address();
      byte[] addressSignature =
          Arrays.copyOf(signed(joined(address, identitySignature)), SIGNATURE_BYTES);

      Map<Integer, byte[]> files = new TreeMap<>();
      files.put(0xDF014031, identity);
      files.put(0xDF014032, identitySignature);
      files.put(0xDF014033, Arrays.copyOf(address, ADDRESS_BYTES));
      files.put(0xDF014034, addressSignature);
      files.put(0xDF014035, photo);
      files.put(0xDF014040, basicKey);
      files.put(0xDF005038, certificate(pki.authentication(person, validFrom, validUntil)));
      files.put(0xDF005039, certificate(pki.signature(person, validFrom, validUntil)));
      files.put(0xDF00503A, certificate(pki.citizenAuthority()));
      files.put(0xDF00503B, certificate(pki.rootCredential()));
      files.put(0xDF00503C, certificate(pki.register()));
      return Collections.unmodifiableMap(files);
    } catch (GeneralSecurityException e) {
      throw new IOException("making a virtual card", e);
    }
  }

  private byte[] identity(byte[] photoHash, byte[] basicKeyHash) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    field(file, 1, person.cardNumber());
    field(file, 2, chipNumber(person));
    field(file, 3, CARD_DATE.format(validFrom));
    field(file, 4, CARD_DATE.format(validUntil));
    field(file, 5, person.municipality());
    field(file, 6, person.nationalNumber());
    field(file, 7, person.surname());
    field(file, 8, person.givenNames());
    field(file, 9, person.initial());
    field(file, 10, person.nationality());
    field(file, 11, person.birthPlace());
    field(file, 12, person.birthDate());
    field(file, 13, person.sex());
    field(file, 14, "");
    field(file, 15, "1");
    field(file, 16, "0");
    field(file, 17, photoHash);
    field(file, 26, basicKeyHash);
    return file.toByteArray();
  }

  private byte[] address() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    field(file, 1, person.street());
    field(file, 2, person.postalCode());
    field(file, 3, person.city());
    return file.toByteArray();
  }

  private static void field(ByteArrayOutputStream file, int tag, String text) {
    field(file, tag, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void field(ByteArrayOutputStream file, int tag, byte[] value) {
    file.write(tag);
    int length = value.length;
    while (length >= 0xFF) {
      file.write(0xFF);
      length -= 0xFF;
    }
    file.write(length);
    file.writeBytes(value);
  }

  private byte[] signed(byte[] content) throws IOException, GeneralSecurityException {
    Signature signer = Signature.getInstance("SHA384withECDSA");
    signer.initSign(pki.register().key());
    signer.update(content);
    return signer.sign();
  }

  private static byte[] certificate(VirtualPki.Credential credential)
      throws GeneralSecurityException {
    byte[] der = credential.certificate().getEncoded();
    return Arrays.copyOf(der, der.length + CERTIFICATE_PADDING);
  }

  /** A head and shoulders of nobody, in grey. */
  private static byte[] photo() throws IOException {
    BufferedImage image =
        new BufferedImage(PHOTO_WIDTH, PHOTO_HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.LIGHT_GRAY);
    pen.fillRect(0, 0, PHOTO_WIDTH, PHOTO_HEIGHT);
    pen.setColor(Color.GRAY);
    pen.fillOval(40, 40, 60, 80);
    pen.fillOval(15, 130, 110, 120);
    pen.dispose();
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    if (!ImageIO.write(image, "jpeg", jpeg)) {
      throw new IOException("no JPEG writer");
    }
    return jpeg.toByteArray();
  }

  private static byte[] sha384(byte[] content) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-384").digest(content);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
