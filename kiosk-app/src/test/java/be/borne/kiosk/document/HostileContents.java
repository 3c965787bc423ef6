package be.borne.kiosk.document;

import static be.borne.kiosk.document.HandMade.bytes;

import be.borne.kiosk.document.Forgeries.Variant;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionLaunch;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;

/** What the pinned organisation was made to seal, though no certificate has it inside. */
final class HostileContents extends HostileDocuments {
  private static final Pattern LAST_SECTION = Pattern.compile("startxref\\s+(\\d+)\\s+%%EOF\\s*$");

  HostileContents(Samples samples) {
    super(samples);
  }

  @Override
  void make() throws Exception {
    active();
    pages();
    bombs();
    written();
  }

  private void active() throws Exception {
    SealRule rule = SealRule.NOTHING_ACTIVE;
    add(
        rule,
        "script on opening",
        document ->
            document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)")));
    add(
        rule,
        "launch action",
        document -> {
          PDAnnotationLink link = new PDAnnotationLink();
          link.setAction(new PDActionLaunch());
          document.getPage(0).getAnnotations().add(link);
        });
    for (String action :
        List.of(
            "GoToR",
            "GoToE",
            "SubmitForm",
            "ImportData",
            "Sound",
            "Movie",
            "Named",
            "Hide",
            "SetOCGState",
            "Rendition",
            "Trans",
            "GoTo3DView",
            "ResetForm")) {
      add(
          rule,
          "action " + action,
          document -> {
            PDAnnotationLink link = new PDAnnotationLink();
            COSDictionary dictionary = new COSDictionary();
            dictionary.setName(COSName.S, action);
            link.getCOSObject().setItem(COSName.A, dictionary);
            document.getPage(0).getAnnotations().add(link);
          });
    }
    add(
        rule,
        "embedded file",
        document -> {
          PDEmbeddedFile file = new PDEmbeddedFile(document);
          PDComplexFileSpecification specification = new PDComplexFileSpecification();
          specification.setEmbeddedFile(file);
          PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
          tree.setNames(Map.of("a", specification));
          PDDocumentNameDictionary names =
              new PDDocumentNameDictionary(document.getDocumentCatalog());
          names.setEmbeddedFiles(tree);
          document.getDocumentCatalog().setNames(names);
        });
    add(
        rule,
        "annotation",
        document -> document.getPage(0).getAnnotations().add(new PDAnnotationText()));
    add(
        rule,
        "annotation without a type",
        document -> {
          PDAnnotationText text = new PDAnnotationText();
          text.getCOSObject().removeItem(COSName.TYPE);
          document.getPage(0).getAnnotations().add(text);
        });
    for (String key : List.of("OCProperties", "AA", "Collection", "AF")) {
      add(
          rule,
          "/" + key + " in the catalogue",
          document ->
              document
                  .getDocumentCatalog()
                  .getCOSObject()
                  .setItem(COSName.getPDFName(key), new COSDictionary()));
    }
    add(
        rule,
        "a stream whose content lies elsewhere",
        document -> {
          COSStream stream = stream(document, new byte[] {1});
          stream.setString(COSName.F, "http://elsewhere.example/x");
          document.getDocumentCatalog().getCOSObject().setItem(NAMED, stream);
        });
    add(
        rule,
        "a page taken from another file",
        document -> {
          COSStream form = stream(document, new byte[0]);
          form.setName(COSName.SUBTYPE, "Form");
          form.setItem(COSName.getPDFName("Ref"), new COSDictionary());
          document.getDocumentCatalog().getCOSObject().setItem(NAMED, form);
        });
    add(
        rule,
        "a PostScript XObject",
        document -> {
          COSStream form = stream(document, new byte[0]);
          form.setName(COSName.SUBTYPE, "PS");
          document.getDocumentCatalog().getCOSObject().setItem(NAMED, form);
        });
  }

  private static COSStream stream(PDDocument document, byte[] data) throws java.io.IOException {
    COSStream stream = document.getDocument().createCOSStream();
    try (var out = stream.createOutputStream()) {
      out.write(data);
    }
    return stream;
  }

  private void pages() throws Exception {
    add(SealRule.A4_PAGES, "letter", document -> document.addPage(new PDPage(PDRectangle.LETTER)));
    add(SealRule.A4_PAGES, "turned", document -> document.getPage(0).setRotation(90));
    add(SealRule.A4_PAGES, "magnified", document -> document.getPage(0).setUserUnit(2));
    add(
        SealRule.A4_PAGES,
        "eleven pages",
        document -> {
          for (int page = 0; page < 10; page++) {
            document.addPage(new PDPage(PDRectangle.A4));
          }
        });
    add(
        SealRule.A4_PAGES,
        "a count that conceals pages",
        document -> {
          for (int page = 0; page < 3; page++) {
            document.addPage(new PDPage(PDRectangle.A4));
          }
          document.getPages().getCOSObject().setInt(COSName.COUNT, 1);
        });
    add(
        SealRule.A4_PAGES,
        "a page tree that goes in circles",
        document -> {
          COSDictionary pages = document.getPages().getCOSObject();
          COSArray kids = pages.getCOSArray(COSName.KIDS);
          COSDictionary circle = new COSDictionary();
          circle.setItem(COSName.TYPE, COSName.PAGES);
          circle.setItem(COSName.KIDS, kids);
          circle.setItem(COSName.PARENT, pages);
          circle.setInt(COSName.COUNT, 3);
          kids.add(circle);
          pages.setInt(COSName.COUNT, 4);
        });
    byte[] encrypted =
        samples
            .house()
            .seal(
                document ->
                    document.protect(
                        new StandardProtectionPolicy("owner", "", new AccessPermission())));
    int[] ranges = DemoSealer.rangesOf(encrypted);
    add(SealRule.NOT_ENCRYPTED, "encrypted", samples.house().reseal(encrypted, ranges, ranges));
  }

