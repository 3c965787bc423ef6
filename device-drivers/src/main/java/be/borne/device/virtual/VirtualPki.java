package be.borne.device.virtual;

import be.borne.device.virtual.CardGeneration.Register;
import be.borne.device.virtual.CertificateOrder.Validity;
import be.borne.device.virtual.KeyShelf.Credential;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * The authorities behind virtual cards, in the shape of the real ones: two roots, RSA-2048 as
 * Belgium Root CA3 and CA4 and P-384 as CA6, under each a Citizen CA and the National Register's
 * keys, under the Citizen CA each person's authentication and signature keys. Kept in a directory
 * and reused, so that a person's card stays the same card. It vouches for nobody who exists.
 */
public final class VirtualPki {
  /** The trust anchors, in the directory given: several certificates in one PEM file. */
  public static final String ROOT_FILE = "eid-root.pem";

  private static final String STORE_FILE = "eid-pki.p12";

  private static final Validity AUTHORITIES =
      new Validity(LocalDate.of(2010, 1, 1), LocalDate.of(2049, 12, 31));

  /** Of a register's certificate that had ended before any card in the cast was issued. */
  private static final Validity LONG_AGO =
      new Validity(LocalDate.of(2010, 1, 1), LocalDate.of(2012, 1, 1));

  private static final int AUTHORITY_USAGE = KeyUsage.keyCertSign | KeyUsage.cRLSign;

  private final KeyShelf shelf;
  private final SpareKeys spareKeys = new SpareKeys();

  private VirtualPki(KeyShelf shelf) {
    this.shelf = shelf;
  }

  /** What a card's certificates and signatures come from. */
  record Authorities(Credential root, Credential citizen, Credential register) {}

  /**
   * Opens the authorities in a directory, or founds them there, and writes {@value #ROOT_FILE}.
   *
   * @throws IOException if the directory cannot be read or written, or holds something else
   */
  public static VirtualPki in(Path directory) throws IOException {
    Files.createDirectories(directory);
    VirtualPki pki = new VirtualPki(KeyShelf.in(directory.resolve(STORE_FILE)));
    pki.writeRoots(directory.resolve(ROOT_FILE));
    return pki;
  }

  /** The P-384 trust anchor: of the cards of applet 1.8 and of the re-keyed ones. */
  public X509Certificate root() throws IOException {
    return rootOf(KeyKind.P_384, true).certificate();
  }

  /** The trust anchors of all virtual cards from this directory, the P-384 one first. */
  public List<X509Certificate> roots() throws IOException {
    return List.of(root(), rootOf(KeyKind.RSA_2048, true).certificate());
  }

  /** From now on makes RSA keys ahead of time, in the background. */
  void keepSpareKeys() {
    spareKeys.keepMaking();
  }

  Authorities authorities(CardPlan plan) throws IOException {
    KeyKind lineage = lineage(plan.register());
    return new Authorities(
        rootOf(lineage, plan.pinned()), citizenAuthority(lineage, plan.pinned()), register(plan));
  }

  private static KeyKind lineage(Register register) {
    return register.key().rsa() ? KeyKind.RSA_2048 : KeyKind.P_384;
  }

  private Credential rootOf(KeyKind lineage, boolean pinned) throws IOException {
    String name = (pinned ? "Borne " : "Other ") + "Fictitious Root CA";
    return issued(
        alias("root", lineage, pinned),
        new CertificateOrder(
            named(lineage.rsa() ? name + " RSA" : name, null),
            null,
            algorithm(lineage),
            true,
            AUTHORITY_USAGE,
            AUTHORITIES),
        lineage);
  }

  private Credential citizenAuthority(KeyKind lineage, boolean pinned) throws IOException {
    return issued(
        alias("citizen-ca", lineage, pinned),
        new CertificateOrder(
            named("Fictitious Citizen CA", lineage.rsa() ? "201901" : "202601"),
            rootOf(lineage, pinned),
            algorithm(lineage),
            true,
            AUTHORITY_USAGE,
            AUTHORITIES),
        lineage);
  }

