package be.borne.kiosk.document;

import static be.borne.kiosk.document.HandMade.bytes;
import static be.borne.kiosk.document.HandMade.text;

import be.borne.kiosk.document.Samples.Level;
import java.util.Optional;
import org.apache.pdfbox.cos.COSName;

/** By those who know this gate: what looks like proof of a seal, and seals upon seals. */
final class KnowingForgeries extends Forgeries {
  KnowingForgeries(Samples samples, Level level) throws Exception {
    super(samples, level);
  }

  @Override
  void forge() throws Exception {
    disguisedAsValidationData();
    otherSeals();
  }

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