  private void bombs() throws Exception {
    add(
        SealRule.NOT_INFLATED,
        "200 MB of blanks on the page",
        document -> content(document, Bombs.deflated(200_000_000L), COSName.FLATE_DECODE));
    add(
        SealRule.NOT_INFLATED,
        "twice deflated",
        document -> {
          COSArray twice = new COSArray();
          twice.add(COSName.FLATE_DECODE);
          twice.add(COSName.FLATE_DECODE);
          content(document, Bombs.deflated(Bombs.deflated(100_000_000L)), twice);
        });
    add(
        SealRule.NOT_INFLATED,
        "LZW",
        document -> content(document, new byte[] {1, 2, 3}, COSName.LZW_DECODE));
    add(
        SealRule.READABLE,
        "a million operators",
        document ->
            content(
                document, Bombs.deflated(bytes("q Q ".repeat(1_000_000))), COSName.FLATE_DECODE));
    add(
        SealRule.READABLE,
        "forms within forms, ten times each",
        document -> {
          COSDictionary inner = new COSDictionary();
          for (int depth = 0; depth < 9; depth++) {
            COSStream form = stream(document, bytes("/X Do ".repeat(10)));
            form.setItem(COSName.TYPE, COSName.XOBJECT);
            form.setItem(COSName.SUBTYPE, COSName.FORM);
            form.setItem(COSName.BBOX, PDRectangle.A4.getCOSArray());
            COSDictionary resources = new COSDictionary();
            resources.setItem(COSName.XOBJECT, inner);
            form.setItem(COSName.RESOURCES, resources);
            inner = new COSDictionary();
            inner.setItem(COSName.getPDFName("X"), form);
          }
          document.getPage(0).getResources().getCOSObject().setItem(COSName.XOBJECT, inner);
          content(document, Bombs.deflated(bytes("/X Do ")), COSName.FLATE_DECODE);
        });
    add(
        SealRule.READABLE,
        "an image of ten thousand million pixels",
        document -> {
          COSStream image = stream(document, new byte[10]);
          image.setItem(COSName.TYPE, COSName.XOBJECT);
          image.setItem(COSName.SUBTYPE, COSName.IMAGE);
          image.setInt(COSName.WIDTH, 100_000);
          image.setInt(COSName.HEIGHT, 100_000);
          image.setInt(COSName.BITS_PER_COMPONENT, 8);
          image.setItem(COSName.COLORSPACE, COSName.DEVICEGRAY);
          COSDictionary images = new COSDictionary();
          images.setItem(COSName.getPDFName("X"), image);
          document.getPage(0).getResources().getCOSObject().setItem(COSName.XOBJECT, images);
          content(document, Bombs.deflated(bytes("/X Do ")), COSName.FLATE_DECODE);
        });
    add(
        SealRule.READABLE,
        "a picture that says that it is small and holds a large JPEG",
        document -> {
          byte[] jpeg = new byte[64];
          jpeg[0] = (byte) 0xff;
          jpeg[1] = (byte) 0xd8;
          byte[] frame = {
            (byte) 0xff,
            (byte) 0xc0,
            0,
            17,
            8,
            (byte) 0xff,
            (byte) 0xff,
            (byte) 0xff,
            (byte) 0xff,
            3
          };
          System.arraycopy(frame, 0, jpeg, 2, frame.length);
          COSStream image = document.getDocument().createCOSStream();
          try (var out = image.createRawOutputStream()) {
            out.write(jpeg);
          }
          image.setItem(COSName.FILTER, COSName.DCT_DECODE);
          image.setItem(COSName.TYPE, COSName.XOBJECT);
          image.setItem(COSName.SUBTYPE, COSName.IMAGE);
          image.setInt(COSName.WIDTH, 10);
          image.setInt(COSName.HEIGHT, 10);
          image.setInt(COSName.BITS_PER_COMPONENT, 8);
          image.setItem(COSName.COLORSPACE, COSName.DEVICERGB);
          COSDictionary images = new COSDictionary();
          images.setItem(COSName.getPDFName("X"), image);
          document.getPage(0).getResources().getCOSObject().setItem(COSName.XOBJECT, images);
          content(document, Bombs.deflated(bytes("/X Do ")), COSName.FLATE_DECODE);
        });
  }

