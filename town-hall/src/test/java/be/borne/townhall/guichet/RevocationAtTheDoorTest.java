package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.borne.protocol.guichet.Challenge;
import be.borne.protocol.guichet.GuichetPaths;
import be.borne.protocol.terminal.FaultCode;
import be.borne.townhall.Attack;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A guichet as it is for real cards: no sign-in without a word on whether the card was reported.
 */
class RevocationAtTheDoorTest extends AtTheGuichet {
  private TestAuthorities authorities;
  private TestCards cards;

  @Override
  TestCards cards() throws Exception {
    authorities = new TestAuthorities(moving::instant);
    cards = new TestCards(TestCards.Generation.ELLIPTIC, start, authorities.address());
    authorities.cards = cards;
    return cards;
  }

  @Override
  GuichetConfiguration configured(GuichetConfiguration usual) {
    return new GuichetConfiguration(
        usual.municipality(),
        usual.storage(),
        usual.door(),
        new GuichetConfiguration.Eid(usual.eid().trust(), Revocation.REQUIRED, true),
        usual.verification(),
        usual.seal());
  }

  @BeforeEach
  void nobodyWasAskedYet() {
    authorities.asked.clear();
  }

  @AfterEach
  void asUsual() {
    authorities.asUsual();
  }

  @AfterAll
  void stopAuthorities() {
    authorities.close();
  }

  /** Nobody has been asked about it yet. */
  private TestCards.Card another() throws Exception {
    return cards.card("50134199915", LocalDate.ofInstant(start, ZoneOffset.UTC).plusYears(1));
  }

  private TestTerminal.Answer knock(TestCards.Card card) throws Exception {
    return library.post(GuichetPaths.SESSIONS, card.answer(library.challenge(), library.id));
  }

  @Test
  void aCardThatStandsIsLetIn() throws Exception {
    assertEquals(201, knock(another()).status());
    assertEquals("/ocsp", authorities.asked.getFirst());
  }

  @Attack(on = Attack.Aim.SIGNING_IN, what = "a stolen card, reported")
  @Test
  void aCardThatWasReportedIsNot() throws Exception {
    TestCards.Card lost = another();
    authorities.revoked.add(lost.authentication.certificate().getSerialNumber());
    refused(403, FaultCode.CITIZEN_REFUSED, knock(lost));
  }

  @Attack(on = Attack.Aim.SIGNING_IN, what = "the responder and the lists are kept from answering")
  @Test
  void whereNobodyAnswersNobodyIsLetIn() throws Exception {
    authorities.responder = (exchange, _) -> TestAuthorities.answer(exchange, 503, new byte[0]);
    authorities.lists = authorities.responder;
    refused(503, FaultCode.GUICHET_FAILED, knock(another()));
  }

  /** What no card signed has nobody called, whoever's certificates come with it. */
  @Attack(
      on = Attack.Aim.SIGNING_IN,
      what = "a forged proof is to make the guichet call addresses of the forger")
  @Test
  void aProofThatDoesNotHoldCallsNobody() throws Exception {
    TestCards.Card card = another();
    Challenge challenge = library.challenge();
    TestTerminal.Answer answer =
        library.post(GuichetPaths.SESSIONS, card.answer(challenge, "another-terminal"));
    refused(403, FaultCode.CITIZEN_REFUSED, answer);
    assertEquals(List.of(), authorities.asked);
  }
}
