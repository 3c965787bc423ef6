package be.borne.demo.bench;

import be.borne.demo.house.HouseSettings;
import be.borne.demo.process.DemoFailure;
import be.borne.device.virtual.VirtualPerson;
import be.borne.kiosk.document.SealGate;
import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.terminal.Language;
import be.borne.protocol.terminal.MutualTls;
import be.borne.townhall.guichet.Municipality;
import be.borne.townhall.guichet.engine.Commission;
import be.borne.townhall.guichet.engine.EngineFailure;
import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.engine.Progress;
import be.borne.townhall.guichet.engine.embedded.EmbeddedEngine;
import be.borne.townhall.guichet.store.StoreException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;

/**
 * An invented citizen's certificate, as the embedded engine issues and seals it.
 *
 * @param pdf the whole file
 * @param root PEM of the authority that its seal chains to
 */
@SuppressWarnings("ArrayRecordComponent") // a document is measured, not compared
record Specimen(
    byte[] pdf, String serviceId, String reference, IssuedDocument document, Path root) {
  private static final String REFERENCE = "DEM-2026-BENCH123";

  static Specimen issue(Path folder) throws IOException, GeneralSecurityException {
    Municipality municipality =
        new Municipality(
            "Commune de Démonstration",
            "Gemeente Demonstratie",
            "Gemeinde Vorführung",
            "Demonstration Town",
            "DEM");
    String service = "household-composition";
    try (EmbeddedEngine engine =
        new EmbeddedEngine(
            folder,
            municipality,
            HouseSettings.DEMONSTRATION_ORGANISATION,
            code -> URI.create("https://verify.example.invalid/verify/" + code),
            Clock.systemUTC())) {
      NationalNumber citizen = new NationalNumber(VirtualPerson.named("joost").nationalNumber());
      if (!(engine.advance(new Commission(REFERENCE, citizen, service, Language.FRENCH))
          instanceof Progress.Issued(var sealed))) {
        throw new DemoFailure("the engine did not issue a certificate");
      }
      String sha256 =
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(sealed.pdf()));
      return new Specimen(
          sealed.pdf(),
          service,
          REFERENCE,
          new IssuedDocument(sha256, sealed.pdf().length, sealed.verificationCode().orElseThrow()),
          engine.sealRoot());
    } catch (EngineFailure | StoreException e) {
      throw new DemoFailure("the engine failed", e);
    }
  }

  String organisation() {
    return HouseSettings.DEMONSTRATION_ORGANISATION;
  }

  /** A terminal's gate that pins this certificate's authority and organisation. */
  SealGate gate() throws IOException, GeneralSecurityException {
    return new SealGate(MutualTls.certificates(root), organisation(), Clock.systemUTC());
  }

  @Override
  public String toString() {
    return "Specimen[" + pdf.length + " bytes]";
  }
}
