package be.borne.device.card;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.virtual.VirtualEid;
import be.borne.device.virtual.VirtualReaderClient.Fault;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading, verifying and signing, over the real pcscd with a virtual card. */
@ExtendWith(CardDesk.Provider.class)
class EidCardTest {
  private static final byte[] STATEMENT = "a statement".getBytes(StandardCharsets.UTF_8);
  private static final char[] WIPED = new char[4];

  @Test
  void readsAndVerifiesEverything(CardDesk desk) throws Exception {
    EidCard card = desk.watching().insert("marguerite");
    ReadResult.Verified result =
        assertInstanceOf(
            ReadResult.Verified.class, card.read(desk.verifier(), Reading.ofEverything()));
    Identity identity = result.identity().identity();
    assertEquals("Exemplaire-Fictive", identity.surname());
    assertEquals("Marguerite", identity.givenNames());
    assertEquals("50134199915", identity.nationalNumber());
    assertEquals(LocalDate.of(1950, 3, 3), identity.birthDate().orElseThrow());
    assertEquals(Identity.Sex.FEMALE, identity.sex());
    assertEquals(
        "Rue de l'Invention 12", result.identity().address().orElseThrow().streetAndNumber());
    assertTrue(result.identity().photo().isPresent());
    assertEquals(
        List.of(CardCheck.Kind.values()).stream().sorted().toList(),
        result.identity().checks().stream().map(CardCheck::kind).sorted().toList());
    assertTrue(result.effort().exchanges() < 50, "exchanges: " + result.effort().exchanges());
  }

  @Test
  void saysOfTheVirtualReaderThatItHasNoKeys(CardDesk desk) throws Exception {
    EidCard card = desk.watching().insert("marguerite");
    assertEquals(new ReaderAbilities.WithoutPinPad(), card.readerAbilities());
    SignResult.Failed failed =
        assertInstanceOf(
            SignResult.Failed.class,
            card.sign(
                desk.identify(card),
                STATEMENT,
                new PinEntry.OnReader(PadLanguage.FRENCH, Duration.ofSeconds(30))));
    assertEquals(CardRefusal.CARD_FAILED, failed.reason());
  }

  @Test
  void refusesACardWhoseRootIsNotPinned(CardDesk desk) throws Exception {
    EidCard card = desk.watching().insert("joost");
    ReadResult result =
        card.read(
            new IdentityVerifier(PinnedRoots.ofBelgium(), Clock.systemUTC()), Reading.toSignIn());
    assertRefused(CardRefusal.IDENTITY_NOT_VERIFIED, result);
  }

  @Test
  void refusesAForgedCard(CardDesk desk) throws Exception {
    EidCard card = desk.watching().insert("joost", Fault.FORGED);
    assertRefused(
        CardRefusal.IDENTITY_NOT_VERIFIED, card.read(desk.verifier(), Reading.toSignIn()));
  }

  @Test
  void callsAnExpiredCardExpired(CardDesk desk) throws Exception {
    EidCard card = desk.watching().insert("joost", Fault.EXPIRED);
    assertRefused(CardRefusal.CARD_EXPIRED, card.read(desk.verifier(), Reading.toSignIn()));
  }

  @Test
  void refusesACardBeforeItsFirstDay(CardDesk desk) throws Exception {
    EidCard card = desk.watching().insert("liesl");
    Clock early = Clock.fixed(Instant.parse("2023-01-01T12:00:00Z"), ZoneOffset.UTC);
    assertRefused(
        CardRefusal.CARD_NOT_YET_VALID,
        card.read(new IdentityVerifier(desk.roots(), early), Reading.toSignIn()));
  }

  @Test
  void signsSoThatTheCertificateVerifies(CardDesk desk) throws Exception {
    EidCard card = desk.watching().insert("liesl");
    VerifiedIdentity holder = desk.identify(card);
    char[] pin = VirtualEid.pin();
    SignResult.Signed signed =
        assertInstanceOf(
            SignResult.Signed.class, card.sign(holder, STATEMENT, new PinEntry.Typed(pin)));
    assertArrayEquals(WIPED, pin);
    assertEquals(SignatureScheme.ECDSA_P384_SHA384, signed.scheme());
    Signature verifier = Signature.getInstance(signed.scheme().javaAlgorithm());
    verifier.initVerify(((SignIn.Possible) holder.signIn()).certificate().getPublicKey());
    verifier.update(STATEMENT);
    assertTrue(verifier.verify(signed.signature()));
  }

