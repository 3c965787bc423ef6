package be.borne.townhall.guichet.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.form.FileKind;
import be.borne.townhall.guichet.file.FileJudge.Found;
import be.borne.townhall.guichet.file.PdfExamination.Rejected;
import be.borne.townhall.guichet.file.TestFiles.Change;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.junit.jupiter.api.Test;

/**
 * Files as attackers would make them. Broken on purpose to see these fail: the look at every
 * object, filters that stand elsewhere in the file, and the bound on what streams unfold to were
 * left out; a process that was killed counted as one that had found pages.
 */
class FileJudgeTest {
  private static final String ACTIVE = "PDF holds a program, a file or an action";
  private static final String BROKEN = "PDF is broken, or takes too much to read";
  private static final String UNFOLDS = "PDF unfolds to too much";
  private static final COSName ACTION = COSName.getPDFName("OpenAction");

  private final FileJudge judge = new FileJudge();

  private void refused(String rule, byte[] content) {
    FileRefused refused = assertThrows(FileRefused.class, () -> judge.judge(content));
    assertEquals(rule, refused.getMessage());
  }

  /** The same without a process: what its line would say. */
  private static void rejected(String rule, byte[] content) {
    FileRefused refused =
        assertThrows(
            FileRefused.class,
            () -> {
              try {
                PdfExamination.pages(PdfExamination.said(PdfExamination.pages(content)));
              } catch (Rejected e) {
                PdfExamination.pages(PdfExamination.said(e.reason()));
              }
            });
    assertEquals(rule, refused.getMessage());
  }

  @Test
  void whatItIsIsFoundInIt() throws Exception {
    assertEquals(new Found(FileKind.PDF, 3), judge.judge(TestFiles.pdf(3)));
    assertEquals(new Found(FileKind.PDF, 100), judge.judge(TestFiles.pdf(100)));
    assertEquals(new Found(FileKind.PNG, 1), judge.judge(TestFiles.picture("png")));
    assertEquals(new Found(FileKind.JPEG, 1), judge.judge(TestFiles.picture("jpeg")));
  }

  @Test
  void whatBeginsLikeNothingOfOursIsNothing() throws Exception {
    byte[] later = new byte[2_000];
    byte[] pdf = TestFiles.pdf(1);
    System.arraycopy(pdf, 0, later, 10, Math.min(pdf.length, 1_990));
    for (byte[] other :
        List.of(
            new byte[0],
            new byte[] {'%', 'P', 'D'},
            "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8),
            "GIF89a".getBytes(StandardCharsets.UTF_8),
            "PK\u0003\u0004".getBytes(StandardCharsets.UTF_8),
            later)) {
      refused("file is neither a PDF nor a JPEG nor a PNG", other);
    }
  }

  @Test
  void aPictureThatWouldTakeTooMuchIsRefusedByItsHeader() throws Exception {
    assertEquals(new Found(FileKind.PNG, 1), judge.judge(TestFiles.pngOf(12_000, 9_000)));
    for (byte[] bomb :
        List.of(
            TestFiles.pngOf(12_000, 12_000),
            TestFiles.pngOf(Integer.MAX_VALUE, Integer.MAX_VALUE),
            TestFiles.pngOf(20_001, 1),
            TestFiles.jpegOf(65_000, 65_000))) {
      refused("picture has too many pixels", bomb);
    }
    byte[] png = TestFiles.picture("png");
    byte[] jpeg = TestFiles.picture("jpeg");
    for (byte[] broken :
        List.of(
            Arrays.copyOf(png, 20),
            Arrays.copyOf(jpeg, 20),
            TestFiles.pngOf(0, 5),
            TestFiles.pngOf(-1, 5))) {
      refused("picture cannot be read", broken);
    }
  }

