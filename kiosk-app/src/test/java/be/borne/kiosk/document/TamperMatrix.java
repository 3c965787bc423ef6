package be.borne.kiosk.document;

import static be.borne.kiosk.document.HandMade.bytes;
import static be.borne.kiosk.document.HandMade.text;

import be.borne.kiosk.document.Samples.Level;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationFreeText;

/**
 * Makes, from one good certificate at each level, what attackers make of sealed documents once they
 * are sealed: the published attacks (incremental saving, signature wrapping, universal signature
 * forgery, shadow updates) and those that know this gate.
 */
final class TamperMatrix {

  /**
   * One forged document.
   *
   * @param name for people
   * @param refusedBy the rules one of which must be the first to refuse it
   */
  @SuppressWarnings("ArrayRecordComponent") // a document is moved, not compared
  record Variant(String name, byte[] pdf, Set<SealRule> refusedBy) {
    @Override
    public String toString() {
      return name;
    }
  }

  private final Samples samples;
  private final Level level;
  private final byte[] good;
  private final int[] ranges;
  private final List<Variant> variants = new ArrayList<>();

  private TamperMatrix(Samples samples, Level level) throws Exception {
    this.samples = samples;
    this.level = level;
    this.good = samples.good(level);
    this.ranges = DemoSealer.rangesOf(good);
  }

  /** Every variant at one level. */
  static List<Variant> of(Samples samples, Level level) throws Exception {
    TamperMatrix matrix = new TamperMatrix(samples, level);
    matrix.bytesChanged();
    matrix.universalSignatureForgery();
    matrix.signatureWrapping();
    matrix.incrementalSaving();
    matrix.shadowUpdates();
    matrix.disguisedAsValidationData();
    matrix.otherSeals();
    return List.copyOf(matrix.variants);
  }

  private void add(String name, byte[] pdf, SealRule... refusedBy) {
    variants.add(new Variant(level + ": " + name, pdf, Set.copyOf(Arrays.asList(refusedBy))));
  }

  private byte[] with(UnaryOperator<String> change) {
    return bytes(change.apply(text(good)));
  }

  private byte[] inserted(int at, String more) {
    return with(text -> text.substring(0, at) + more + text.substring(at));
  }

  // ------------------------------------------------------------------ bytes

  private void bytesChanged() {
    byte[] flipped = good.clone();
    flipped[text(good).indexOf("stream") + 20] ^= 1;
    add("content byte flipped", flipped, SealRule.INTACT);
    byte[] signature = good.clone();
    signature[ranges[1] + 400] = (byte) (signature[ranges[1] + 400] == '1' ? '2' : '1');
    add("signature byte flipped", signature, SealRule.INTACT);
    byte[] padded = good.clone();
    padded[ranges[2] - 3] = '1';
    add("a byte in the padding of the seal", padded, SealRule.PADDING_IS_ZERO);
    for (String trailing : List.of("\n", " ", "\0", "%%EOF\n", "% a comment\n", "garbage")) {
      add(
          "trailing bytes " + java.util.HexFormat.of().formatHex(bytes(trailing)),
          bytes(text(good) + trailing),
          SealRule.ONLY_PROOF_FOLLOWS);
    }
    add("bytes before the header", bytes("GIF89a" + text(good)), SealRule.IS_PDF);
    for (int part = 1; part < 20; part++) {
      add(
          "truncated to " + part + "/20",
          Arrays.copyOf(good, good.length * part / 20),
          SealRule.ONE_SEAL,
          SealRule.GAP_IS_SEAL,
          SealRule.WHOLE_REVISION,
          SealRule.ONLY_PROOF_FOLLOWS);
    }
    add(
        "last byte cut off",
        Arrays.copyOf(good, good.length - 2),
        SealRule.GAP_IS_SEAL,
        SealRule.ONLY_PROOF_FOLLOWS);
    add(
        "an error stored as a document",
        "{\"error\":\"engine is busy\",\"status\":503}".getBytes(StandardCharsets.UTF_8),
        SealRule.IS_PDF);
    add("an empty file", new byte[0], SealRule.IS_PDF);
    add("oversize", Arrays.copyOf(good, 5 * 1024 * 1024), SealRule.IS_PDF);
  }

  // ------------------------------------------------------------------ published attacks