  private Credential register(CardPlan plan) throws IOException {
    Register register = plan.register();
    KeyKind lineage = lineage(register);
    String alias = alias("register", lineage, plan.pinned());
    if (lineage.rsa()) {
      alias += "-" + register.algorithm() + "-" + register.key().bits();
    }
    return issued(
        plan.registerExpired() ? alias + "-expired" : alias,
        new CertificateOrder(
            new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "BE")
                .addRDN(BCStyle.O, "RRN")
                .addRDN(BCStyle.CN, "RRN")
                .build(),
            rootOf(lineage, plan.pinned()),
            register.algorithm(),
            false,
            KeyUsage.digitalSignature | KeyUsage.nonRepudiation,
            plan.registerExpired() ? LONG_AGO : AUTHORITIES),
        register.key());
  }

  private static String alias(String what, KeyKind lineage, boolean pinned) {
    return (pinned ? "" : "other-") + what + (lineage.rsa() ? "-rsa" : "");
  }

  /** What an authority signs other authorities with. */
  private static String algorithm(KeyKind lineage) {
    return (lineage.rsa() ? Register.SHA256_RSA_2048 : Register.SHA384_P_384).algorithm();
  }

  Credential authentication(CardPlan plan) throws IOException {
    return personal(plan, "authentication", "(Authentication)", KeyUsage.digitalSignature);
  }

  Credential signature(CardPlan plan) throws IOException {
    return personal(plan, "signature", "(Signature)", KeyUsage.nonRepudiation);
  }

  /**
   * The chip's own key pair, which carries no certificate on a real card either.
   *
   * @param cloned the one in a copy of the card, which could not copy the key
   */
  Credential basic(VirtualPerson person, boolean cloned) throws IOException {
    return issued(
        person.id() + (cloned ? "-clone" : "-basic"),
        new CertificateOrder(
            named("basic key of " + person.id(), null),
            null,
            algorithm(KeyKind.P_384),
            false,
            KeyUsage.digitalSignature,
            AUTHORITIES),
        KeyKind.P_384);
  }

  private Credential personal(CardPlan plan, String purpose, String suffix, int usage)
      throws IOException {
    VirtualPerson person = plan.person();
    X500Name subject =
        new X500NameBuilder(BCStyle.INSTANCE)
            .addRDN(BCStyle.C, "BE")
            .addRDN(BCStyle.CN, person.givenNames() + " " + person.surname() + " " + suffix)
            .addRDN(BCStyle.SURNAME, person.surname())
            .addRDN(BCStyle.GIVENNAME, person.givenNames())
            .addRDN(BCStyle.SERIALNUMBER, person.nationalNumber())
            .build();
    Register register = plan.register();
    String alias = person.id() + "-" + purpose + "-" + plan.validity().until();
    if (plan.generation() != CardGeneration.APPLET_1_8) {
      alias += "-" + plan.generation().label() + "-" + register.algorithm();
    }
    CertificateOrder order =
        new CertificateOrder(
            subject,
            citizenAuthority(lineage(register), plan.pinned()),
            register.algorithm(),
            false,
            usage,
            plan.validity());
    return shelf.credential(
        plan.pinned() ? alias : "other-" + alias,
        () -> order.issue(keys(person, purpose, plan.generation().chip().cardKey())));
  }

  /** One pair for all of a person's cards of a kind: RSA takes too long for one each. */
  private KeyPair keys(VirtualPerson person, String purpose, KeyKind kind) throws IOException {
    Credential holder =
        issued(
            person.id() + "-" + purpose + "-key-" + kind,
            new CertificateOrder(
                named(purpose + " key of " + person.id(), null),
                null,
                algorithm(kind),
                false,
                KeyUsage.digitalSignature,
                AUTHORITIES),
            kind);
    return new KeyPair(holder.certificate().getPublicKey(), holder.key());
  }

  private static X500Name named(String commonName, String serialNumber) {
    X500NameBuilder name =
        new X500NameBuilder(BCStyle.INSTANCE)
            .addRDN(BCStyle.C, "BE")
            .addRDN(BCStyle.CN, commonName);
    if (serialNumber != null) {
      name.addRDN(BCStyle.SERIALNUMBER, serialNumber);
    }
    return name.build();
  }

  private Credential issued(String alias, CertificateOrder order, KeyKind kind) throws IOException {
    return shelf.credential(alias, () -> order.issue(spareKeys.take(kind)));
  }

  private void writeRoots(Path file) throws IOException {
    StringBuilder pem = new StringBuilder();
    Base64.Encoder base64 = Base64.getMimeEncoder(64, new byte[] {'\n'});
    try {
      for (X509Certificate root : roots()) {
        pem.append("-----BEGIN CERTIFICATE-----\n")
            .append(base64.encodeToString(root.getEncoded()))
            .append("\n-----END CERTIFICATE-----\n");
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("writing " + file, e);
    }
    Path whole = file.resolveSibling(ROOT_FILE + ".new");
    Files.writeString(whole, pem, StandardCharsets.US_ASCII);
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
