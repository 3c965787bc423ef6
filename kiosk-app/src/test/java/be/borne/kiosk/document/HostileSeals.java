package be.borne.kiosk.document;

import static be.borne.kiosk.document.HandMade.bytes;

import be.borne.kiosk.document.DemoSealer.Making;
import be.borne.kiosk.document.TamperMatrix.Variant;
import java.io.ByteArrayOutputStream;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/**
 * Documents whose seal is right and who are wrong all the same: by whom they were sealed, what
 * order they are of, or what the pinned organisation was made to seal.
 */
final class HostileSeals {
  private static final COSName NAMED = COSName.getPDFName("Hostile");

  private static final Pattern LAST_SECTION = Pattern.compile("startxref\\s+(\\d+)\\s+%%EOF\\s*$");

  private final Samples samples;
  private final List<Variant> variants = new ArrayList<>();

  private HostileSeals(Samples samples) {
    this.samples = samples;
  }

  static List<Variant> of(Samples samples) throws Exception {
    HostileSeals seals = new HostileSeals(samples);
    seals.issuers();
    seals.revoked();
    seals.algorithms();
    seals.orders();
    seals.active();
    seals.pages();
    seals.bombs();
    seals.written();
    return List.copyOf(seals.variants);
  }

  private void add(SealRule refusedBy, String name, byte[] pdf) {
    variants.add(new Variant(name, pdf, Set.of(refusedBy)));
  }

  private void add(SealRule refusedBy, String name, DemoSealer.Change change) throws Exception {
    add(refusedBy, name, samples.house().seal(change));
  }

  private DemoSealer sealer(DemoIssuer.Identity seal) {
    return new DemoSealer(seal, Optional.of(samples.time()), Optional.of(samples.nobodyRevoked()));
  }

  private void issuers() throws Exception {
    Instant now = DemoIssuer.NOW;
    DemoIssuer issuer = samples.issuer();
    add(
        SealRule.ORGANISATION,
        "another municipality of the same authority",
        sealer(issuer.seal("NTRBE-0000000194")).seal());
    add(
        SealRule.TRUSTED_CHAIN,
        "expired when it sealed",
        sealer(
                issuer.seal(
                    DemoIssuer.ORGANISATION, now.minus(Duration.ofDays(400)), Duration.ofDays(100)))
            .seal());
    add(
        SealRule.TRUSTED_CHAIN,
        "not yet valid when it sealed",
        sealer(
                issuer.seal(
                    DemoIssuer.ORGANISATION, now.plus(Duration.ofDays(2)), Duration.ofDays(100)))
            .seal());
    DemoIssuer stranger = new DemoIssuer("Demo root");
    add(
        SealRule.TRUSTED_CHAIN,
        "an authority of the same name that is not pinned",
        new DemoSealer(
                stranger.seal(DemoIssuer.ORGANISATION),
                Optional.of(samples.time()),
                Optional.of(stranger.revocations(List.of())))
            .seal());
    add(
        SealRule.TIMESTAMP,
        "a timestamp of an authority that is not pinned",
        new DemoSealer(
                samples.seal(),
                Optional.of(stranger.timestampAuthority()),
                Optional.of(samples.nobodyRevoked()))
            .seal());
  }

  private void revoked() throws Exception {
    for (X509Certificate revoked :
        List.of(samples.seal().certificate(), samples.time().certificate())) {
      String whose = revoked.equals(samples.seal().certificate()) ? "seal" : "timestamp authority";
      X509CRL list = samples.issuer().revocations(List.of(revoked));
      add(
          SealRule.NOT_REVOKED,
          whose + " revoked, by a list under the seal",
          new DemoSealer(samples.seal(), Optional.of(samples.time()), Optional.of(list)).seal());
      add(
          SealRule.NOT_REVOKED,
          whose + " revoked, by a list in the seal",
          new DemoSealer(samples.seal(), Optional.of(samples.time()), Optional.of(list))
              .making(new Making("SHA256with", Optional.empty(), false, true))
              .seal());
      add(
          SealRule.NOT_REVOKED,
          whose + " revoked, by a list behind the seal",
          behind(Optional.of(list), Optional.empty()));
      add(
          SealRule.NOT_REVOKED,
          whose + " revoked, by an OCSP answer behind the seal",
          behind(
              Optional.empty(),
              Optional.of(samples.issuer().answer(revoked, true, DemoIssuer.NOW))));
    }
  }

