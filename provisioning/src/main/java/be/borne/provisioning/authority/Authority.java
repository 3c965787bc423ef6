package be.borne.provisioning.authority;

import be.borne.protocol.fleet.UpMessage;
import be.borne.protocol.terminal.MutualTls;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * The one authority that terminals and servers of a municipality trust for the talk between them.
 * It keeps its key in a file and is meant for development, demonstrations and a first terminal; a
 * town keeps the key of its real root off line.
 *
 * <p>Keys are ECDSA P-256. A terminal's certificate says its identifier as common name, is good for
 * client authentication alone, and lives {@link #TERMINAL_LIFE}.
 */
public final class Authority {
  /** How long a terminal's certificate is valid. */
  public static final Duration TERMINAL_LIFE = Duration.ofDays(90);

  /** How long a server's certificate is valid; no longer than browsers accept. */
  public static final Duration SERVER_LIFE = Duration.ofDays(397);

  /** How long the authority's own certificate is valid. */
  public static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);

  private static final String CERTIFICATE_FILE = "authority.pem";
  private static final String KEY_FILE = "authority.key";
  private static final Pattern DNS_NAME =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

  private final Path certificateFile;
  private final CertificateIssuer issuer;

  private Authority(Path directory, X509Certificate certificate, PrivateKey key, Clock clock) {
    this.certificateFile = directory.resolve(CERTIFICATE_FILE);
    this.issuer = new CertificateIssuer(certificate, key, clock);
  }

  /**
   * Makes a new authority.
   *
   * @param directory made if need be; gets {@code authority.pem} and {@code authority.key} (0600)
   * @param clock tells from when certificates are valid
   * @throws FileAlreadyExistsException if the directory holds an authority, which stays as it was
   */
  public static Authority create(Path directory, Clock clock)
      throws IOException, GeneralSecurityException {
    PrivateFiles.createDirectory(directory);
    if (Files.exists(directory.resolve(CERTIFICATE_FILE))) {
      throw new FileAlreadyExistsException(
          directory.resolve(CERTIFICATE_FILE).toString(), null, "an authority lives here already");
    }
    KeyPair pair = CertificateIssuer.newKeyPair();
    X509Certificate own = CertificateIssuer.selfSigned("Borne authority", pair, clock);
    PrivateFiles.createSecret(directory.resolve(KEY_FILE), Pem.key(pair.getPrivate()));
    PrivateFiles.replacePublic(directory.resolve(CERTIFICATE_FILE), Pem.certificates(List.of(own)));
    return new Authority(directory, own, pair.getPrivate(), clock);
  }

  /**
   * Opens an authority made by {@link #create}.
   *
   * @throws IOException if its files are not there or cannot be read
   * @throws GeneralSecurityException if they are no certificate and key that belong together
   */
  public static Authority open(Path directory, Clock clock)
      throws IOException, GeneralSecurityException {
    X509Certificate own = MutualTls.certificates(directory.resolve(CERTIFICATE_FILE)).getFirst();
    PrivateKey key = Pem.readKey(directory.resolve(KEY_FILE));
    CertificateIssuer.requireBelongTogether(own, key);
    return new Authority(directory, own, key, clock);
  }

  /** PEM of the authority's certificate. */
  public Path certificate() {
    return certificateFile;
  }

  /**
   * Issues a key and a certificate for a server; both client and server authentication, since the
   * town hall's own programs also speak to its broker.
   *
   * @param commonName a DNS name in lower case
   * @param dnsNames names that terminals may call it by
   * @param ipAddresses literal addresses that terminals may call it by; one name or address at
   *     least
   * @param directory made if need be; {@code certificate.pem}, {@code key.pem} (0600) and {@code
   *     authority.pem} in it are replaced
   * @throws IllegalArgumentException if a name or address is none
   */
  public IssuedIdentity issueServer(
      String commonName, List<String> dnsNames, List<String> ipAddresses, Path directory)
      throws IOException, GeneralSecurityException {
    requireDnsName(commonName);
    List<GeneralName> names = new ArrayList<>();
    for (String name : dnsNames) {
      requireDnsName(name);
      names.add(new GeneralName(GeneralName.dNSName, name));
    }
    for (String address : ipAddresses) {
      names.add(
          new GeneralName(GeneralName.iPAddress, InetAddress.ofLiteral(address).getHostAddress()));
    }
    if (names.isEmpty()) {
      throw new IllegalArgumentException("a server needs a DNS name or an address");
    }
    return write(
        commonName,
        names,
        List.of(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth),
        SERVER_LIFE,
        directory);
  }

  /**
   * Issues a key and a certificate for a terminal.
   *
   * @param terminalId of the shape {@link UpMessage#TERMINAL}; becomes the common name
   * @param directory as in {@link #issueServer}
   * @throws IllegalArgumentException if the identifier has another shape
   */
  public IssuedIdentity issueTerminal(String terminalId, Path directory)
      throws IOException, GeneralSecurityException {
    if (terminalId == null || !UpMessage.TERMINAL.matcher(terminalId).matches()) {
      throw new IllegalArgumentException(
          "terminal id does not have the shape " + UpMessage.TERMINAL.pattern());
    }
    return write(
        terminalId, List.of(), List.of(KeyPurposeId.id_kp_clientAuth), TERMINAL_LIFE, directory);
  }

  private IssuedIdentity write(
      String commonName,
      List<GeneralName> names,
      List<KeyPurposeId> purposes,
      Duration life,
      Path directory)
      throws IOException, GeneralSecurityException {
    KeyPair pair = CertificateIssuer.newKeyPair();
    X509Certificate issued = issuer.issue(commonName, names, purposes, life, pair.getPublic());
    PrivateFiles.createDirectory(directory);
    IssuedIdentity identity =
        new IssuedIdentity(
            directory.resolve("certificate.pem"),
            directory.resolve("key.pem"),
            directory.resolve("authority.pem"));
    PrivateFiles.replacePublic(
        identity.authority(), Pem.certificates(MutualTls.certificates(certificateFile)));
    PrivateFiles.replaceSecret(identity.key(), Pem.key(pair.getPrivate()));
    PrivateFiles.replacePublic(identity.certificate(), Pem.certificates(List.of(issued)));
    return identity;
  }

  private static void requireDnsName(String name) {
    if (name == null || !DNS_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a server's name is no DNS name in lower case");
    }
  }
}
