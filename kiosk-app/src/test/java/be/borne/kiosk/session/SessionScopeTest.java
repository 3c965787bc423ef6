package be.borne.kiosk.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.CitizenSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SessionScopeTest {
  private static final CitizenSession SIGN_IN =
      new CitizenSession("a-token-of-nobody", Instant.parse("2099-01-01T00:00:00Z"));

  private final List<CitizenSession> signedOut = new ArrayList<>();
  private final List<UUID> unprinted = new ArrayList<>();
  private final SessionScope session =
      new SessionScope(
          new SessionScope.Farewell() {
            @Override
            public void signOut(CitizenSession signedIn) {
              signedOut.add(signedIn);
            }

            @Override
            public void leaveUnprinted(UUID idempotencyKey) {
              unprinted.add(idempotencyKey);
            }
          });

  @Test
  void closingTwiceSaysGoodbyeOnce() {
    UUID key = UUID.randomUUID();
    session.keepSignIn(SIGN_IN);
    session.beginOrder(key);
    session.close();
    session.close();
    assertEquals(List.of(SIGN_IN), signedOut);
    assertEquals(List.of(key), unprinted);
  }

  @Test
  void aSignInThatComesTooLateIsEndedAtOnce() {
    session.close();
    assertThrows(SessionScope.OverException.class, () -> session.keepSignIn(SIGN_IN));
    assertEquals(List.of(SIGN_IN), signedOut);
  }

  @Test
  void nothingIsHandedOutAfterwards() {
    session.keepSignIn(SIGN_IN);
    session.close();
    assertThrows(SessionScope.OverException.class, session::signIn);
    assertThrows(SessionScope.OverException.class, session::card);
    assertThrows(SessionScope.OverException.class, session::takeDocument);
  }

  @Test
  void thePinTakesFourToTwelveDigitsAndNothingElse() {
    PinBuffer pin = session.pin();
    assertFalse(pin.add('a'));
    assertFalse(pin.add('\u0664')); // a digit, but not one that a card knows
    for (int i = 0; i < PinBuffer.MIN_DIGITS - 1; i++) {
      assertTrue(pin.add('7'));
    }
    assertFalse(pin.complete());
    assertThrows(IllegalStateException.class, pin::take);
    while (pin.count() < PinBuffer.MAX_DIGITS) {
      assertTrue(pin.add('7'));
    }
    assertFalse(pin.add('7'));
    pin.removeLast();
    assertEquals(PinBuffer.MAX_DIGITS - 1, pin.count());
    assertEquals(PinBuffer.MAX_DIGITS - 1, pin.take().length);
    assertTrue(pin.isZero());
  }

  @Test
  void thePinIsZeroAfterTheVisit() {
    "98765".chars().forEach(digit -> session.pin().add((char) digit));
    session.close();
    assertTrue(session.pin().isZero());
    assertFalse(session.pin().add('1'));
  }

  @Test
  void nothingNamesAnyone() {
    session.keepSignIn(SIGN_IN);
    session.pin().add('1');
    assertEquals("SessionScope[]", session.toString());
    assertEquals("PinBuffer[]", session.pin().toString());
  }
}