  /** In front of what stands on the page already, so that the page itself is a good one. */
  private static void content(PDDocument document, byte[] raw, org.apache.pdfbox.cos.COSBase filter)
      throws java.io.IOException {
    COSStream stream = document.getDocument().createCOSStream();
    try (var out = stream.createRawOutputStream()) {
      out.write(raw);
    }
    stream.setItem(COSName.FILTER, filter);
    COSArray contents = new COSArray();
    contents.add(stream);
    var before = document.getPage(0).getCOSObject().getDictionaryObject(COSName.CONTENTS);
    if (before instanceof COSArray array) {
      contents.addAll(array);
    } else if (before != null) {
      contents.add(before);
    }
    document.getPage(0).getCOSObject().setItem(COSName.CONTENTS, contents);
  }

  /** Files that no library would write, sealed as they are. */
  private void written() throws Exception {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    String catalogue = "<< /Type /Catalog /Pages 2 0 R %s >>";
    String pages = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>";
    String page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s >>";
    sealedByHand(
        "nested a hundred thousand deep",
        HandMade.file("", catalogue.formatted("/Hostile " + deep), pages, page.formatted("")));
    sealedByHand(
        "nested deep, in an object apart",
        HandMade.file("", catalogue.formatted("/Hostile 4 0 R"), pages, page.formatted(""), deep));
    sealedByHand(
        "dictionaries nested deep",
        HandMade.file(
            "",
            catalogue.formatted(""),
            pages,
            page.formatted("/Resources " + "<</A".repeat(50_000) + " 1 " + ">>".repeat(50_000))));
    sealedByHand(
        "a page tree that is its own child",
        HandMade.file("", catalogue.formatted(""), "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"));
    sealedByHand(
        "pages that are not there",
        HandMade.file("", catalogue.formatted(""), "<< /Type /Pages /Kids [99 0 R] /Count 1 >>"));
    sealedByHand(
        "a length that leads to itself",
        HandMade.file(
            "",
            catalogue.formatted("/X 4 0 R"),
            pages,
            page.formatted("/Contents 4 0 R"),
            "<< /Length 4 0 R >>\nstream\nq\nendstream"));
    byte[] inside = Bombs.deflated(bytes("5 0 << /Extends 4 0 R >>"));
    sealedByHand(
        "object streams that extend one another",
        HandMade.file(
            "",
            catalogue.formatted("/X 4 0 R"),
            pages,
            page.formatted(""),
            Bombs.flateStream(inside, "/Type /ObjStm /N 1 /First 4 /Extends 4 0 R")));
    sealedByHand(
        "an object stream that is a bomb",
        HandMade.file(
            "",
            catalogue.formatted("/X 4 0 R"),
            pages,
            page.formatted(""),
            Bombs.flateStream(Bombs.deflated(300_000_000L), "/Type /ObjStm /N 1 /First 4")));
    sealedByHand(
        "a previous section that is its own",
        bytes(
            "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\nxref\n0 1\n0000000000 65535 f\r\ntrailer\n<< /Root 1 0 R /Size 3 /Prev 61 >>\nstartxref\n61\n%%EOF\n"));
  }

  /** Sealed by hand as well: no library gets to see the file before the gate does. */
  private void sealedByHand(String name, byte[] pdf) throws Exception {
    String text = HandMade.text(pdf);
    Matcher last = LAST_SECTION.matcher(text);
    int start = last.find() ? Integer.parseInt(last.group(1)) : 0;
    int number = 900;
    String head =
        text
            + number
            + " 0 obj\n<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange ";
    String room = "[0 0000000 0000000 0000000]";
    int gap = head.length() + room.length() + " /Contents ".length();
    String contents = "<" + "0".repeat(24_000) + ">";
    String rest = ">>\nendobj\n";
    int xref = gap + contents.length() + rest.length();
    rest +=
        "xref\n0 1\n0000000000 65535 f\r\n900 1\n%010d 00000 n\r\ntrailer\n<< /Root 1 0 R /Size 901 /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
            .formatted(text.length(), start, xref);
    int[] ranges = {0, gap, gap + contents.length(), rest.length()};
    String sealed =
        head
            + "[0 %07d %07d %07d]".formatted(ranges[1], ranges[2], ranges[3])
            + " /Contents "
            + contents
            + rest;
    ByteArrayOutputStream covered = new ByteArrayOutputStream();
    covered.write(bytes(sealed), 0, ranges[1]);
    covered.write(bytes(sealed), ranges[2], ranges[3]);
    String hex = java.util.HexFormat.of().formatHex(samples.house().cms(covered.toByteArray()));
    byte[] pdfSealed = bytes(sealed);
    System.arraycopy(bytes(hex), 0, pdfSealed, ranges[1] + 1, hex.length());
    variants.add(
        new Variant(
            name,
            pdfSealed,
            Set.copyOf(
                Arrays.asList(SealRule.READABLE, SealRule.NOT_INFLATED, SealRule.ONE_SEAL))));
  }
}
