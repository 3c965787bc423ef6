package be.borne.kiosk.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.document.Forgeries.Variant;
import be.borne.protocol.terminal.FaultCode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A right seal on a wrong document: refused under the rule that was made for it. */
class HostileSealsTest {
  private static final Samples SAMPLES = Samples.shared();

  static List<Variant> variants() throws Exception {
    return HostileSeals.of(SAMPLES);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void isRefused(Variant variant) {
    Verdict verdict = SAMPLES.check(variant.pdf());
    Verdict.Refused refused = assertInstanceOf(Verdict.Refused.class, verdict, variant + " passed");
    assertTrue(
        variant.refusedBy().contains(refused.rule()),
        () -> variant + ": " + GoodDocumentsTest.explain(refused));
    if (refused.rule() == SealRule.ORGANISATION) {
      assertEquals(FaultCode.WRONG_ISSUER, refused.fault());
    }
  }
}
