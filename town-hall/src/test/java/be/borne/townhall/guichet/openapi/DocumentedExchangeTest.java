package be.borne.townhall.guichet.openapi;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.GuichetPaths;
import be.borne.townhall.guichet.openapi.DocumentedExchange.Exchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That an exchange which is not as the document says is noticed, whichever part of it. */
class DocumentedExchangeTest {
  private static final String KEY = "8b0d4b6e-1c1f-4f0a-9d6a-0a1b2c3d4e5f";
  private static final String REQUEST = "{'serviceId':'life','documentLanguage':'fr'}";
  private static final String ANSWER =
      "{'reference':'TSR-2026-7K3M9QX2','serviceId':'life','state':'REFUSED',"
          + "'sides':'ONE_SIDED','copies':1}";

  private static Exchange order(
      String token, String key, String request, int status, String type, String answer) {
    return new Exchange(
        "POST",
        GuichetPaths.ORDERS,
        Map.of("Authorization", token, GuichetPaths.IDEMPOTENCY_KEY, key),
        bytes(request),
        status,
        Optional.of(type),
        bytes(answer));
  }

  private static byte[] bytes(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void anHonestExchangePasses() throws IOException {
    DocumentedExchange document = DocumentedExchange.ofFile();
    assertDoesNotThrow(
        () -> document.check(order("Bearer x", KEY, REQUEST, 201, "application/json", ANSWER)));
    // A newer terminal may say more: it is passed over.
    assertDoesNotThrow(
        () ->
            document.check(
                order(
                    "Bearer x",
                    KEY,
                    REQUEST.replace("}", ",'unheardOf':1}"),
                    201,
                    "application/json",
                    ANSWER)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`201` | 202",
        "application/json | text/html",
        "'copies':1 | 'copies':6",
        "'copies':1 | 'copies':1,'citizen':'somebody'",
        "'state':'REFUSED' | 'state':'READY'",
        "'state':'REFUSED' | 'state':'LOST'",
        "'sides':'ONE_SIDED', | 'sides':1,",
        "'reference':'TSR-2026-7K3M9QX2', | ",
        "TSR-2026 | tsr-2026",
        "`,'documentLanguage':'fr'` | ",
        "'fr' | 'fr','way':'EMAIL'",
        "'fr' | 'fr','way':'EMAIL','email':'no address'",
        "8b0d4b6e | nothing",
        "Bearer | Basic",
      })
  void aLieIsNoticed(String truth, String lie) throws IOException {
    String said = lie == null ? "" : lie;
    String[] parts = {"Bearer x", KEY, REQUEST, "201", "application/json", ANSWER};
    for (int i = 0; i < parts.length; i++) {
      parts[i] = parts[i].replace(truth, said);
    }
    Exchange exchange =
        order(parts[0], parts[1], parts[2], Integer.parseInt(parts[3]), parts[4], parts[5]);
    DocumentedExchange document = DocumentedExchange.ofFile();
    AssertionError noticed = assertThrows(AssertionError.class, () -> document.check(exchange));
    assertTrue(noticed.getMessage().startsWith("POST /guichet/v1/orders"), noticed.getMessage());
  }
}
