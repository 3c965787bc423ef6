package be.borne.townhall.guichet.revocation;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * Asks whether certificates still stand: a responder first (RFC 6960), and where none answers in a
 * way that holds, the list of whoever issued it (RFC 5280, section 5). What a responder says is
 * judged by the JDK's own path validation: signature, right to say it, and dates. Thread-safe.
 */
public final class RevocationCheck implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(4);
  private static final int MAX_LIST_BYTES = 16 * 1024 * 1024;
  private static final int NONCE_BYTES = 32;

  /** A citizen who signs in twice is asked about once; a card that is reported works no longer. */
  private static final Duration GOOD_FOR = Duration.ofMinutes(5);

  private static final int MOST_REMEMBERED = 1_000;

  private final AuthorityCalls calls;
  private final RevocationLists lists;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Instant> goodUntil = new HashMap<>();

  /**
   * @param clock by which answers are fresh
   */
  public RevocationCheck(Clock clock) {
    this(clock, DEADLINE, MAX_LIST_BYTES);
  }

  RevocationCheck(Clock clock, Duration deadline, int maxListBytes) {
    this.clock = clock;
    this.calls = new AuthorityCalls(deadline, maxListBytes);
    this.lists = new RevocationLists(calls, clock);
  }

  /**
   * @param certificate that chains to its issuer, and that to a pinned root: its addresses are
   *     called
   * @param issuer whose signature is on it
   * @throws InterruptedException if the town hall is stopping
   */
  public Standing of(X509Certificate certificate, X509Certificate issuer)
      throws InterruptedException {
    String name = digest(certificate, issuer);
    if (isRemembered(name)) {
      return new Standing.Good();
    }
    Standing standing = asked(certificate, issuer);
    if (standing instanceof Standing.Good) {
      remember(name);
    }
    return standing;
  }

  private Standing asked(X509Certificate certificate, X509Certificate issuer)
      throws InterruptedException {
    StringBuilder why = new StringBuilder();
    for (URI responder : Addresses.responders(certificate)) {
      try {
        return answered(certificate, issuer, responder);
      } catch (NoAnswer e) {
        why.append(responder.getHost()).append(": ").append(e.getMessage()).append("; ");
      }
    }
    for (URI address : Addresses.lists(certificate)) {
      try {
        return lists.at(address, issuer).getRevokedCertificate(certificate) == null
            ? new Standing.Good()
            : new Standing.Revoked();
      } catch (IOException e) {
        why.append(address.getHost()).append(": ").append(e.getMessage()).append("; ");
      }
    }
    return new Standing.NotKnown(why.isEmpty() ? "it names nobody who can be asked" : why + "end");
  }

  /** Nothing that holds was said: somebody else is asked. */
  private static final class NoAnswer extends Exception {
    private static final long serialVersionUID = 1L;

    NoAnswer(String why) {
      super(why);
    }
  }

  private Standing answered(X509Certificate certificate, X509Certificate issuer, URI responder)
      throws NoAnswer, InterruptedException {
    try {
      byte[] nonce = new byte[NONCE_BYTES];
      random.nextBytes(nonce);
      CertificateID id =
          new CertificateID(
              new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
              new JcaX509CertificateHolder(issuer),
              certificate.getSerialNumber());
      byte[] answer = calls.ask(responder, request(id, nonce));
      CertificateStatus said = saidOf(id, basic(answer, nonce));
      if (said instanceof UnknownStatus) {
        // Whoever has to know it does not: that a list does not name it would prove nothing.
        return new Standing.NotKnown(responder.getHost() + " does not know it");
      }
      if (isRevoked(certificate, issuer, answer)) {
        return new Standing.Revoked();
      }
      // The JDK lets pass what is revoked from a moment on that its clock has not seen yet.
      return said == null ? new Standing.Good() : new Standing.Revoked();
    } catch (IOException e) {
      throw new NoAnswer(e.getMessage());
    } catch (GeneralSecurityException | OCSPException | OperatorCreationException e) {
      throw new NoAnswer("no answer can be made of it: " + e.getClass().getSimpleName());
    }
  }

  private static byte[] request(CertificateID id, byte[] nonce) throws OCSPException, IOException {
    return new OCSPReqBuilder()
        .addRequest(id)
        .setRequestExtensions(
            new Extensions(
                new Extension(
                    OCSPObjectIdentifiers.id_pkix_ocsp_nonce,
                    false,
                    new DEROctetString(nonce).getEncoded())))
        .build()
        .getEncoded();
  }

  /** A responder may leave the nonce out; one with another's nonce answered somebody else. */
  private static BasicOCSPResp basic(byte[] answer, byte[] nonce)
      throws IOException, OCSPException {
    OCSPResp response = new OCSPResp(answer);
    if (response.getStatus() != OCSPResp.SUCCESSFUL
        || !(response.getResponseObject() instanceof BasicOCSPResp basic)) {
      throw new IOException("answered with OCSP status " + response.getStatus());
    }
    Extension returned = basic.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
    if (returned != null
        && !Arrays.equals(
            new DEROctetString(nonce).getEncoded(), returned.getExtnValue().getOctets())) {
      throw new IOException("answered with another's nonce");
    }
    return basic;
  }

  /** Null is how a responder's "good" is read, {@link CertificateStatus#GOOD}. */
  private static CertificateStatus saidOf(CertificateID id, BasicOCSPResp answer)
      throws IOException {
    List<SingleResp> about =
        Arrays.stream(answer.getResponses()).filter(each -> each.getCertID().equals(id)).toList();
    if (about.size() != 1) {
      throw new IOException("answered about something else");
    }
    return about.getFirst().getCertStatus();
  }

  /**
   * By the JDK. The issuer is trusted here: that it may be was found out before.
   *
   * @throws IOException if what was answered does not hold
   */
  private boolean isRevoked(X509Certificate certificate, X509Certificate issuer, byte[] answer)
      throws GeneralSecurityException, IOException {
    PKIXRevocationChecker checker =
        (PKIXRevocationChecker) CertPathValidator.getInstance("PKIX").getRevocationChecker();
    // With an answer at hand and nothing to fall back to, the JDK calls nobody by itself.
    checker.setOptions(EnumSet.of(PKIXRevocationChecker.Option.NO_FALLBACK));
    checker.setOcspResponses(Map.of(certificate, answer));
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(issuer, null)));
    parameters.setDate(Date.from(clock.instant()));
    parameters.addCertPathChecker(checker);
    try {
      CertPathValidator.getInstance("PKIX")
          .validate(
              CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)),
              parameters);
      return false;
    } catch (CertPathValidatorException e) {
      if (e.getReason() == BasicReason.REVOKED) {
        return true;
      }
      throw new IOException("what it says does not hold: " + e.getReason(), e);
    }
  }

  private boolean isRemembered(String name) {
    synchronized (goodUntil) {
      Instant until = goodUntil.get(name);
      return until != null && clock.instant().isBefore(until);
    }
  }

  private void remember(String name) {
    Instant now = clock.instant();
    synchronized (goodUntil) {
      goodUntil.values().removeIf(until -> !now.isBefore(until));
      if (goodUntil.size() < MOST_REMEMBERED) {
        goodUntil.put(name, now.plus(GOOD_FOR));
      }
    }
  }

  private static String digest(X509Certificate certificate, X509Certificate issuer) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(certificate.getEncoded());
      return HexFormat.of().formatHex(digest.digest(issuer.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was read can be written", e);
    }
  }

  @Override
  public void close() {
    calls.close();
  }
}
