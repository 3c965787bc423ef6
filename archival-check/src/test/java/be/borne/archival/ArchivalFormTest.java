package be.borne.archival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Every kind of certificate in every language, before and after its seal, is PDF/A-2b and PDF/UA-1
 * as veraPDF understands them: it shares neither code nor author with what wrote them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
class ArchivalFormTest {
  private static final int KINDS = 21;
  private static final int LANGUAGES = 3;

  private List<Path> ofEachKind;
  private List<Path> difficult;

  // The class's timeout is for tests only, and this does the work of all of them.
  @BeforeAll
  @Timeout(900)
  void write(@TempDir Path folder) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    ofEachKind = TownHallProgram.write(folder.resolve("each"), "--unsealed");
    // Long names, other alphabets' letters, and more than one page.
    difficult =
        TownHallProgram.write(
            folder.resolve("difficult"), "--everybody", "--kind", "household-composition");
  }

  @Test
  void everyKindIsThereInEveryLanguageBeforeAndAfterItsSeal() {
    assertEquals(2 * KINDS * LANGUAGES, ofEachKind.size());
    assertEquals(
        KINDS,
        ofEachKind.stream()
            .map(file -> file.getFileName().toString().replaceFirst("_.*", ""))
            .collect(Collectors.toCollection(TreeSet::new))
            .size());
    assertTrue(difficult.size() > LANGUAGES, "more than one citizen has a household");
  }

  Stream<Path> all() {
    return Stream.concat(ofEachKind.stream(), difficult.stream());
  }

  @ParameterizedTest
  @MethodSource("all")
  void isArchival(Path file) throws Exception {
    assertEquals(List.of(), failures(Files.readAllBytes(file), PDFAFlavour.PDFA_2_B));
  }

  @ParameterizedTest
  @MethodSource("all")
  void isAccessible(Path file) throws Exception {
    assertEquals(List.of(), failures(Files.readAllBytes(file), PDFAFlavour.PDFUA_1));
  }

  /** So that a validator that passes everything would be noticed. */
  @Test
  void aSpoiltCertificateIsNoticed() throws Exception {
    byte[] pdf =
        Files.readAllBytes(
            ofEachKind.stream()
                .filter(file -> file.toString().endsWith("life_fr.unsealed.pdf"))
                .findFirst()
                .orElseThrow());
    int claim = new String(pdf, StandardCharsets.ISO_8859_1).indexOf("pdfaid:part");
    assertTrue(claim > 0, "the metadata is readable as it lies in the file");
    pdf[claim] = 'q';
    assertFalse(failures(pdf, PDFAFlavour.PDFA_2_B).isEmpty());
  }

  /** The rules that do not hold, each once: {@code clause/number: what is wrong}. */
  private static List<String> failures(byte[] pdf, PDFAFlavour flavour) throws Exception {
    try (InputStream in = new ByteArrayInputStream(pdf);
        PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
      ValidationResult result = validator.validate(parser);
      List<String> failures =
          result.getTestAssertions().stream()
              .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
              .map(
                  assertion ->
                      assertion.getRuleId().getClause()
                          + "/"
                          + assertion.getRuleId().getTestNumber()
                          + ": "
                          + assertion.getMessage())
              .distinct()
              .toList();
      return failures.isEmpty() && !result.isCompliant()
          ? List.of("not compliant, and no rule says why")
          : failures;
    }
  }
}