  @Test
  void countsWrongPinsDownToBlockedAndSpendsNoneItself(CardDesk desk) throws Exception {
    EidCard card = desk.watching().insert("marguerite");
    VerifiedIdentity holder = desk.identify(card);
    assertEquals(new TriesResult.Known(3), card.triesLeft(holder));
    assertEquals(
        new SignResult.WrongPin(2), card.sign(holder, STATEMENT, new PinEntry.Typed(wrongPin())));
    assertEquals(
        new SignResult.WrongPin(1), card.sign(holder, STATEMENT, new PinEntry.Typed(wrongPin())));
    assertEquals(new TriesResult.Known(1), card.triesLeft(holder));
    assertEquals(
        new SignResult.PinBlocked(), card.sign(holder, STATEMENT, new PinEntry.Typed(wrongPin())));
    assertEquals(new TriesResult.Known(0), card.triesLeft(holder));
    assertEquals(
        new SignResult.PinBlocked(),
        card.sign(holder, STATEMENT, new PinEntry.Typed(VirtualEid.pin())));
    assertTrue(desk.reader().status().contains("\"triesLeft\":0"));
  }

  @Test
  void aRightPinGivesTheTriesBack(CardDesk desk) throws Exception {
    EidCard card = desk.watching().insert("marguerite");
    VerifiedIdentity holder = desk.identify(card);
    assertEquals(
        new SignResult.WrongPin(2), card.sign(holder, STATEMENT, new PinEntry.Typed(wrongPin())));
    assertInstanceOf(
        SignResult.Signed.class,
        card.sign(holder, STATEMENT, new PinEntry.Typed(VirtualEid.pin())));
    assertEquals(new TriesResult.Known(3), card.triesLeft(holder));
  }

  @Test
  void wipesThePinWhateverHappens(CardDesk desk) throws Exception {
    EidCard card = desk.watching().insert("joost");
    VerifiedIdentity holder = desk.identify(card);
    char[] wrong = wrongPin();
    card.sign(holder, STATEMENT, new PinEntry.Typed(wrong));
    assertArrayEquals(WIPED, wrong);

    char[] noDigits = {'1', '2', 'x', '4'};
    assertThrows(
        IllegalArgumentException.class,
        () -> card.sign(holder, STATEMENT, new PinEntry.Typed(noDigits)));
    assertArrayEquals(WIPED, noDigits);

    desk.reader().pull();
    desk.await(CardEvent.CardRemoved.class);
    char[] late = VirtualEid.pin();
    assertEquals(
        CardRefusal.CARD_PULLED,
        assertInstanceOf(
                SignResult.Failed.class, card.sign(holder, STATEMENT, new PinEntry.Typed(late)))
            .reason());
    assertArrayEquals(WIPED, late);
  }

  @Test
  void leavesNoRightBehindForTheNextProgram(CardDesk desk) throws Exception {
    EidCard card = desk.watching().insert("joost");
    VerifiedIdentity holder = desk.identify(card);
    assertInstanceOf(
        SignResult.Signed.class,
        card.sign(holder, STATEMENT, new PinEntry.Typed(VirtualEid.pin())));
    CardReaderSettings settings = new CardReaderSettings("", CardDesk.PATIENCE);
    try (CardConnection other = CardConnection.open(new PcscPort(card.reader()), settings)) {
      EidCommands commands = new EidCommands(other);
      commands.chooseAuthenticationKey(SignatureScheme.ECDSA_P384_SHA384);
      CardFault refused = assertThrows(CardFault.class, () -> commands.sign(new byte[48]));
      assertTrue(refused.getMessage().endsWith("6982"), refused.getMessage());
    }
  }

