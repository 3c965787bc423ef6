package be.borne.kiosk.document;

import eu.europa.esig.dss.enumerations.SignatureLevel;
import java.io.ByteArrayOutputStream;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * One authority of nobody with its seal, and good documents at every level of PAdES, made by DSS.
 *
 * @param time makes the timestamps
 * @param nobodyRevoked the authority's revocation list
 * @param good by level
 */
record Samples(
    DemoIssuer issuer,
    DemoIssuer.Identity seal,
    DemoIssuer.Identity time,
    X509CRL nobodyRevoked,
    Map<Level, byte[]> good) {
  static final Clock CLOCK = Clock.fixed(DemoIssuer.NOW, ZoneOffset.UTC);

  /** Baseline levels (ETSI EN 319 142-1 §6), and what this house makes itself. */
  enum Level {
    B_B(SignatureLevel.PAdES_BASELINE_B),
    B_T(SignatureLevel.PAdES_BASELINE_T),
    B_LT(SignatureLevel.PAdES_BASELINE_LT),
    B_LTA(SignatureLevel.PAdES_BASELINE_LTA);

    private final SignatureLevel dss;

    Level(SignatureLevel dss) {
      this.dss = dss;
    }
  }

  private static final class Holder {
    static final Samples SHARED = make();

    private static Samples make() {
      try {
        return Samples.make();
      } catch (Exception e) {
        throw new IllegalStateException("the samples cannot be made", e);
      }
    }
  }

  /** Made once; DSS takes its time. */
  static Samples shared() {
    return Holder.SHARED;
  }

  static Samples make() throws Exception {
    DemoIssuer issuer = new DemoIssuer("Demo root");
    DemoIssuer.Identity seal = issuer.seal(DemoIssuer.ORGANISATION);
    DemoIssuer.Identity time = issuer.timestampAuthority();
    X509CRL nobodyRevoked = issuer.revocations(List.of());
    Samples samples = new Samples(issuer, seal, time, nobodyRevoked, new EnumMap<>(Level.class));
    for (Level level : Level.values()) {
      samples.good.put(level, samples.dss().seal(samples.plain(false), level.dss));
    }
    return samples;
  }

  byte[] good(Level level) {
    return good.get(level).clone();
  }

  /** By DSS, with the authority's list where the level asks for one. */
  DssSealer dss() {
    return new DssSealer(seal, time, issuer.root(), Optional.of(nobodyRevoked), Optional.empty());
  }

  /**
   * By PDFBox and Bouncy Castle, the validation data under the seal, as this house's guichet has
   * it.
   */
  DemoSealer house() {
    return new DemoSealer(seal, Optional.of(time), Optional.of(nobodyRevoked));
  }

  /** Not sealed yet, and without validation data. */
  byte[] plain(boolean compressed) throws Exception {
    try (PDDocument document =
        new DemoSealer(seal, Optional.empty(), Optional.empty()).certificate()) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(
          out,
          compressed ? CompressParameters.DEFAULT_COMPRESSION : CompressParameters.NO_COMPRESSION);
      return out.toByteArray();
    }
  }

  /** With the list brought along that B-B and B-T need. */
  SealPolicy policy() {
    return SealPolicy.of(List.of(issuer.root()), DemoIssuer.ORGANISATION)
        .with(List.of(nobodyRevoked))
        .withVerificationHost(DemoSealer.HOST);
  }

  SealGate gate() {
    return new SealGate(policy(), CLOCK, Duration.ofSeconds(60));
  }

  static Expectation order() {
    return new Expectation(
        Optional.of(DemoSealer.REFERENCE), Optional.of(DemoSealer.CODE), Optional.empty());
  }

  Verdict check(byte[] pdf) {
    return gate().check(pdf, order());
  }

  List<X509Certificate> anchors() {
    return List.of(issuer.root());
  }
}
