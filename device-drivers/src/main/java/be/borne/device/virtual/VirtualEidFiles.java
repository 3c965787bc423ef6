package be.borne.device.virtual;

import be.borne.device.virtual.CardGeneration.Padding;
import be.borne.device.virtual.KeyShelf.Credential;
import be.borne.device.virtual.VirtualPki.Authorities;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Fills the file system of a virtual eID, padded and signed as the real ones are (card content 5.4,
 * section 4.3; ID and address file 5.0).
 */
final class VirtualEidFiles {
  /** Paths below the master file. */
  static final int IDENTITY = 0xDF014031;

  static final int IDENTITY_SIGNATURE = 0xDF014032;
  static final int ADDRESS = 0xDF014033;
  static final int ADDRESS_SIGNATURE = 0xDF014034;
  static final int PHOTO = 0xDF014035;
  static final int BASIC_KEY = 0xDF014040;
  static final int AUTHENTICATION_CERTIFICATE = 0xDF005038;
  static final int SIGNATURE_CERTIFICATE = 0xDF005039;
  static final int CITIZEN_AUTHORITY = 0xDF00503A;
  static final int ROOT = 0xDF00503B;
  static final int REGISTER_CERTIFICATE = 0xDF00503C;

  private static final DateTimeFormatter CARD_DATE = DateTimeFormatter.ofPattern("dd.MM.yyyy");
  private static final int ADDRESS_BYTES = 121;
  private static final int CHIP_NUMBER_BYTES = 16;

  /** Where a forger's bit is turned in a file without fields. */
  private static final int MIDDLE_OF_A_SIGNATURE = 40;

  private final VirtualPki pki;
  private final CardPlan plan;
  private final CardGeneration generation;
  private final VirtualPerson person;

  VirtualEidFiles(VirtualPki pki, CardPlan plan) {
    this.pki = pki;
    this.plan = plan;
    this.generation = plan.generation();
    this.person = plan.person();
  }

  /** Sixteen bytes, always the same for the same person and generation. */
  static byte[] chipNumber(CardPlan plan) {
    CardGeneration generation = plan.generation();
    String chip = "virtual chip of " + plan.person().id();
    if (generation != CardGeneration.APPLET_1_8) {
      chip += " " + generation.label();
    }
    return Arrays.copyOf(
        digest("SHA-256", chip.getBytes(StandardCharsets.UTF_8)), CHIP_NUMBER_BYTES);
  }

  /**
   * @return per path without the master file ({@code DF014031}), the file's bytes
   */
  Map<Integer, byte[]> make() throws IOException {
    try {
      Map<Integer, byte[]> files = new TreeMap<>(new Pkcs15Files(plan).make());
      Authorities authorities = pki.authorities(plan);
      Credential register = authorities.register();
      byte[] photo =
          VirtualPhoto.of(
              chipNumber(plan),
              generation.content().photoWidth(),
              generation.content().photoHeight());
      SortedMap<Integer, byte[]> fields = fields(photo);
      if (generation.chip().provesItself()) {
        byte[] signedKey = basicKey(false);
        files.put(BASIC_KEY, basicKey(plan.cloned()));
        fields.put(IdentityTag.BASIC_KEY_HASH, digest(generation.content().photoHash(), signedKey));
      }
      plan.alter(fields);
      byte[] whole = encoded(fields);
      byte[] identity = Arrays.copyOf(whole, whole.length - plan.cutIdentity());
      byte[] identitySignature = signed(register, identity);
      byte[] address = address();
      files.put(IDENTITY, identity);
      files.put(IDENTITY_SIGNATURE, identitySignature);
      files.put(ADDRESS, Arrays.copyOf(address, ADDRESS_BYTES));
      files.put(ADDRESS_SIGNATURE, signed(register, address, identitySignature));
      files.put(PHOTO, photo);
      putCertificates(files, authorities);
      if (plan.lie() != 0) {
        byte[] forged = files.get(plan.lie());
        forged[lieAt(plan.lie(), forged)] ^= 0x01;
      }
      return Collections.unmodifiableMap(files);
    } catch (GeneralSecurityException e) {
      throw new IOException("making a virtual card", e);
    }
  }

  private void putCertificates(Map<Integer, byte[]> files, Authorities authorities)
      throws IOException, GeneralSecurityException {
    if (plan.certificates()) {
      putCertificate(files, AUTHENTICATION_CERTIFICATE, pki.authentication(plan));
      putCertificate(files, SIGNATURE_CERTIFICATE, pki.signature(plan));
      putCertificate(files, CITIZEN_AUTHORITY, authorities.citizen());
    } else {
      for (int absent :
          new int[] {AUTHENTICATION_CERTIFICATE, SIGNATURE_CERTIFICATE, CITIZEN_AUTHORITY}) {
        files.put(absent, new byte[generation.padding().absentBytes()]);
      }
    }
    putCertificate(files, ROOT, authorities.root());
    putCertificate(files, REGISTER_CERTIFICATE, authorities.register());
  }

