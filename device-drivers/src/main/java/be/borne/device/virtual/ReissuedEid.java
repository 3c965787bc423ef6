package be.borne.device.virtual;

import be.borne.device.card.CardCheck;
import be.borne.device.virtual.CertificateOrder.Validity;
import be.borne.device.virtual.KeyShelf.Credential;
import be.borne.device.virtual.VirtualReaderClient.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * A card whose identity, address and photo are given, signed anew by the fictitious authorities,
 * with certificates for whom they name: what stands in for a card that cannot be at hand. Files
 * keep the length that is given; whatever is not given is a virtual person's.
 */
public final class ReissuedEid {
  private static final DateTimeFormatter CARD_DATE = DateTimeFormatter.ofPattern("dd.MM.yyyy");
  private static final int CHIP_NUMBER_BYTES = 16;

  /** Far beyond any card's, and within what a certificate can say. */
  private static final int LAST_YEAR = 2200;

  /** Inside every signature, whatever its kind. */
  private static final int MIDDLE_OF_A_SIGNATURE = 40;

  private final VirtualPki pki;
  private final CardPlan plan;
  private final Set<CardCheck.Kind> failing;
  private final Map<Integer, byte[]> given;
  private final Map<Integer, byte[]> files;
  private final VirtualPki.Authorities authorities;

  private ReissuedEid(
      VirtualPki pki,
      CardGeneration generation,
      boolean sha1,
      Map<Integer, byte[]> given,
      Set<CardCheck.Kind> failing)
      throws IOException {
    this.pki = pki;
    this.given = given;
    this.failing = failing;
    VirtualPerson holder = VirtualPerson.cast().getFirst();
    Fault fault =
        failing.contains(CardCheck.Kind.REGISTER_CHAIN)
            ? Fault.OTHER_ROOT
            : sha1 && generation == CardGeneration.APPLET_1_7 ? Fault.SHA1 : Fault.NONE;
    this.plan = CardPlan.of(holder, generation, fault);
    this.files = new TreeMap<>(new VirtualEidFiles(pki, plan).make());
    this.authorities = pki.authorities(plan);
  }

  /**
   * Makes the card.
   *
   * @param sha1 applet 1.7 as certified below Belgium Root CA3
   * @param given content of files by their path below the master file ({@code 0xDF014031}): of
   *     identity, address and photo their content; of the two signatures a file of the wanted
   *     length; an authentication certificate of zeros for a card without certificates
   * @param failing which checks of this card are not to hold; the card's dates and its chip's
   *     number are as given and are not changed for it
   * @throws IOException if the authorities' directory cannot be read or written
   */
  public static VirtualEid of(
      VirtualPki pki,
      CardGeneration generation,
      boolean sha1,
      Map<Integer, byte[]> given,
      Set<CardCheck.Kind> failing)
      throws IOException {
    try {
      return new ReissuedEid(pki, generation, sha1, given, failing).make();
    } catch (GeneralSecurityException e) {
      throw new IOException("making a virtual card", e);
    }
  }

  private VirtualEid make() throws IOException, GeneralSecurityException {
    byte[] photo = take(VirtualEidFiles.PHOTO);
    byte[] identity = take(VirtualEidFiles.IDENTITY);
    putHash(identity, IdentityTag.PHOTO_HASH, photo);
    if (files.containsKey(VirtualEidFiles.BASIC_KEY)) {
      putHash(identity, IdentityTag.BASIC_KEY_HASH, files.get(VirtualEidFiles.BASIC_KEY));
    }
    byte[] identitySignature = signed(VirtualEidFiles.IDENTITY_SIGNATURE, identity);
    byte[] address = withoutPadding(take(VirtualEidFiles.ADDRESS));
    byte[] addressSignature = signed(VirtualEidFiles.ADDRESS_SIGNATURE, address, identitySignature);
    spoil(CardCheck.Kind.IDENTITY_SIGNATURE, identitySignature, MIDDLE_OF_A_SIGNATURE);
    spoil(CardCheck.Kind.ADDRESS_SIGNATURE, addressSignature, MIDDLE_OF_A_SIGNATURE);
    spoil(CardCheck.Kind.PHOTO, photo, photo.length / 2);
    Map<Integer, PrivateKey> keys = new TreeMap<>();
    putCertificates(identity, keys);
    if (plan.generation().chip().provesItself()) {
      boolean copy = failing.contains(CardCheck.Kind.CHIP_PROOF);
      keys.put(EidKeys.BASIC_KEY, pki.basic(plan.person(), copy).key());
    }
    byte[] chip = field(identity, IdentityTag.CHIP_NUMBER).orElseGet(() -> new byte[0]);
    return new VirtualEid(plan.generation(), files, keys, Arrays.copyOf(chip, CHIP_NUMBER_BYTES));
  }

  /** The file as it is to be: what is given, or else the virtual person's. */
  private byte[] take(int path) {
    byte[] content = given.containsKey(path) ? given.get(path).clone() : files.get(path).clone();
    files.put(path, content);
    return content;
  }

  private void spoil(CardCheck.Kind check, byte[] file, int at) {
    if (failing.contains(check) && at < file.length) {
      file[at] ^= 0x01;
    }
  }

  /** The register's signature, in a file as long as the one given. */
  private byte[] signed(int path, byte[]... content) throws GeneralSecurityException {
    Signature signer = Signature.getInstance(plan.register().algorithm());
    signer.initSign(authorities.register().key());
    for (byte[] part : content) {
      signer.update(part);
    }
    byte[] signature = signer.sign();
    int length = given.containsKey(path) ? given.get(path).length : files.get(path).length;
    byte[] file = Arrays.copyOf(signature, Math.max(length, signature.length));
    files.put(path, file);
    return file;
  }

