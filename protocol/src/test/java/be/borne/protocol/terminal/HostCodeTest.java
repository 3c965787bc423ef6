package be.borne.protocol.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostCodeTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @Test
  void itsWordKnowsTheCodeAgainAndNoOther() {
    HostCode code = HostCode.ofWord(HostCode.choose("271828".toCharArray(), RANDOM).word());
    assertTrue(code.is("271828".toCharArray()));
    assertFalse(code.is("271829".toCharArray()));
    assertFalse(code.is("2718281".toCharArray()));
  }

  /** Of two terminals with the same code nobody sees that it is the same. */
  @Test
  void everyHashHasASaltOfItsOwn() {
    assertNotEquals(
        HostCode.choose("271828".toCharArray(), RANDOM).word(),
        HostCode.choose("271828".toCharArray(), RANDOM).word());
  }

  /** PBKDF2 with HMAC-SHA256, so that another program can make the word too (RFC 8018). */
  @Test
  void aWordMadeElsewhereIsUnderstood() {
    HostCode code =
        HostCode.ofWord(
            "pbkdf2-sha256$100000$AAECAwQFBgcICQoLDA0ODw==$G5Q09PrZ/T8Oij5tmYxHOe/jjHmvvRxhgbZLdLN2Nbs=");
    assertTrue(code.is("314159".toCharArray()));
    assertFalse(code.is("314158".toCharArray()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12345", "1234567890123", "12345a", "12 456", "١٢٣٤٥٦"})
  void onlySixToTwelveDigitsAreACode(String digits) {
    assertThrows(
        IllegalArgumentException.class, () -> HostCode.choose(digits.toCharArray(), RANDOM));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "314159",
        "pbkdf2-sha256$1000$AAECAwQFBgcICQoLDA0ODw==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "pbkdf2-sha256$9999999$AAECAwQFBgcICQoLDA0ODw==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "pbkdf2-sha256$600000$AAEC$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
      })
  void whatIsNoSuchHashIsRefusedWithoutBeingRepeated(String word) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> HostCode.ofWord(word));
    assertEquals("host.code: expected what ./borne host-code says", refused.getMessage());
  }

  @Test
  void nothingOfItIsPrinted() {
    assertEquals("HostCode[]", HostCode.choose("271828".toCharArray(), RANDOM).toString());
  }
}
