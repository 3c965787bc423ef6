package be.borne.townhall.guichet.engine.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.engine.Commission;
import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.engine.Progress;
import be.borne.townhall.guichet.engine.SealedDocument;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is on each kind of certificate, and who cannot have it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
class EveryCertificateTest {
  private static final NationalNumber MARGUERITE = new NationalNumber("50134199915");
  private static final NationalNumber ANATOLE = new NationalNumber("79144299804");
  private static final NationalNumber CAPUCINE = new NationalNumber("09154399833");
  private static final NationalNumber LONGIN = new NationalNumber("66165798717");
  private static final NationalNumber MONG = new NationalNumber("85154499318");
  private static final NationalNumber ROSALIE = new NationalNumber("80154499642");
  private static final NationalNumber THEODULE = new NationalNumber("46144399726");

  private InventedResidents residents;
  private EmbeddedEngine engine;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    residents = InventedResidents.read();
    engine = TestEngine.in(folder);
  }

  @AfterAll
  void close() {
    engine.close();
  }

  @ParameterizedTest
  @EnumSource(CertificateKind.class)
  void isIssuedInEveryLanguageToSomebodyWithEverythingOnIt(CertificateKind kind) throws Exception {
    Set<Language> issued = EnumSet.noneOf(Language.class);
    for (Resident who : residents.everybody()) {
      Language language = EmbeddedEngine.DOCUMENT_LANGUAGES.get(issued.size());
      if (TestEngine.order(engine, kind.serviceId(), language, who.number())
          instanceof Progress.Issued(SealedDocument document)) {
        check(kind, language, who, document);
        issued.add(language);
        if (issued.size() < EmbeddedEngine.DOCUMENT_LANGUAGES.size()) {
          continue;
        }
        break;
      }
    }
    // Few may have some kinds: the rest of the languages for the first of them.
    for (Language language : EmbeddedEngine.DOCUMENT_LANGUAGES) {
      if (!issued.contains(language)) {
        Resident who = firstWhoMayHave(kind);
        check(kind, language, who, issue(kind, language, who.number()));
      }
    }
  }

  private Resident firstWhoMayHave(CertificateKind kind) throws Exception {
    for (Resident who : residents.everybody()) {
      if (TestEngine.order(engine, kind.serviceId(), Language.FRENCH, who.number())
          instanceof Progress.Issued) {
        return who;
      }
    }
    throw new AssertionError("nobody in the register may have " + kind);
  }

  private SealedDocument issue(CertificateKind kind, Language language, NationalNumber citizen)
      throws Exception {
    return assertInstanceOf(
            Progress.Issued.class, TestEngine.order(engine, kind.serviceId(), language, citizen))
        .document();
  }

  private static void check(
      CertificateKind kind, Language language, Resident who, SealedDocument issued)
      throws Exception {
    Wording words = new Wording(language);
    String text = TestEngine.text(issued.pdf());
    List<String> expected = new ArrayList<>();
    expected.add(TestEngine.REFERENCE);
    expected.add(issued.verificationCode().orElseThrow());
    expected.add(TestEngine.verification(issued.verificationCode().orElseThrow()).toString());
    expected.add(TestEngine.TESTERIVE.name(language));
    expected.add(TestEngine.ORGANISATION);
    expected.add(words.say("service." + kind.serviceId() + ".title"));
    expected.add(words.say("legal-basis", kind));
    expected.add(words.say("purpose", kind));
    expected.add(words.say("validity", kind));
    expected.add(who.name());
    if (!kind.isAct()) {
      expected.add(who.number().written());
    }
    for (String each : expected) {
      // A name may break after any hyphen of its own.
      assertTrue(
          text.replace(" ", "").contains(each.replaceAll("[\\s\\u00a0]", "")),
          kind + " in " + language + " lacks " + (each.equals(who.name()) ? "the name" : each));
    }
    assertFalse(text.matches(".*\\{\\d}.*"), kind + ": an unfilled place");
    assertTrue(issued.pdf().length < IssuedDocument.MAX_SIZE_BYTES);
    try (PDDocument document = Loader.loadPDF(issued.pdf())) {
      assertEquals(language.tag() + "-BE", document.getDocumentCatalog().getLanguage());
      assertEquals(
          words.say("service." + kind.serviceId() + ".title"),
          document.getDocumentInformation().getTitle());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "belgian-nationality, 74164299813, citizen is not Belgian",
    "residence-for-marriage, 72154299842, citizen is married",
    "residence-for-marriage, 18155199437, citizen is not of age",
    "legal-cohabitation, 50134199915, citizen has no legal cohabitation",
    "legal-cohabitation, 17164199625, citizen has no legal cohabitation",
    "burial-wishes, 72154299842, citizen declared no wishes about burial",
    "voter, 18155199437, citizen is not an elector",
    "voter, 78154499707, citizen is not an elector",
    "voter, 42135898546, citizen is not an elector",
    "marriage-act, 81164399761, no such act concerns the citizen",
    "birth-act, 88135499162, no such act concerns the citizen",
    "divorce-act, 09154399833, no such act concerns the citizen",
    "name-change, 50134199915, no such act concerns the citizen",
    "death-act, 72154299842, no near relative's death is in the register",
    "death-act, 09154399833, no near relative's death is in the register",
    "fishing-licence, 50134199915, service or document language not offered"
  })
  void whoCannotHaveItIsToldWhy(String service, String citizen, String rule) throws Exception {
    assertEquals(
        rule,
        TestEngine.refusal(
            TestEngine.order(engine, service, Language.FRENCH, new NationalNumber(citizen))));
  }

  @Test
  void aDeathIsCertifiedToSpouseAndChild() throws Exception {
    for (NationalNumber relative : List.of(MARGUERITE, ANATOLE)) {
      String text =
          TestEngine.text(issue(CertificateKind.DEATH_ACT, Language.FRENCH, relative).pdf());
      assertTrue(text.contains("Théodule Anselme"));
      assertTrue(text.contains("4 novembre 2018"));
    }
  }

  @Test
  void whoIsDivorcedIsNoRelative() {
    Household household = residents.households().getFirst();
    List<CivilStatusAct> acts =
        residents.acts().stream()
            .filter(act -> act.parties().stream().anyMatch(party -> party.is(ANATOLE)))
            .toList();
    assertEquals(
        Set.of(MARGUERITE, THEODULE, CAPUCINE), Dossier.nearRelatives(ANATOLE, household, acts));
    List<CivilStatusAct> stillMarried =
        acts.stream().filter(act -> act.kind() != CertificateKind.DIVORCE_ACT).toList();
    assertTrue(Dossier.nearRelatives(ANATOLE, household, stillMarried).contains(ROSALIE));
  }

  @Test
  void aLongHistoryGoesOnWithNothingLeftOut() throws Exception {
    Resident longin =
        residents.everybody().stream()
            .filter(who -> who.number().equals(LONGIN))
            .findFirst()
            .orElseThrow();
    SealedDocument issued = issue(CertificateKind.RESIDENCE_HISTORY, Language.DUTCH, LONGIN);
    String text = TestEngine.text(issued.pdf());
    for (Address address : longin.earlier()) {
      assertTrue(text.contains(address.street()), "an address is left out");
    }
    try (PDDocument document = Loader.loadPDF(issued.pdf())) {
      int pages = document.getNumberOfPages();
      assertTrue(pages > 1);
      for (int page = 1; page <= pages; page++) {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        String onIt = stripper.getText(document);
        assertTrue(onIt.contains("Blad " + page + "/" + pages), onIt);
        assertTrue(onIt.contains(issued.verificationCode().orElseThrow()));
        assertTrue(onIt.contains(TestEngine.REFERENCE));
        PDRectangle box = document.getPage(page - 1).getMediaBox();
        assertEquals(PDRectangle.A4.getWidth(), box.getWidth());
        assertEquals(PDRectangle.A4.getHeight(), box.getHeight());
      }
      assertEquals(
          TestEngine.verification(issued.verificationCode().orElseThrow()).toString(),
          qrOn(document, pages - 1));
      assertThrows(NotFoundException.class, () -> qrOn(document, 0));
    }
  }

  /** As a telephone has more than one look at it: not every code is found at every resolution. */
  private static String qrOn(PDDocument document, int page) throws Exception {
    for (int dpi : new int[] {150, 200, 300}) {
      BufferedImage image = new PDFRenderer(document).renderImageWithDPI(page, dpi);
      int[] pixels =
          image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
      try {
        return new QRCodeReader()
            .decode(
                new BinaryBitmap(
                    new HybridBinarizer(
                        new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels))),
                Map.of(DecodeHintType.TRY_HARDER, Boolean.TRUE))
            .getText();
      } catch (ReaderException e) {
        if (dpi == 300) {
          throw e;
        }
      }
    }
    throw new IllegalStateException("there is a last resolution");
  }

  @Test
  void aNameOfAnotherAlphabetsLettersIsWrittenWhole() throws Exception {
    String text = TestEngine.text(issue(CertificateKind.LIFE, Language.GERMAN, MONG).pdf());
    assertTrue(text.contains("Ảo-Tưởng-Fictif"), text);
    assertTrue(text.contains("Mộng Thị Huyền"));
    assertTrue(text.contains("Februar 1985, in Làng Không Có Thật"));
  }

  /** What it is needed for stands on it, in its own language; "something else" as it always did. */
  @ParameterizedTest
  @EnumSource(CertificateKind.class)
  void bearsWhatItIsNeededFor(CertificateKind kind) throws Exception {
    if (kind.purposes().isEmpty()) {
      assertEquals(
          "purpose not offered",
          TestEngine.refusal(engine.advance(commission(kind, ANATOLE, PurposeKind.OTHER, 0))));
      return;
    }
    NationalNumber who = firstWhoMayHave(kind).number();
    int language = 0;
    for (PurposeKind purpose : PurposeKind.values()) {
      Commission commission = commission(kind, who, purpose, language++ % 3);
      if (!kind.purposes().contains(purpose)) {
        assertEquals("purpose not offered", TestEngine.refusal(engine.advance(commission)));
        continue;
      }
      Progress progress = engine.advance(commission);
      String text =
          TestEngine.text(assertInstanceOf(Progress.Issued.class, progress).document().pdf());
      Wording words = new Wording(commission.documentLanguage());
      String usual = words.say("purpose", kind);
      String own = "purpose-of." + purpose.id() + ".line";
      assertEquals(purpose != PurposeKind.OTHER, words.has(own));
      assertTrue(text.contains(words.has(own) ? words.say(own) : usual), text);
      assertEquals(purpose == PurposeKind.OTHER, text.contains(usual));
    }
  }

  private static Commission commission(
      CertificateKind kind, NationalNumber who, PurposeKind purpose, int language) {
    return new Commission(
        TestEngine.REFERENCE,
        who,
        kind.serviceId(),
        EmbeddedEngine.DOCUMENT_LANGUAGES.get(language),
        Optional.of(purpose.id()));
  }

  @Test
  void theCatalogueOffersTwentyOneKindsInFourLanguages() {
    assertEquals(21, engine.catalogue().services().size());
    assertEquals("household-composition", engine.catalogue().services().getFirst().id());
    engine
        .catalogue()
        .services()
        .forEach(
            service ->
                assertEquals(Set.of(Language.values()), service.title().keySet(), service.id()));
  }

  @Test
  void everybodyAndEveryActIsInventedAndRead() {
    List<NationalNumber> numbers = residents.everybody().stream().map(Resident::number).toList();
    assertEquals(numbers.size(), Set.copyOf(numbers).size(), "a number twice");
    Set<CertificateKind> kinds =
        residents.acts().stream().map(CivilStatusAct::kind).collect(Collectors.toSet());
    Set<CertificateKind> acts =
        Set.of(CertificateKind.values()).stream()
            .filter(CertificateKind::isAct)
            .collect(Collectors.toSet());
    assertEquals(new TreeSet<>(acts), new TreeSet<>(kinds));
    assertThrows(
        IllegalArgumentException.class,
        () -> Invented.requireImpossible(new NationalNumber("50030399915")));
  }
}