  /** Universal Signature Forgery: a reader that finds nothing to check must not find it valid. */
  private void universalSignatureForgery() {
    String key = text(good).substring(text(good).indexOf("/ByteRange"));
    String range = key.substring(0, key.indexOf(']') + 1);
    String contents = text(good).substring(ranges[1], ranges[2]);
    forged("no ByteRange", range, "", SealRule.GAP_IS_SEAL, SealRule.ONE_SEAL);
    forged("ByteRange null", range, "/ByteRange null", SealRule.GAP_IS_SEAL);
    forged("ByteRange of zeros", range, "/ByteRange [0 0 0 0]", SealRule.GAP_IS_SEAL);
    forged("ByteRange empty", range, "/ByteRange []", SealRule.GAP_IS_SEAL);
    forged(
        "ByteRange negative",
        range,
        "/ByteRange [0 -" + ranges[1] + " " + ranges[2] + " " + ranges[3] + "]",
        SealRule.GAP_IS_SEAL);
    forged(
        "ByteRange beyond the file",
        range,
        "/ByteRange [0 " + ranges[1] + " " + ranges[2] + " 999999999]",
        SealRule.GAP_IS_SEAL);
    forged(
        "ByteRange overflowing",
        range,
        "/ByteRange [0 4294967295 4294967296 4294967296]",
        SealRule.GAP_IS_SEAL);
    forged("Contents missing", "/Contents " + contents, "", SealRule.GAP_IS_SEAL);
    forged("Contents null", contents, "null", SealRule.GAP_IS_SEAL);
    forged("Contents empty", contents, "<>", SealRule.GAP_IS_SEAL);
    forged("Contents zero", contents, "<00>", SealRule.GAP_IS_SEAL);
    byte[] zeros = good.clone();
    Arrays.fill(zeros, ranges[1] + 1, ranges[2] - 1, (byte) '0');
    add("Contents all zeros, as long as before", zeros, SealRule.INTACT);
  }

  private void forged(String name, String what, String by, SealRule... rules) {
    int at = text(good).indexOf(what);
    // In place and moved: with and without the rest of the file where it was.
    String padded = by + " ".repeat(Math.max(0, what.length() - by.length()));
    SealRule[] all = Arrays.copyOf(rules, rules.length + 1);
    all[rules.length] = rules[0] == SealRule.ONE_SEAL ? SealRule.GAP_IS_SEAL : SealRule.INTACT;
    add(
        name + ", in place",
        with(text -> text.substring(0, at) + padded + text.substring(at + what.length())),
        all);
    add(
        name + ", moved",
        with(text -> text.substring(0, at) + by + text.substring(at + what.length())),
        all);
  }

  /** The second range is moved to the end, and another content put where it was. */
  private void signatureWrapping() throws Exception {
    String evil =
        "\n4 0 obj\n<< /Type /Page /MediaBox [0 0 595 842] >>\nendobj\n" + " ".repeat(400);
    String range = range(0, ranges[1], ranges[2] + evil.length(), ranges[3]);
    add(
        "signature wrapping: second range moved",
        bytes(withRange(range, text(inserted(ranges[2], evil)))),
        SealRule.GAP_IS_SEAL);
    add(
        "signature wrapping: evil part inside the gap, behind a second string",
        bytes(
            withRange(
                range(0, ranges[1], ranges[2] + 400, ranges[3]),
                text(inserted(ranges[2], "/Contents <" + "0".repeat(388) + ">")))),
        SealRule.GAP_IS_SEAL);
    add(
        "first range begins at 1",
        bytes(withRange(range(1, ranges[1] - 1, ranges[2], ranges[3]), text(good))),
        SealRule.GAP_IS_SEAL);
    add(
        "gap one byte wider in front",
        bytes(withRange(range(0, ranges[1] - 1, ranges[2], ranges[3]), text(good))),
        SealRule.GAP_IS_SEAL);
    add(
        "gap two bytes wider behind",
        bytes(withRange(range(0, ranges[1], ranges[2] + 2, ranges[3] - 2), text(good))),
        SealRule.GAP_IS_SEAL);
    add(
        "second range shorter",
        bytes(withRange(range(0, ranges[1], ranges[2], ranges[3] - 9), text(good))),
        SealRule.WHOLE_REVISION);
  }

  private static String range(int... numbers) {
    return "/ByteRange ["
        + String.join(" ", Arrays.stream(numbers).mapToObj(Integer::toString).toList())
        + "]";
  }

  private static String withRange(String range, String text) {
    int at = text.indexOf("/ByteRange");
    int end = text.indexOf(']', at) + 1;
    String rest = text.substring(end);
    int room = end - at;
    while (room < range.length() && rest.startsWith(" ")) {
      rest = rest.substring(1);
      room++;
    }
    return text.substring(0, at) + range + " ".repeat(Math.max(0, room - range.length())) + rest;
  }

