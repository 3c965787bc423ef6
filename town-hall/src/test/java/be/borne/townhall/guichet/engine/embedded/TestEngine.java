package be.borne.townhall.guichet.engine.embedded;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.Municipality;
import be.borne.townhall.guichet.engine.Commission;
import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.engine.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** The embedded engine of Testerive, for tests. */
final class TestEngine {
  static final Municipality TESTERIVE =
      new Municipality(
          "Ville de Testerive", "Stad Testerive", "Stadt Testerive", "City of Testerive", "TSR");
  static final String ORGANISATION = "NTRBE-0000000097";
  static final String REFERENCE = "TSR-2026-7K3M9QX2";

  private TestEngine() {}

  static EmbeddedEngine in(Path folder) throws Exception {
    return new EmbeddedEngine(
        folder, TESTERIVE, ORGANISATION, TestEngine::verification, Clock.systemUTC());
  }

  static URI verification(String code) {
    return URI.create("http://localhost:8444/verify/" + code);
  }

  static Progress order(
      EmbeddedEngine engine, String service, Language language, NationalNumber citizen)
      throws Exception {
    return engine.advance(new Commission(REFERENCE, citizen, service, language));
  }

  static String refusal(Progress progress) {
    return assertInstanceOf(Progress.Refused.class, progress).rule();
  }

  /** With white space made one, as a line may break anywhere. */
  static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document).replaceAll("[\\s\\u00a0]+", " ");
    }
  }
}