  private void putCertificate(Map<Integer, byte[]> files, int path, Credential credential)
      throws GeneralSecurityException {
    byte[] der = credential.certificate().getEncoded();
    Padding padding = generation.padding();
    int zeros = padding.files().contains(path) ? padding.bytes() : 0;
    files.put(path, Arrays.copyOf(der, der.length + zeros));
  }

  /** As X.509 writes public keys. */
  private byte[] basicKey(boolean cloned) throws IOException {
    return pki.basic(person, cloned).certificate().getPublicKey().getEncoded();
  }

  private SortedMap<Integer, byte[]> fields(byte[] photo) {
    SortedMap<Integer, byte[]> fields = new TreeMap<>();
    fields.put(IdentityTag.CHIP_NUMBER, chipNumber(plan));
    put(fields, IdentityTag.CARD_NUMBER, person.cardNumber());
    put(fields, IdentityTag.VALID_FROM, CARD_DATE.format(plan.validity().from()));
    put(fields, IdentityTag.VALID_UNTIL, CARD_DATE.format(plan.validity().until()));
    put(fields, IdentityTag.MUNICIPALITY, person.municipality());
    put(fields, IdentityTag.NATIONAL_NUMBER, person.nationalNumber());
    put(fields, IdentityTag.SURNAME, person.surname());
    put(fields, IdentityTag.GIVEN_NAMES, person.givenNames());
    put(fields, IdentityTag.INITIAL, person.initial());
    put(fields, IdentityTag.NATIONALITY, person.nationality());
    put(fields, IdentityTag.BIRTH_PLACE, person.birthPlace());
    put(fields, IdentityTag.BIRTH_DATE, person.birthDate());
    put(fields, IdentityTag.SEX, person.sex());
    put(fields, IdentityTag.NOBLE_CONDITION, "");
    put(fields, IdentityTag.DOCUMENT_TYPE, person.documentType());
    put(fields, IdentityTag.SPECIAL_STATUS, person.specialStatus());
    fields.put(IdentityTag.PHOTO_HASH, digest(generation.content().photoHash(), photo));
    person.extra().forEach((tag, text) -> put(fields, tag, text));
    return fields;
  }

  private byte[] address() {
    SortedMap<Integer, byte[]> fields = new TreeMap<>();
    put(fields, IdentityTag.STREET, person.street());
    put(fields, IdentityTag.POSTAL_CODE, person.postalCode());
    put(fields, IdentityTag.CITY, person.city());
    return encoded(fields);
  }

  private static void put(SortedMap<Integer, byte[]> fields, int tag, String text) {
    fields.put(tag, text.getBytes(StandardCharsets.UTF_8));
  }

  /** One byte of tag; lengths from 255 go on in the next byte. */
  private static byte[] encoded(SortedMap<Integer, byte[]> fields) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    fields.forEach(
        (tag, value) -> {
          file.write(tag);
          int length = value.length;
          while (length >= 0xFF) {
            file.write(0xFF);
            length -= 0xFF;
          }
          file.write(length);
          file.writeBytes(value);
        });
    return file.toByteArray();
  }

  /** A signature file: raw RSA, or DER with zeros behind it. */
  private byte[] signed(Credential register, byte[]... content) throws GeneralSecurityException {
    Signature signer = Signature.getInstance(plan.register().algorithm());
    signer.initSign(register.key());
    for (byte[] part : content) {
      signer.update(part);
    }
    return Arrays.copyOf(signer.sign(), generation.content().signatureFileBytes());
  }

  /** In a text that a citizen would see, where there is one: what a forger is after. */
  private static int lieAt(int path, byte[] file) {
    return switch (path) {
      case IDENTITY -> valueOf(IdentityTag.SURNAME, file);
      case ADDRESS -> valueOf(IdentityTag.STREET, file);
      case PHOTO -> file.length / 2;
      default -> MIDDLE_OF_A_SIGNATURE;
    };
  }

  private static int valueOf(int tag, byte[] file) {
    int at = 0;
    while (file[at] != tag) {
      at += 2 + (file[at + 1] & 0xFF);
    }
    return at + 2;
  }

  private static byte[] digest(String algorithm, byte[] content) {
    try {
      return MessageDigest.getInstance(algorithm).digest(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