  /** Incremental Saving Attacks, by a library and by hand. */
  private void incrementalSaving() throws Exception {
    add(
        "update: overlaid text",
        updated(
            document -> {
              PDPage page = document.getPage(0);
              DemoSealer.write(document, page, "Certificate of somebody else");
              page.getCOSObject().setNeedToBeUpdated(true);
              page.getResources().getCOSObject().setNeedToBeUpdated(true);
            }),
        SealRule.ONLY_PROOF_FOLLOWS);
    add(
        "update: FreeText annotation",
        updated(
            document -> {
              PDPage page = document.getPage(0);
              PDAnnotationFreeText text = new PDAnnotationFreeText();
              text.setContents("Somebody else");
              text.setRectangle(new PDRectangle(60, 600, 200, 50));
              page.getAnnotations().add(text);
              page.getCOSObject().setNeedToBeUpdated(true);
            }),
        SealRule.ONLY_PROOF_FOLLOWS);
    add(
        "update: page added",
        updated(
            document -> {
              document.addPage(new PDPage(PDRectangle.A4));
              document.getPages().getCOSObject().setNeedToBeUpdated(true);
            }),
        SealRule.ONLY_PROOF_FOLLOWS);
    add(
        "update: Info changed",
        updated(
            document -> {
              document.getDocumentInformation().setTitle("Somebody else's");
              document.getDocumentInformation().getCOSObject().setNeedToBeUpdated(true);
            }),
        SealRule.ONLY_PROOF_FOLLOWS);
    add(
        "update: open action",
        updated(
            document -> {
              document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)"));
              document.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
            }),
        SealRule.ONLY_PROOF_FOLLOWS);
    add(
        "update: everything written again by a library",
        rewritten(),
        SealRule.INTACT,
        SealRule.GAP_IS_SEAL,
        SealRule.ONE_SEAL);
    HandMade hand = HandMade.on(good);
    int content = hand.numberOf("/FlateDecode");
    String evil = HandMade.stream(bytes("BT /F1 12 Tf 60 700 Td (Somebody else) Tj ET"));
    add(
        "update: bare objects, no cross-references",
        HandMade.on(good).put(content, evil).bare(),
        SealRule.ONLY_PROOF_FOLLOWS);
    add(
        "update: bare objects and a trailer",
        bytes(
            text(HandMade.on(good).put(content, evil).bare())
                + "trailer\n<< /Root "
                + hand.root()
                + " 0 R >>\n%%EOF\n"),
        SealRule.ONLY_PROOF_FOLLOWS);
    String copied = hand.object(hand.numberOf("/ByteRange"));
    add(
        "update: copied signature",
        HandMade.on(good).put(content, evil).put(hand.next(), copied).update(),
        SealRule.ONE_SEAL);
    add(
        "update: copied signature without cross-references",
        HandMade.on(good).put(content, evil).put(hand.next(), copied).bare(),
        SealRule.ONE_SEAL,
        SealRule.ONLY_PROOF_FOLLOWS);
    add("update: an empty one", HandMade.on(good).update(), SealRule.ONLY_PROOF_FOLLOWS);
  }

  private byte[] updated(DemoSealer.Change change) throws Exception {
    try (PDDocument document = Loader.loadPDF(good)) {
      change.apply(document);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.saveIncremental(out);
      return out.toByteArray();
    }
  }

  private byte[] rewritten() throws Exception {
    try (PDDocument document = Loader.loadPDF(good)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      return out.toByteArray();
    }
  }

  /** Hide, replace, and hide-and-replace, each in an update that is well formed. */
  private void shadowUpdates() {
    HandMade hand = HandMade.on(good);
    int content = hand.numberOf("/FlateDecode");
    int info = hand.info();
    add(
        "shadow: the content freed",
        HandMade.on(good).catalogue("/DSS << >>").freeing(content).update(),
        SealRule.ONLY_PROOF_FOLLOWS);
    add(
        "shadow: the content's number leads to another object",
        HandMade.on(good)
            .catalogue("/DSS << >>")
            .alias(content, text(good).indexOf("5 0 obj"))
            .update(),
        SealRule.ONLY_PROOF_FOLLOWS);
    add(
        "shadow: the content replaced",
        HandMade.on(good).put(content, HandMade.stream(bytes("BT ET"))).update(),
        SealRule.ONLY_PROOF_FOLLOWS);
    add(
        "shadow: the root replaced in the trailer",
        bytes(
            text(HandMade.on(good).put(hand.next(), hand.object(hand.root())).update())
                .replaceAll(
                    "/Root \\d+ 0 R(?=[^>]*>>\\s*startxref\\s*\\d+\\s*%%EOF\\s*$)", "/Root 2 0 R")),
        SealRule.ONLY_PROOF_FOLLOWS);
    add(
        "shadow: information moved to another object",
        HandMade.on(good).put(info, "<< /Title (x) >>").update(),
        SealRule.ONLY_PROOF_FOLLOWS);
    add(
        "shadow: encryption in the trailer",
        HandMade.on(good)
            .catalogue("/DSS << >>")
            .trailer("\n/Encrypt << /Filter /Standard >>")
            .update(),
        SealRule.ONLY_PROOF_FOLLOWS);
    add(
        "shadow: a hybrid cross-reference",
        HandMade.on(good).catalogue("/DSS << >>").trailer("\n/XRefStm 20").update(),
        SealRule.ONLY_PROOF_FOLLOWS);
    add(
        "shadow: a layer",
        HandMade.on(good).catalogue("/OCProperties << /OCGs [] /D << >> >>").update(),
        SealRule.ONLY_PROOF_FOLLOWS);
    add(
        "shadow: the pages replaced",
        bytes(
            text(HandMade.on(good).catalogue("/DSS << >>").update())
                .replaceAll("/Pages (\\d+) 0 R(?=(?s:(?!/Pages).)*$)", "/Pages 4 0 R")),
        SealRule.ONLY_PROOF_FOLLOWS);
    add(
        "shadow: an object that nothing refers to",
        HandMade.on(good).put(hand.next(), "<< /Type /Page >>").update(),
        SealRule.ONLY_PROOF_FOLLOWS);
    add(
        "shadow: one object twice in one update",
        bytes(
            text(HandMade.on(good).catalogue("/DSS << >>").update())
                .replaceFirst(
                    "(?s)(.*)xref\n0 1", "$1" + content + " 0 obj\n<< >>\nendobj\nxref\n0 1")),
        SealRule.ONLY_PROOF_FOLLOWS);
  }

  // ------------------------------------------------------------------ by who knows the gate

  /** Changes that call themselves validation data. */
  private void disguisedAsValidationData() throws Exception {
    HandMade hand = HandMade.on(good);
    int content = hand.numberOf("/FlateDecode");
    int next = hand.next();
    String certificate = HandMade.stream(samples.seal().certificate().getEncoded());
    add(
        "disguise: the content replaced by a certificate of a store",
        HandMade.on(good)
            .put(content, certificate)
            .put(next, "<< /Certs [" + content + " 0 R] >>")
            .catalogue("/DSS " + next + " 0 R")
            .update(),
        SealRule.ONLY_PROOF_FOLLOWS);
    add(
        "disguise: the information replaced by a store",
        HandMade.on(good)
            .put(hand.info(), "<< /Certs [] >>")
            .catalogue("/DSS " + hand.info() + " 0 R")
            .update(),
        SealRule.ONLY_PROOF_FOLLOWS);
    add(
        "disguise: a store with a page in it",
        HandMade.on(good)
            .put(next, "<< /Certs [] /Kids [" + (next + 1) + " 0 R] >>")
            .put(next + 1, "<< /Type /Page >>")
            .catalogue("/DSS " + next + " 0 R")
            .update(),
        SealRule.ONLY_PROOF_FOLLOWS);
    add(
        "disguise: a content stream among the certificates",
        HandMade.on(good)
            .put(next, "<< /Certs [" + (next + 1) + " 0 R] >>")
            .put(next + 1, HandMade.stream(bytes("BT /F1 12 Tf (x) Tj ET")))
            .catalogue("/DSS " + next + " 0 R")
            .update(),
        SealRule.ONLY_PROOF_FOLLOWS,
        SealRule.NOT_REVOKED);
    add(
        "disguise: a compression bomb among the certificates",
        HandMade.on(good)
            .put(next, "<< /CRLs [" + (next + 1) + " 0 R] >>")
            .put(next + 1, Bombs.flateStream(Bombs.deflated(100_000_000), ""))
            .catalogue("/DSS " + next + " 0 R")
            .update(),
        SealRule.ONLY_PROOF_FOLLOWS);
    add(
        "disguise: nested a hundred thousand deep",
        HandMade.on(good)
            .put(next, "[".repeat(100_000) + "]".repeat(100_000))
            .catalogue("/DSS " + next + " 0 R")
            .update(),
        SealRule.ONLY_PROOF_FOLLOWS);
    add(
        "disguise: a store that refers to itself",
        HandMade.on(good)
            .put(next, "<< /VRI " + next + " 0 R >>")
            .catalogue("/DSS " + next + " 0 R")
            .update(),
        SealRule.ONLY_PROOF_FOLLOWS);
    fields(next);
  }

  private void fields(int next) throws Exception {
    HandMade hand = HandMade.on(good);
    String form = hand.object(hand.root());
    String field =
        "<< /FT /Sig /Type /Annot /Subtype /Widget /F 132 /T (S) /V %d 0 R /Rect [0 0 %d %d]%s >>";
    String timestamp =
        "<< /Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161 /Contents <3000>"
            + " /ByteRange [0 10 20 30] >>";
    String catalogue =
        form.replaceFirst("/Fields \\[([^\\]]*)\\]", "/Fields [$1 " + next + " 0 R]");
    add(
        "disguise: a document timestamp that stamps nothing",
        HandMade.on(good)
            .put(hand.root(), catalogue)
            .put(next, field.formatted(next + 1, 0, 0, ""))
            .put(next + 1, timestamp)
            .update(),
        SealRule.ONLY_PROOF_FOLLOWS);
    add(
        "disguise: a document timestamp one can see",
        HandMade.on(good)
            .put(hand.root(), catalogue)
            .put(next, field.formatted(next + 1, 200, 200, ""))
            .put(next + 1, timestamp)
            .update(),
        SealRule.ONLY_PROOF_FOLLOWS);
    add(
        "disguise: a document timestamp with a script",
        HandMade.on(good)
            .put(hand.root(), catalogue)
            .put(next, field.formatted(next + 1, 0, 0, " /AA << /S /JavaScript /JS (x) >>"))
            .put(next + 1, timestamp)
            .update(),
        SealRule.ONLY_PROOF_FOLLOWS);
    add(
        "disguise: a text field",
        HandMade.on(good)
            .put(hand.root(), catalogue)
            .put(next, "<< /FT /Tx /Type /Annot /Subtype /Widget /T (S) /V (x) /Rect [0 0 0 0] >>")
            .update(),
        SealRule.ONLY_PROOF_FOLLOWS);
    add(
        "disguise: the seal's field taken out of the form",
        HandMade.on(good)
            .put(hand.root(), form.replaceFirst("/Fields \\[[^\\]]*\\]", "/Fields []"))
            .update(),
        SealRule.ONLY_PROOF_FOLLOWS);
    DssSealer stranger =
        new DssSealer(
            samples.seal(),
            new DemoIssuer("Demo root").timestampAuthority(),
            samples.issuer().root(),
            Optional.of(samples.nobodyRevoked()),
            Optional.empty());
    add(
        "disguise: a document timestamp of an authority that is not pinned",
        stranger.extend(good, eu.europa.esig.dss.enumerations.SignatureLevel.PAdES_BASELINE_LTA),
        level == Level.B_B ? SealRule.TIMESTAMP : SealRule.ONLY_PROOF_FOLLOWS,
        SealRule.ONLY_PROOF_FOLLOWS);
    if (level == Level.B_LTA) {
      byte[] stamped = good.clone();
      int token = text(good).lastIndexOf("/Contents <") + 400;
      stamped[token] = (byte) (stamped[token] == '1' ? '2' : '1');
      add("document timestamp flipped", stamped, SealRule.ONLY_PROOF_FOLLOWS);
      byte[] changed = good.clone();
      changed[text(good).lastIndexOf("/ID [<") + 80] ^= 1;
      add("a byte changed under a document timestamp", changed, SealRule.ONLY_PROOF_FOLLOWS);
    }
  }

  // ------------------------------------------------------------------ seals upon seals

  private void otherSeals() throws Exception {
    DemoIssuer strange = new DemoIssuer("Strange root");
    add(
        "re-signed by an attacker",
        new DemoSealer(strange.seal(DemoIssuer.ORGANISATION), Optional.empty(), Optional.empty())
            .sealBytes(good),
        SealRule.ONE_SEAL);
    add("sealed a second time by the same", samples.house().sealBytes(good), SealRule.ONE_SEAL);
    String hidden = text(good).replace("/ByteRange", "/Byte#52ange");
    add(
        "the ranges' name in a disguise",
        bytes(hidden),
        SealRule.ONE_SEAL,
        SealRule.GAP_IS_SEAL,
        SealRule.INTACT);
    add(
        "another filter's name",
        with(text -> text.replaceFirst("ETSI.CAdES.detached", "adbe.pkcs7.detached")),
        SealRule.INTACT);
    add(
        "COSName of the seal changed",
        with(text -> text.replaceFirst(COSName.SIG.getName() + "nature1", "Signature9")),
        SealRule.INTACT);
  }
}