  @Test
  void noticesThatAnotherCardLiesThere(CardDesk desk) throws Exception {
    EidCard first = desk.watching().insert("marguerite");
    VerifiedIdentity holder = desk.identify(first);
    desk.reader().insert("joost");
    desk.await(CardEvent.CardRemoved.class);
    EidCard second = desk.await(CardEvent.CardInserted.class).card();
    for (EidCard card : List.of(first, second)) {
      assertEquals(
          CardRefusal.CARD_SWAPPED,
          assertInstanceOf(
                  SignResult.Failed.class,
                  card.sign(holder, STATEMENT, new PinEntry.Typed(VirtualEid.pin())))
              .reason());
    }
    assertTrue(desk.reader().status().contains("\"triesLeft\":3"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 13, 17})
  void callsACardPulledMidReadPulled(int command, CardDesk desk) throws Exception {
    EidCard card = desk.watching().insert("marguerite");
    desk.reader().pullAfter(command);
    assertRefused(CardRefusal.CARD_PULLED, card.read(desk.verifier(), Reading.toSignIn()));
    desk.await(CardEvent.CardRemoved.class);
    desk.identify(desk.insert("marguerite"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 5})
  void callsACardPulledMidSigningPulled(int command, CardDesk desk) throws Exception {
    EidCard card = desk.watching().insert("liesl");
    VerifiedIdentity holder = desk.identify(card);
    desk.reader().pullAfter(command);
    char[] pin = VirtualEid.pin();
    assertEquals(
        CardRefusal.CARD_PULLED,
        assertInstanceOf(
                SignResult.Failed.class, card.sign(holder, STATEMENT, new PinEntry.Typed(pin)))
            .reason());
    assertArrayEquals(WIPED, pin);
    desk.await(CardEvent.CardRemoved.class);
  }

  @Test
  void giftsNoHandleToTheServiceWhenCardsArePulled(CardDesk desk) throws Exception {
    desk.watching();
    // The service of these tests allows eight; a kiosk's allows two hundred.
    for (int pulled = 0; pulled < 10; pulled++) {
      EidCard card = desk.insert("joost");
      desk.reader().pullAfter(4);
      assertRefused(CardRefusal.CARD_PULLED, card.read(desk.verifier(), Reading.toSignIn()));
      desk.await(CardEvent.CardRemoved.class);
    }
    desk.identify(desk.insert("joost"));
  }

  @Test
  void doesNotWaitForACardThatHangs(CardDesk desk) throws Exception {
    EidCard card = desk.watching(Duration.ofSeconds(5)).insert("joost");
    desk.reader().hangAfter(7);
    long start = System.nanoTime();
    assertRefused(CardRefusal.CARD_FAILED, card.read(desk.verifier(), Reading.toSignIn()));
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    assertTrue(seconds < CardDesk.PATIENCE.toSeconds(), seconds + " s");
    desk.reader().pull();
    desk.awaitAtLast(CardEvent.CardRemoved.class);
    desk.reader().insert("joost");
    desk.identify(desk.awaitAtLast(CardEvent.CardInserted.class).card());
  }

  @Test
  void patientlyReadsASlowCard(CardDesk desk) throws Exception {
    desk.identify(desk.watching().insert("joost", Fault.SLOW));
  }

  @Test
  void namesNobodyInAnyText(CardDesk desk) throws Exception {
    EidCard card = desk.watching().insert("marguerite");
    ReadResult.Verified read =
        assertInstanceOf(
            ReadResult.Verified.class, card.read(desk.verifier(), Reading.ofEverything()));
    VerifiedIdentity holder = read.identity();
    String told =
        List.of(
                card,
                read,
                holder,
                holder.identity(),
                holder.address(),
                holder.signIn(),
                holder.checks(),
                card.sign(holder, STATEMENT, new PinEntry.Typed(VirtualEid.pin())),
                card.triesLeft(holder))
            .stream()
            .map(String::valueOf)
            .collect(Collectors.joining("\n"));
    for (String secret :
        List.of(
            "50134199915", "Exemplaire", "Marguerite", "Invention", "MARS 1950", "599000000101")) {
      assertFalse(told.contains(secret), told);
    }
  }

  private static char[] wrongPin() {
    return new char[] {'9', '9', '9', '9'};
  }

  private static void assertRefused(CardRefusal reason, ReadResult result) {
    ReadResult.Refused refused = assertInstanceOf(ReadResult.Refused.class, result);
    assertEquals(reason, refused.reason(), refused.detail());
  }
}
