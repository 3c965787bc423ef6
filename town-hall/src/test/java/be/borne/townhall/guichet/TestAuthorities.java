package be.borne.townhall.guichet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A responder and two lists on this machine, which answer for {@link TestCards} as they should,
 * until a test wants otherwise.
 */
final class TestAuthorities implements AutoCloseable {
  static final Duration FRESH = Duration.ofHours(1);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Supplier<Instant> now;

  /** What was asked for, by path. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  /** Serial numbers. */
  final Set<BigInteger> revoked = Collections.newSetFromMap(new ConcurrentHashMap<>());

  /** How long before now something was revoked; negative is a clock that is before ours. */
  volatile Duration ago = Duration.ofMinutes(1);

  /** Whether the responder knows nothing of what was not revoked. */
  volatile boolean unknown;

  volatile TestCards cards;

  /** How the responder answers instead; null for as it should. */
  volatile Answer responder;

  /** How lists are answered instead. */
  volatile Answer lists;

  /** What a responder's answer is made with. */
  volatile Manner manner;

  /** One exchange. */
  interface Answer {
    void to(HttpExchange exchange, byte[] body) throws Exception;
  }

  /**
   * How a responder answers.
   *
   * @param by who signs
   * @param withNonce whether the asker's is returned
   * @param since its thisUpdate
   * @param until its nextUpdate
   * @param about the serial number that it speaks of; null for the one that was asked about
   */
  record Manner(
      TestCards.Holder by, boolean withNonce, Instant since, Instant until, BigInteger about) {}

  TestAuthorities(Supplier<Instant> now) throws IOException {
    this.now = now;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Everything as it should be. */
  void asUsual() {
    responder = null;
    lists = null;
    manner = null;
    ago = Duration.ofMinutes(1);
    unknown = false;
    revoked.clear();
    asked.clear();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      asked.add(path);
      byte[] body = exchange.getRequestBody().readAllBytes();
      boolean isResponder = path.equals("/ocsp");
      Answer instead = isResponder ? responder : lists;
      if (instead != null) {
        instead.to(exchange, body);
      } else {
        answer(
            exchange,
            200,
            isResponder ? response(body) : list(path.equals("/root.crl"), now.get()));
      }
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  /** The headers come, and then a byte now and then. */
  static void trickle(HttpExchange exchange, byte[] body) throws Exception {
    exchange.sendResponseHeaders(200, 0);
    for (int i = 0; i < 100; i++) {
      exchange.getResponseBody().write(0x30);
      exchange.getResponseBody().flush();
      Thread.sleep(Duration.ofMillis(200));
    }
  }

  /** To a path of its own, which shows who went there. */
  void redirect(HttpExchange exchange, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Location", address() + "/elsewhere");
    answer(exchange, 302, new byte[0]);
  }

  byte[] response(byte[] request) throws Exception {
    OCSPReq asking = new OCSPReq(request);
    Manner how =
        manner == null
            ? new Manner(cards.citizenAuthority, true, now.get(), now.get().plus(FRESH), null)
            : manner;
    X509Certificate signer = how.by().certificate();
    BasicOCSPRespBuilder basic =
        new BasicOCSPRespBuilder(
            new RespID(X500Name.getInstance(signer.getSubjectX500Principal().getEncoded())));
    for (Req each : asking.getRequestList()) {
      CertificateID id = each.getCertID();
      CertificateID about =
          how.about() == null ? id : CertificateID.deriveCertificateID(id, how.about());
      CertificateStatus status =
          revoked.contains(id.getSerialNumber())
              ? new RevokedStatus(Date.from(now.get().minus(ago)), CRLReason.keyCompromise)
              : unknown ? new UnknownStatus() : CertificateStatus.GOOD;
      basic.addResponse(about, status, Date.from(how.since()), Date.from(how.until()), null);
    }
    Extension nonce = asking.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
    if (how.withNonce() && nonce != null) {
      basic.setResponseExtensions(new Extensions(nonce));
    }
    return new OCSPRespBuilder()
        .build(
            OCSPResp.SUCCESSFUL,
            basic.build(
                signer(how.by()),
                new X509CertificateHolder[] {new JcaX509CertificateHolder(signer)},
                Date.from(how.since())))
        .getEncoded();
  }

  /** Of the root, or of the citizens' authority. */
  byte[] list(boolean ofRoot, Instant since) throws Exception {
    return list(ofRoot ? cards.root : cards.citizenAuthority, since);
  }

  byte[] list(TestCards.Holder issuer, Instant since) throws Exception {
    X509v2CRLBuilder list =
        new X509v2CRLBuilder(
            X500Name.getInstance(issuer.certificate().getSubjectX500Principal().getEncoded()),
            Date.from(since));
    list.setNextUpdate(Date.from(since.plus(FRESH)));
    for (BigInteger serial : revoked) {
      list.addCRLEntry(serial, Date.from(since.minus(ago)), CRLReason.keyCompromise);
    }
    return list.build(signer(issuer)).getEncoded();
  }

  private ContentSigner signer(TestCards.Holder who) throws Exception {
    return new JcaContentSignerBuilder(cards.signatures()).build(who.key());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
