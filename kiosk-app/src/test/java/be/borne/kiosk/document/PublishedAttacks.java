package be.borne.kiosk.document;

import static be.borne.kiosk.document.HandMade.bytes;
import static be.borne.kiosk.document.HandMade.text;

import be.borne.kiosk.document.Samples.Level;
import java.util.Arrays;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationFreeText;

/** Universal signature forgery, signature wrapping, incremental saving, shadow updates. */
final class PublishedAttacks extends Forgeries {
  PublishedAttacks(Samples samples, Level level) throws Exception {
    super(samples, level);
  }

  @Override
  void forge() throws Exception {
    universalSignatureForgery();
    signatureWrapping();
    incrementalSaving();
    shadowUpdates();
  }

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
}