  private byte[] behind(Optional<X509CRL> list, Optional<byte[]> answer) throws Exception {
    byte[] good = samples.good(Samples.Level.B_T);
    int next = HandMade.on(good).next();
    byte[] data = list.isPresent() ? list.get().getEncoded() : answer.orElseThrow();
    return HandMade.on(good)
        .put(next, "<< /" + (list.isPresent() ? "CRLs" : "OCSPs") + " [" + (next + 1) + " 0 R] >>")
        .put(next + 1, HandMade.stream(data))
        .catalogue("/DSS " + next + " 0 R")
        .update();
  }

  private void algorithms() throws Exception {
    Instant from = DemoIssuer.NOW.minus(Duration.ofDays(1));
    Duration year = Duration.ofDays(365);
    add(
        SealRule.STRONG_ALGORITHMS,
        "SHA-1",
        sealer(samples.seal())
            .making(new Making("SHA1with", Optional.empty(), false, false))
            .seal());
    add(
        SealRule.STRONG_ALGORITHMS,
        "RSA of 1024 bits",
        sealer(samples.issuer().seal(DemoIssuer.ORGANISATION, from, year, DemoIssuer.rsaKeys(1024)))
            .seal());
    add(
        SealRule.NAMES_ITS_CERTIFICATE,
        "no signing-certificate-v2",
        sealer(samples.seal())
            .making(new Making("SHA256with", Optional.empty(), true, false))
            .seal());
    add(
        SealRule.NAMES_ITS_CERTIFICATE,
        "signing-certificate-v2 of another certificate",
        sealer(samples.seal())
            .making(
                new Making("SHA256with", Optional.of(samples.time().certificate()), false, false))
            .seal());
  }

  private void orders() throws Exception {
    String code = DemoSealer.CODE;
    String reference = DemoSealer.REFERENCE;
    String other = "TSR-2026-00000000";
    add(
        SealRule.ORDER_REFERENCE,
        "right seal, wrong order",
        document -> {
          document
              .getDocumentInformation()
              .setCustomMetadataValue(SealedStructure.ORDER_REFERENCE_KEY, other);
          DemoSealer.rewrite(document, DemoSealer.ADDRESS, other, code);
        });
    add(
        SealRule.ORDER_REFERENCE,
        "no reference in the information",
        document ->
            document
                .getDocumentInformation()
                .setCustomMetadataValue(SealedStructure.ORDER_REFERENCE_KEY, null));
    add(
        SealRule.ORDER_REFERENCE,
        "page of another order",
        document -> DemoSealer.rewrite(document, DemoSealer.ADDRESS, other, code));
    add(
        SealRule.VERIFICATION_CODE,
        "no code on the page",
        document -> DemoSealer.rewrite(document, DemoSealer.ADDRESS, reference));
    add(
        SealRule.VERIFICATION_CODE,
        "another code on the page",
        document ->
            DemoSealer.rewrite(
                document, DemoSealer.ADDRESS, reference, "0".repeat(4) + code.substring(4)));
    add(
        SealRule.QR_CODE,
        "no QR code",
        document -> DemoSealer.rewrite(document, "", reference, code));
    add(
        SealRule.QR_CODE,
        "QR code of another code",
        document ->
            DemoSealer.rewrite(
                document, DemoSealer.ADDRESS.replace("7K3M", "0000"), reference, code));
    for (String address :
        List.of(
            "https://elsewhere.example/c/" + code,
            "https://" + DemoSealer.HOST + "@elsewhere.example/c/" + code,
            "https://" + DemoSealer.HOST + ".elsewhere.example/c/" + code,
            "ftp://" + DemoSealer.HOST + "/c/" + code,
            "javascript:alert('" + code,
            "https://" + DemoSealer.HOST + "/c/9" + code,
            DemoSealer.ADDRESS + "/more",
            code)) {
      add(
          SealRule.QR_CODE,
          "QR code " + address,
          document -> DemoSealer.rewrite(document, address, reference, code));
    }
    add(
        SealRule.QR_CODE,
        "two QR codes",
        document ->
            DemoSealer.drawQr(
                document, document.getPage(0), "https://elsewhere.example/" + code, 300, 100, 98));
    add(
        SealRule.QR_CODE,
        "QR code twice, on two pages",
        document -> {
          PDPage second = new PDPage(PDRectangle.A4);
          document.addPage(second);
          DemoSealer.drawQr(document, second, DemoSealer.ADDRESS);
        });
    add(
        SealRule.QR_CODE,
        "QR code covered by a white field",
        document -> {
          try (var content =
              new org.apache.pdfbox.pdmodel.PDPageContentStream(
                  document,
                  document.getPage(0),
                  org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode.APPEND,
                  true,
                  true)) {
            content.setNonStrokingColor(1f);
            content.addRect(50, 90, 60, 120);
            content.fill();
          }
        });
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
