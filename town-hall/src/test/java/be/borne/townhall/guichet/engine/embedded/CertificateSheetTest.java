package be.borne.townhall.guichet.engine.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.engine.embedded.CertificateContent.Fact;
import be.borne.townhall.guichet.engine.embedded.CertificateContent.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** Whatever is in a name, it is on the paper whole, or nothing is. */
class CertificateSheetTest {

  @Provide
  Arbitrary<String> names() {
    Arbitrary<String> word =
        Arbitraries.strings()
            .withChars("abcdefghijklmnopqrstuvwxyzàâçéèêëîïôùûüÿæœ")
            .withChars("äöüßáíóúýčďěňřšťůžąćęłńóśźżşğıİșțőűāēīūķļņģ")
            .withChars("ảấậắặẻếệịọốộớợụứựỳỵđơư")
            .withChars("αβγδάέήίόύώабвгдежзиѣїєђћ'’")
            .ofMinLength(1)
            .ofMaxLength(60);
    return word.list()
        .ofMinSize(1)
        .ofMaxSize(40)
        .map(words -> words.stream().collect(Collectors.joining(" ")));
  }

  @Property(tries = 40)
  void everyNameIsWrittenWhole(@ForAll("names") String name) throws Exception {
    try (PDDocument document = CertificateSheet.draw(content(List.of(facts(name))))) {
      String text = textOf(document).replaceAll("\\s+", "");
      assertTrue(
          text.contains(Fonts.composed(name).replace(" ", "")), "not whole: " + name.length());
    }
  }

  @Property(tries = 60)
  void anythingElseIsRefusedByItsCodePoint(@ForAll String anything) throws Exception {
    try (PDDocument document = CertificateSheet.draw(content(List.of(facts("x" + anything))))) {
      String text = textOf(document).replaceAll("\\s+", "");
      assertTrue(text.contains(Fonts.composed("x" + anything).replaceAll("[\\s\\u00a0]+", "")));
    } catch (UnwritableText e) {
      assertTrue(e.getMessage().matches(".*: U\\+[0-9A-F]{4,6}"), e.getMessage());
    }
  }

  @Provide
  Arbitrary<List<List<String>>> rows() {
    return Combinators.combine(names(), names()).as(List::of).list().ofMinSize(1).ofMaxSize(8);
  }

  @Property(tries = 15)
  void noRowIsLeftOutHoweverLong(@ForAll("rows") List<List<String>> rows) throws Exception {
    Part table = new Part.Table("Table", List.of("One", "Two"), List.of(1, 2), rows);
    try (PDDocument document = CertificateSheet.draw(content(List.of(table)))) {
      String text = textOf(document);
      assertEquals(
          rows.stream()
              .flatMap(List::stream)
              .flatMapToInt(cell -> compose(cell).codePoints())
              .filter(c -> !Character.isWhitespace(c) && c > 0x7f)
              .count(),
          text.codePoints().filter(c -> c > 0x7f).count());
    } catch (CertificateRefused e) {
      assertTrue(e.getMessage().contains("more than 10 pages"));
    }
  }

  private static String compose(String text) {
    try {
      return Fonts.composed(text);
    } catch (UnwritableText e) {
      throw new AssertionError(e);
    }
  }

  @Example
  void whatTakesMoreThanTenPagesIsRefusedAndNotCut() throws Exception {
    List<List<String>> rows =
        IntStream.range(0, 600).mapToObj(i -> List.of("one " + i, "two " + i)).toList();
    Part table = new Part.Table("Table", List.of("One", "Two"), List.of(1, 1), rows);
    assertThrows(CertificateRefused.class, () -> CertificateSheet.draw(content(List.of(table))));
    Part shorter =
        new Part.Table("Table", List.of("One", "Two"), List.of(1, 1), rows.subList(0, 120));
    try (PDDocument document = CertificateSheet.draw(content(List.of(shorter)))) {
      assertTrue(document.getNumberOfPages() > 2);
      assertFalse(document.getNumberOfPages() > 10);
    }
  }

  @Example
  void lettersThatNeedSettingAreRefused() {
    for (String name : List.of("سراب", "मृगतृष्णा", "蜃気楼", "x\u0338", "a\u202Eb", "\uD83C\uDF32")) {
      assertThrows(
          UnwritableText.class, () -> CertificateSheet.draw(content(List.of(facts(name)))));
    }
  }

  @Example
  void accentsThatCameApartAreJoined() throws Exception {
    try (PDDocument document = CertificateSheet.draw(content(List.of(facts("Zoe\u0308"))))) {
      assertTrue(textOf(document).contains("Zoë"));
    }
  }

  /** As a reader finds it: fonts are embedded when the document is written. */
  private static String textOf(PDDocument document) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    document.save(bytes);
    try (PDDocument read = Loader.loadPDF(bytes.toByteArray())) {
      return new PDFTextStripper().getText(read);
    }
  }

  private static Part facts(String value) {
    return new Part.Facts("Facts", List.of(new Fact("Name", value)));
  }

  private static CertificateContent content(List<Part> parts) {
    return new CertificateContent(
        Language.FRENCH,
        new CertificateContent.Letterhead(List.of("A", "B"), "C", "arms", "D"),
        "Title",
        "Reference",
        "Basis",
        "Statement",
        parts,
        new CertificateContent.Closing("E", "F", "G"),
        new CertificateContent.Verification("H", "I", "http://localhost/x", "CODE", "figure", "J"),
        new CertificateContent.RunningText("K", "L", "{0}/{1}"));
  }
}
