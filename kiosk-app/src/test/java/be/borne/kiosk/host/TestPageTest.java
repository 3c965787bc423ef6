package be.borne.kiosk.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.terminal.Language;
import java.io.IOException;
import java.time.Instant;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestPageTest {
  @ParameterizedTest
  @EnumSource(Language.class)
  void isOnePageThatNamesTheTerminalInItsHousesLanguage(Language language) throws IOException {
    byte[] pdf =
        new TestPage("library-1", "Bibliothèque Ľubomír", language)
            .drawn(Instant.parse("2026-11-26T13:02:00Z"));
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertEquals(1, document.getNumberOfPages());
      assertEquals(PDRectangle.A4.getWidth(), document.getPage(0).getMediaBox().getWidth());
      String text = new PDFTextStripper().getText(document);
      assertTrue(text.contains("library-1") && text.contains("Bibliothèque"), text);
      assertTrue(text.contains("2026, 14:02"), "Belgian time: " + text);
      assertTrue(text.contains("150") && text.contains("äöüß"), text);
    }
  }
}
