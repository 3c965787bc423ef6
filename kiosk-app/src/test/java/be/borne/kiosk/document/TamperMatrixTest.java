package be.borne.kiosk.document;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.document.Forgeries.Variant;
import be.borne.kiosk.document.Samples.Level;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every forgery of the matrix, at every level, is refused under the rule that was made for it. */
class TamperMatrixTest {
  private static final Samples SAMPLES = Samples.shared();

  static Stream<Variant> variants() throws Exception {
    Stream<Variant> all = Stream.of();
    for (Level level : Level.values()) {
      all = Stream.concat(all, TamperMatrix.of(SAMPLES, level).stream());
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("variants")
  void isRefused(Variant variant) {
    Verdict verdict = assertTimeout(Duration.ofSeconds(60), () -> SAMPLES.check(variant.pdf()));
    Verdict.Refused refused = assertInstanceOf(Verdict.Refused.class, verdict, variant + " passed");
    assertTrue(
        variant.refusedBy().contains(refused.rule()),
        () -> variant + ": " + GoodDocumentsTest.explain(refused));
  }
}