  /** Its head was all that was looked at: half a picture was taken, and anything behind one. */
  @Test
  void aPictureIsWholeAndNothingMore() throws Exception {
    for (String format : List.of("png", "jpeg")) {
      byte[] whole = TestFiles.picture(format);
      assertEquals(1, judge.judge(Arrays.copyOf(whole, whole.length + 5_000)).pages());
      refused("picture is not whole", Arrays.copyOf(whole, whole.length - 1));
      refused("picture is not whole", Arrays.copyOf(whole, whole.length + 1_000_000));
    }
  }

  @Test
  void whatHasAPasswordIsRefusedWhateverItOpensWith() throws Exception {
    for (String user : List.of("", "secret")) {
      refused(
          "PDF is encrypted",
          TestFiles.pdf(
              1,
              document ->
                  document.protect(
                      new StandardProtectionPolicy("owner", user, new AccessPermission()))));
    }
  }

  @Test
  void whatDoesSomethingIsRefusedWhereverItStands() throws Exception {
    Map<String, Change> active =
        Map.of(
            "a program at the opening",
            document ->
                document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)")),
            "a program that nothing names",
            document -> document.getDocumentCatalog().getCOSObject().setItem("Nowhere", program()),
            "a file inside",
            FileJudgeTest::embed,
            "another program is started",
            document -> action(document, "Launch"),
            "another file is opened",
            document -> action(document, "GoToR"),
            "what was typed is sent",
            document -> action(document, "SubmitForm"),
            "a form of XFA",
            document ->
                document
                    .getDocumentCatalog()
                    .getCOSObject()
                    .setItem("Nowhere", dictionary("XFA", new COSString("x"))));
    // An address at the opening, and what stands in other files, were once let through.
    Map<String, Change> elsewhere =
        Map.of(
            "another file is read as a thread",
            document -> {
              COSDictionary thread = dictionary("S", COSName.getPDFName("Thread"));
              thread.setItem(COSName.F, new COSString("other.pdf"));
              document.getDocumentCatalog().getCOSObject().setItem("Nowhere", thread);
            },
            "a stream that stands in another file",
            document -> stream(document, new byte[10], null).setString(COSName.F, "other.bin"),
            "an address that is gone to at the opening",
            document -> action(document, "URI"),
            "an address that is gone to after something else",
            document -> {
              COSDictionary first = dictionary("S", COSName.getPDFName("GoTo"));
              first.setItem("Next", array(dictionary("S", COSName.getPDFName("URI"))));
              document.getDocumentCatalog().getCOSObject().setItem(ACTION, first);
            },
            "an address that is gone to when a page is turned",
            document ->
                document
                    .getPage(0)
                    .getCOSObject()
                    .setItem("AA", dictionary("O", dictionary("S", COSName.getPDFName("URI")))),
            "a film on the page",
            document ->
                document
                    .getPage(0)
                    .getCOSObject()
                    .setItem(
                        "Annots", array(dictionary("Subtype", COSName.getPDFName("RichMedia")))));
    List<Map.Entry<String, Change>> all =
        Stream.of(active, elsewhere).flatMap(each -> each.entrySet().stream()).toList();
    for (Map.Entry<String, Change> each : all) {
      try {
        rejected(ACTIVE, TestFiles.pdf(1, each.getValue()));
        rejected(ACTIVE, TestFiles.plainPdf(1, each.getValue()));
      } catch (AssertionError e) {
        throw new AssertionError(each.getKey(), e);
      }
    }
    // The name of the key in another spelling.
    String plain =
        new String(TestFiles.plainPdf(1, d -> action(d, "Launch")), StandardCharsets.ISO_8859_1);
    assertTrue(plain.contains("/Launch"), plain);
    rejected(ACTIVE, plain.replace("/Launch", "/L#61u#6ech").getBytes(StandardCharsets.ISO_8859_1));
  }

  private static COSDictionary program() {
    COSDictionary program = dictionary("JS", new COSString("app.alert(1)"));
    program.setDirect(false);
    return program;
  }

  private static void embed(PDDocument document) throws IOException {
    PDComplexFileSpecification file = new PDComplexFileSpecification();
    file.setFile("a.exe");
    file.setEmbeddedFile(
        new PDEmbeddedFile(document, new ByteArrayInputStream(new byte[] {'M', 'Z'})));
    PDEmbeddedFilesNameTreeNode files = new PDEmbeddedFilesNameTreeNode();
    files.setNames(Map.of("a.exe", file));
    PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
    names.setEmbeddedFiles(files);
    document.getDocumentCatalog().setNames(names);
  }

  private static void action(PDDocument document, String kind) {
    document
        .getDocumentCatalog()
        .getCOSObject()
        .setItem(ACTION, dictionary("S", COSName.getPDFName(kind)));
  }

  private static COSDictionary dictionary(String key, COSBase value) {
    COSDictionary dictionary = new COSDictionary();
    dictionary.setItem(COSName.getPDFName(key), value);
    return dictionary;
  }

  private static COSArray array(COSBase... items) {
    COSArray array = new COSArray();
    for (COSBase item : items) {
      array.add(item);
    }
    return array;
  }

  @Test
  void anAddressOnTheWebIsNoHarm() throws Exception {
    COSDictionary link = dictionary("Subtype", COSName.getPDFName("Link"));
    link.setItem(COSName.A, dictionary("S", COSName.getPDFName("URI")));
    assertEquals(
        1,
        PdfExamination.pages(
            TestFiles.pdf(
                1,
                document -> {
                  document.getPage(0).getCOSObject().setItem("Annots", array(link));
                  // It opens at a page with such a link.
                  document
                      .getDocumentCatalog()
                      .getCOSObject()
                      .setItem(ACTION, array(document.getPage(0).getCOSObject()));
                })));
  }

  @Test
  void whatIsBrokenIsNotMended() throws Exception {
    byte[] whole = TestFiles.pdf(20);
    refused(BROKEN, Arrays.copyOf(whole, whole.length / 2));
    refused(BROKEN, "%PDF-1.7\nnothing\n%%EOF\n".getBytes(StandardCharsets.UTF_8));
    refused("PDF has no page or too many", TestFiles.pdf(0));
    refused("PDF has no page or too many", TestFiles.pdf(101));
  }

  @Test
  void aPageTreeThatBitesItsTailEnds() throws Exception {
    byte[] tail =
        TestFiles.pdf(
            1,
            document -> {
              COSDictionary pages =
                  document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.PAGES);
              pages.getCOSArray(COSName.KIDS).add(pages);
            });
    assertTimeoutPreemptively(Duration.ofSeconds(60), () -> refused(BROKEN, tail));
  }

  @Test
  void whatUnfoldsWithoutEndIsRefused() throws Exception {
    byte[] zeros = TestFiles.packed(210_000_000, 1);
    rejected(UNFOLDS, TestFiles.pdf(1, document -> stream(document, zeros, COSName.FLATE_DECODE)));
    byte[] twice = TestFiles.packed(1_000, 2);
    rejected(
        UNFOLDS,
        TestFiles.pdf(
            1,
            document ->
                stream(document, twice, array(COSName.FLATE_DECODE, COSName.FLATE_DECODE))));
    // Each name of a filter elsewhere in the file.
    rejected(
        UNFOLDS,
        TestFiles.plainPdf(
            1,
            document ->
                stream(
                    document,
                    twice,
                    array(
                        new COSObject(COSName.FLATE_DECODE),
                        new COSObject(COSName.FLATE_DECODE)))));
    rejected(
        UNFOLDS,
        TestFiles.pdf(
            1,
            document -> {
              COSStream picture = stream(document, new byte[10], COSName.FLATE_DECODE);
              picture.setItem(COSName.SUBTYPE, COSName.IMAGE);
              picture.setItem(COSName.WIDTH, COSInteger.get(100_000));
              picture.setItem(COSName.HEIGHT, COSInteger.get(100_000));
            }));
  }

  private static COSName name(String name) {
    return COSName.getPDFName(name);
  }

  private static byte[] hex(byte[] content) {
    return (HexFormat.of().formatHex(content) + ">").getBytes(StandardCharsets.US_ASCII);
  }

  private static void picture(COSStream stream, int width, int height) {
    stream.setItem(COSName.SUBTYPE, COSName.IMAGE);
    stream.setItem(COSName.WIDTH, COSInteger.get(width));
    stream.setItem(COSName.HEIGHT, COSInteger.get(height));
  }

  /** Each of these once passed: only a first filter, and only outside of pictures, was counted. */
  @Test
  void whatUnfoldsBehindSomethingElseIsRefused() throws Exception {
    byte[] zeros = TestFiles.packed(210_000_000, 1);
    byte[] runs = new byte[4_000_000];
    for (int i = 0; i < runs.length; i += 2) {
      // 128 times the next byte.
      runs[i] = (byte) 0x81;
    }
    Map<String, Change> bombs =
        Map.of(
            "letters before it",
            document ->
                stream(document, hex(zeros), array(name("ASCIIHexDecode"), name("FlateDecode"))),
            "something unknown before it",
            document -> stream(document, zeros, array(name("Crypt"), name("FlateDecode"))),
            "said to be a picture, and run as a text",
            document -> picture(stream(document, zeros, name("FlateDecode")), 10_000, 10_000),
            "said to be a small picture",
            document -> {
              COSStream small = document.getDocument().createCOSStream();
              try (OutputStream out = small.createRawOutputStream()) {
                out.write(zeros);
              }
              small.setItem(COSName.FILTER, name("FlateDecode"));
              picture(small, 1, 1);
              document.getDocumentCatalog().getCOSObject().setItem("Nowhere", small);
            },
            "another way to unfold",
            document -> stream(document, runs, name("RunLengthDecode")),
            "the same by its short name",
            document -> stream(document, runs, name("RL")),
            "a picture larger than is said",
            document -> unused(document, TestFiles.jpegOf(65_000, 65_000), name("DCTDecode")),
            "the same, unfolded first",
            document ->
                unused(
                    document,
                    TestFiles.deflated(TestFiles.jpegOf(65_000, 65_000)),
                    array(name("FlateDecode"), name("DCTDecode"))),
            "the same of another kind",
            document -> unused(document, TestFiles.jpeg2000Of(65_000, 65_000), name("JPXDecode")));
    for (Map.Entry<String, Change> each : bombs.entrySet()) {
      try {
        rejected(UNFOLDS, TestFiles.pdf(1, each.getValue()));
      } catch (AssertionError e) {
        throw new AssertionError(each.getKey(), e);
      }
    }
    byte[] damaged = zeros.clone();
    damaged[0] = 0;
    rejected(BROKEN, TestFiles.pdf(1, document -> stream(document, damaged, name("FlateDecode"))));
  }

  /** A picture of 10 by 10, as is said of it. */
  private static void unused(PDDocument document, byte[] raw, COSBase filters) throws IOException {
    COSStream stream = document.getDocument().createCOSStream();
    try (OutputStream out = stream.createRawOutputStream()) {
      out.write(raw);
    }
    stream.setItem(COSName.FILTER, filters);
    picture(stream, 10, 10);
    document.getDocumentCatalog().getCOSObject().setItem("Nowhere", stream);
  }

  /** What scanners and office programs write passes as before. */
  @Test
  void whatUnfoldsToWhatItSaysIsTaken() throws Exception {
    byte[] jpeg = TestFiles.picture("jpeg");
    byte[] text = "0 0 m".getBytes(StandardCharsets.US_ASCII);
    byte[] packed = TestFiles.deflated(text);
    Map<String, Change> harmless =
        Map.of(
            "a text",
            document -> stream(document, packed, name("FlateDecode")),
            "one that broke off",
            document ->
                stream(document, Arrays.copyOf(packed, packed.length - 6), name("FlateDecode")),
            "one whose sum does not fit",
            document -> {
              byte[] other = packed.clone();
              other[other.length - 1] ^= 1;
              stream(document, other, name("FlateDecode"));
            },
            "nothing",
            document -> stream(document, new byte[0], name("FlateDecode")),
            "one in letters",
            document ->
                stream(document, hex(packed), array(name("ASCIIHexDecode"), name("FlateDecode"))),
            "a picture",
            document -> unused(document, jpeg, name("DCTDecode")),
            "a packed picture",
            document ->
                unused(
                    document,
                    TestFiles.deflated(jpeg),
                    array(name("FlateDecode"), name("DCTDecode"))),
            "a large page of a scanner",
            document -> {
              COSStream page = document.getDocument().createCOSStream();
              try (OutputStream out = page.createRawOutputStream()) {
                out.write(TestFiles.packed(300_000_000, 1));
              }
              page.setItem(COSName.FILTER, name("FlateDecode"));
              picture(page, 10_000, 10_000);
              document.getDocumentCatalog().getCOSObject().setItem("Nowhere", page);
            });
    for (Map.Entry<String, Change> each : harmless.entrySet()) {
      try {
        assertEquals(1, PdfExamination.pages(TestFiles.pdf(1, each.getValue())));
      } catch (Rejected e) {
        throw new AssertionError(each.getKey(), e);
      }
    }
  }

  private static COSStream stream(PDDocument document, byte[] raw, COSBase filters)
      throws IOException {
    COSStream stream = document.getDocument().createCOSStream();
    try (OutputStream out = stream.createRawOutputStream()) {
      out.write(raw);
    }
    stream.setItem(COSName.FILTER, filters);
    document.getPage(0).setContents(new PDStream(stream));
    return stream;
  }

  /** It would take more memory than the town hall itself has in its tests. */
  @Test
  void aBombGoesOffInAProcessOfItsOwn() throws Exception {
    byte[] bomb = TestFiles.bomb(700_000_000);
    assertTrue(bomb.length < 1_000_000, bomb.length + " bytes");
    assertEquals(
        3, PdfProcess.usual().ended(bomb).exitCode(), "it ends otherwise than for want of memory");
    refused(BROKEN, bomb);
    assertEquals(new Found(FileKind.PDF, 1), judge.judge(TestFiles.pdf(1)));
  }

  @Test
  void whatTakesTooLongIsEnded() throws Exception {
    FileJudge slow =
        new FileJudge(new PdfProcess(List.of("/bin/sleep", "300"), Duration.ofMillis(300)));
    byte[] content = TestFiles.pdf(1, document -> stream(document, new byte[300_000], null));
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          FileRefused refused = assertThrows(FileRefused.class, () -> slow.judge(content));
          assertEquals("PDF takes too long to read", refused.getMessage());
        });
  }

  private static FileJudge by(String... command) {
    return new FileJudge(new PdfProcess(List.of(command), Duration.ofSeconds(20)));
  }

  /**
   * Codes from 101 to 200 were once pages, and so was a process that had been killed: a file that
   * nobody had looked at was taken for one of 37 pages. Any other code was told as a broken PDF.
   */
  @Test
  void aProcessThatDoesNotSaySoHasJudgedNothing() throws Exception {
    byte[] content = TestFiles.pdf(1);
    for (String end :
        List.of(
            "kill -9 $$",
            "kill -TERM $$",
            "kill -SEGV $$",
            "exit 0",
            "exit 1",
            "exit 103",
            "echo borne-pdf pages 2; exit 1",
            "echo borne-pdf pages 2; kill -9 $$",
            "echo borne-pdf pages 0",
            "echo borne-pdf pages 101",
            "echo borne-pdf refused NOTHING",
            "echo something; echo borne-pdf pages 2",
            "echo borne-pdf pages 2; echo something")) {
      FileJudge judge = by("/bin/sh", "-c", end);
      assertThrows(JudgeUnavailable.class, () -> judge.judge(content), end);
    }
    FileJudge none = by("/nowhere/java");
    assertThrows(JudgeUnavailable.class, () -> none.judge(content));
    assertEquals(2, by("/bin/sh", "-c", "echo borne-pdf pages 2").judge(content).pages());
    FileJudge full = by("/bin/sh", "-c", "exit 3");
    assertThrows(FileRefused.class, () -> full.judge(content));
  }
}
