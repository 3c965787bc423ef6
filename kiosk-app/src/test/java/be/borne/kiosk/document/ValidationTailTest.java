package be.borne.kiosk.document;

import static be.borne.kiosk.document.GoodDocumentsTest.passed;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import be.borne.kiosk.document.Samples.Level;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Validation data written by hand: what the strict reader accepts, and the least that it refuses.
 */
class ValidationTailTest {
  private static final Samples SAMPLES = Samples.shared();
  private static final byte[] GOOD = SAMPLES.good(Level.B_T);
  private static final SealGate NO_LISTS =
      new SealGate(SAMPLES.anchors(), DemoIssuer.ORGANISATION, Samples.CLOCK);

  private static HandMade withStore(String entries, byte[]... data) {
    HandMade hand = HandMade.on(GOOD);
    int next = hand.next();
    for (int at = 0; at < data.length; at++) {
      hand.put(next + 1 + at, HandMade.stream(data[at]));
    }
    return hand.put(
            next, entries.replace("%1", (next + 1) + " 0 R").replace("%2", (next + 2) + " 0 R"))
        .catalogue("/DSS " + next + " 0 R");
  }

  private static String refusal(byte[] pdf) {
    Verdict.Refused refused =
        assertInstanceOf(Verdict.Refused.class, SAMPLES.check(pdf), "it passed");
    return refused.rules().stream()
        .filter(rule -> rule.rule() == refused.rule())
        .map(rule -> rule.rule() + ": " + rule.reason())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aStoreByHandPassesAndItsListCounts() throws Exception {
    byte[] list = SAMPLES.nobodyRevoked().getEncoded();
    byte[] certificate = SAMPLES.seal().certificate().getEncoded();
    byte[] pdf = withStore("<< /Type /DSS /CRLs [%1] /Certs [%2] >>", list, certificate).update();
    assertArrayEquals(GOOD, passed(NO_LISTS.check(pdf, Samples.order())).bytes());
  }

  @Test
  void informationPerSignatureAndExtensionsPass() throws Exception {
    byte[] list = SAMPLES.nobodyRevoked().getEncoded();
    HandMade hand = HandMade.on(GOOD);
    int next = hand.next();
    byte[] both =
        hand.put(
                next,
                "<< /CRLs ["
                    + (next + 1)
                    + " 0 R] /VRI << /0123456789ABCDEF0123456789ABCDEF01234567"
                    + " << /CRL ["
                    + (next + 1)
                    + " 0 R] /TU (D:20260310100000Z) >> >> >>")
            .put(next + 1, HandMade.stream(list))
            .catalogue(
                "/DSS "
                    + next
                    + " 0 R /Extensions << /ESIC << /BaseVersion /1.7 /ExtensionLevel 5 >> >>")
            .update();
    passed(NO_LISTS.check(both, Samples.order()));
  }

  @Test
  void anOcspAnswerCounts() throws Exception {
    byte[] seal = SAMPLES.issuer().answer(SAMPLES.seal().certificate(), false, DemoIssuer.NOW);
    byte[] time = SAMPLES.issuer().answer(SAMPLES.time().certificate(), false, DemoIssuer.NOW);
    passed(NO_LISTS.check(withStore("<< /OCSPs [%1 %2] >>", seal, time).update(), Samples.order()));
    // One certificate's answer says nothing of the other.
    Verdict half = NO_LISTS.check(withStore("<< /OCSPs [%1] >>", seal).update(), Samples.order());
    assertEquals(SealRule.NOT_REVOKED, assertInstanceOf(Verdict.Refused.class, half).rule());
  }

  @Test
  void whatIsDoneToTheSealedRevisionIsNamed() {
    int content = HandMade.on(GOOD).numberOf("/FlateDecode");
    assertEquals(
        "ONLY_PROOF_FOLLOWS: an object of the sealed revision is replaced",
        refusal(HandMade.on(GOOD).put(content, HandMade.stream(new byte[1])).update()));
    assertEquals(
        "ONLY_PROOF_FOLLOWS: an object is added that is no validation data",
        refusal(HandMade.on(GOOD).put(HandMade.on(GOOD).next(), "<< >>").update()));
    assertEquals(
        "ONLY_PROOF_FOLLOWS: the catalogue is changed",
        refusal(HandMade.on(GOOD).catalogue("/OpenAction 4 0 R").update()));
    assertEquals(
        "ONLY_PROOF_FOLLOWS: a later revision's trailer is not that of an update",
        refusal(HandMade.on(GOOD).catalogue("/DSS << >>").trailer("/Encrypt 4 0 R").update()));
    assertEquals(
        "ONLY_PROOF_FOLLOWS: a later revision brings nothing", refusal(HandMade.on(GOOD).update()));
    assertEquals(
        "ONLY_PROOF_FOLLOWS: a cross-reference entry frees, hides or repeats an object",
        refusal(HandMade.on(GOOD).catalogue("/DSS << >>").freeing(content).update()));
    assertEquals(
        "ONLY_PROOF_FOLLOWS: an object of the sealed revision is replaced",
        refusal(
            HandMade.on(GOOD)
                .put(content, HandMade.stream(new byte[1]))
                .catalogue("/DSS << /Certs [" + content + " 0 R] >>")
                .update()));
  }

  @Test
  void aYoungerStoreDoesNotUnsayAnOlderOne() throws Exception {
    X509CRL revoked = SAMPLES.issuer().revocations(List.of(SAMPLES.seal().certificate()));
    byte[] told = withStore("<< /CRLs [%1] >>", revoked.getEncoded()).update();
    HandMade hand = HandMade.on(told);
    int next = hand.next();
    String catalogue =
        hand.object(hand.root()).replaceFirst("/DSS \\d+ 0 R", "/DSS " + next + " 0 R");
    byte[] unsaid =
        hand.put(next, "<< /CRLs [" + (next + 1) + " 0 R] >>")
            .put(next + 1, HandMade.stream(SAMPLES.nobodyRevoked().getEncoded()))
            .put(hand.root(), catalogue)
            .update();
    assertEquals("NOT_REVOKED: a certificate has been revoked", refusal(unsaid));
  }

  @Test
  void withoutAnyListTheReasonSaysWhatToBring() {
    Verdict.Refused refused =
        assertInstanceOf(Verdict.Refused.class, NO_LISTS.check(GOOD, Samples.order()));
    assertEquals(SealRule.NOT_REVOKED, refused.rule());
  }

  @Test
  void listsFromOutsideAreBelievedAsLittleAsEmbeddedOnes() throws Exception {
    DemoIssuer stranger = new DemoIssuer("Demo root");
    SealPolicy policy = SealPolicy.of(SAMPLES.anchors(), DemoIssuer.ORGANISATION);
    for (X509CRL useless :
        List.of(
            stranger.revocations(List.of()),
            SAMPLES.issuer().revocations(List.of(), DemoIssuer.NOW.minus(Duration.ofDays(30))),
            SAMPLES.issuer().revocations(List.of(), DemoIssuer.NOW.plus(Duration.ofDays(2))))) {
      Verdict verdict =
          new SealGate(policy.with(List.of(useless)), Samples.CLOCK).check(GOOD, Samples.order());
      assertEquals(SealRule.NOT_REVOKED, assertInstanceOf(Verdict.Refused.class, verdict).rule());
    }
    X509CRL revoked = SAMPLES.issuer().revocations(List.of(SAMPLES.seal().certificate()));
    Verdict verdict =
        new SealGate(policy.with(List.of(SAMPLES.nobodyRevoked(), revoked)), Samples.CLOCK)
            .check(GOOD, Samples.order());
    assertEquals(SealRule.NOT_REVOKED, assertInstanceOf(Verdict.Refused.class, verdict).rule());
  }

  /** Adobe's way: the lists are among the seal's own signed attributes. */
  @Test
  void listsInTheSealItselfCount() throws Exception {
    byte[] pdf =
        SAMPLES
            .house()
            .making(new DemoSealer.Making("SHA256with", java.util.Optional.empty(), false, true))
            .seal();
    passed(NO_LISTS.check(pdf, Samples.order()));
  }
}