  private void putCertificates(byte[] identity, Map<Integer, PrivateKey> keys)
      throws IOException, GeneralSecurityException {
    byte[] wanted = given.get(VirtualEidFiles.AUTHENTICATION_CERTIFICATE);
    if (wanted != null && withoutPadding(wanted).length == 0) {
      for (int absent :
          new int[] {
            VirtualEidFiles.AUTHENTICATION_CERTIFICATE,
            VirtualEidFiles.SIGNATURE_CERTIFICATE,
            VirtualEidFiles.CITIZEN_AUTHORITY
          }) {
        files.put(absent, new byte[plan.generation().padding().absentBytes()]);
      }
      return;
    }
    keys.put(
        EidKeys.AUTHENTICATION_KEY,
        certified(
            VirtualEidFiles.AUTHENTICATION_CERTIFICATE,
            identity,
            pki.authentication(plan),
            KeyUsage.digitalSignature));
    keys.put(
        EidKeys.SIGNATURE_KEY,
        certified(
            VirtualEidFiles.SIGNATURE_CERTIFICATE,
            identity,
            pki.signature(plan),
            KeyUsage.nonRepudiation));
  }

  /** Puts a certificate for this holder over a virtual person's key. */
  private PrivateKey certified(int path, byte[] identity, Credential key, int usage)
      throws IOException, GeneralSecurityException {
    Credential issuer = authorities.citizen();
    if (failing.contains(CardCheck.Kind.AUTHENTICATION_CHAIN)) {
      Fault other = plan.pinned() ? Fault.OTHER_ROOT : Fault.NONE;
      issuer = pki.authorities(CardPlan.of(plan.person(), plan.generation(), other)).citizen();
    }
    CertificateOrder order =
        new CertificateOrder(
            subject(identity),
            issuer,
            plan.register().algorithm(),
            false,
            usage,
            validity(identity));
    Credential credential = order.issue(new KeyPair(key.certificate().getPublicKey(), key.key()));
    byte[] der = credential.certificate().getEncoded();
    CardGeneration.Padding padding = plan.generation().padding();
    files.put(
        path,
        Arrays.copyOf(der, der.length + (padding.files().contains(path) ? padding.bytes() : 0)));
    return key.key();
  }

  private X500Name subject(byte[] identity) {
    String number = text(identity, IdentityTag.NATIONAL_NUMBER);
    if (failing.contains(CardCheck.Kind.SAME_PERSON)) {
      number += "0";
    }
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.C, "BE")
        .addRDN(BCStyle.SURNAME, text(identity, IdentityTag.SURNAME))
        .addRDN(BCStyle.SERIALNUMBER, number)
        .build();
  }

  /** The card's own days, as those of its certificates are. */
  private Validity validity(byte[] identity) {
    try {
      LocalDate from = CARD_DATE.parse(text(identity, IdentityTag.VALID_FROM), LocalDate::from);
      LocalDate until = CARD_DATE.parse(text(identity, IdentityTag.VALID_UNTIL), LocalDate::from);
      return until.getYear() > LAST_YEAR ? plan.validity() : new Validity(from, until);
    } catch (DateTimeException e) {
      // Such an identity is refused before any certificate is looked at.
      return plan.validity();
    }
  }

  private static String text(byte[] identity, int tag) {
    return field(identity, tag).map(value -> new String(value, StandardCharsets.UTF_8)).orElse("");
  }

  private static Optional<byte[]> field(byte[] file, int tag) {
    int at = valueAt(file, tag);
    return at < 0
        ? Optional.empty()
        : Optional.of(Arrays.copyOfRange(file, at, at + lengthBefore(file, at)));
  }

  /** Replaces the hash in a field by that of a file, if it has the length of a known one. */
  private static void putHash(byte[] identity, int tag, byte[] hashed)
      throws GeneralSecurityException {
    int at = valueAt(identity, tag);
    String algorithm =
        switch (at < 0 ? 0 : lengthBefore(identity, at)) {
          case 20 -> "SHA-1";
          case 32 -> "SHA-256";
          case 48 -> "SHA-384";
          default -> "";
        };
    if (!algorithm.isEmpty()) {
      byte[] hash = MessageDigest.getInstance(algorithm).digest(hashed);
      System.arraycopy(hash, 0, identity, at, hash.length);
    }
  }

  /** Where a field's value begins; -1 if the file has none that is whole. */
  private static int valueAt(byte[] file, int tag) {
    int at = 0;
    while (at + 1 < file.length) {
      int found = file[at++] & 0xFF;
      int length = 0;
      int part;
      do {
        part = file[at++] & 0xFF;
        length += part;
      } while (part == 0xFF && at < file.length);
      if (length > file.length - at) {
        return -1;
      }
      if (found == tag) {
        return at;
      }
      at += length;
    }
    return -1;
  }

  /** Of a value shorter than 255 bytes, which all are that are looked at here, or cut to that. */
  private static int lengthBefore(byte[] file, int valueAt) {
    return file[valueAt - 1] & 0xFF;
  }

  private static byte[] withoutPadding(byte[] file) {
    int end = file.length;
    while (end > 0 && file[end - 1] == 0) {
      end--;
    }
    return Arrays.copyOf(file, end);
  }
}
