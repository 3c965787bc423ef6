package be.borne.kiosk.session;

import be.borne.device.card.CardRefusal;
import be.borne.device.card.EidCard;
import be.borne.device.card.IdentityVerifier;
import be.borne.device.card.PadLanguage;
import be.borne.device.card.PinEntry;
import be.borne.device.card.ReadResult;
import be.borne.device.card.ReaderAbilities;
import be.borne.device.card.Reading;
import be.borne.device.card.SignIn;
import be.borne.device.card.SignResult;
import be.borne.device.card.TriesResult;
import be.borne.device.card.VerifiedIdentity;
import be.borne.kiosk.guichet.GuichetClient;
import be.borne.kiosk.guichet.GuichetException;
import be.borne.kiosk.journey.Event;
import be.borne.kiosk.journey.Offer;
import be.borne.kiosk.journey.PinPlace;
import be.borne.kiosk.journey.WaitingDocument;
import be.borne.protocol.guichet.Challenge;
import be.borne.protocol.guichet.CitizenProof;
import be.borne.protocol.guichet.Procedure;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the citizen's card, and signs the citizen in at the guichet with it. */
final class SignInDesk {
  private static final Logger LOG = LoggerFactory.getLogger(SignInDesk.class);
  private static final Base64.Encoder BASE64 = Base64.getEncoder();

  /** For the card to sign, and for the signature to reach the guichet. */
  private static final Duration TO_ANSWER = Duration.ofSeconds(20);

  private static final Duration SHORTEST_AT_KEYS = Duration.ofSeconds(5);

  private final CardSlot slot;
  private final IdentityVerifier verifier;
  private final GuichetClient guichet;
  private final String terminal;
  private final Optional<Duration> atReadersKeys;
  private final LongSupplier nanoTime;

  /**
   * @param atReadersKeys the longest that each of the reader's two timers is set to; empty if its
   *     keys are not used
   */
  SignInDesk(
      CardSlot slot,
      IdentityVerifier verifier,
      GuichetClient guichet,
      String terminal,
      Optional<Duration> atReadersKeys) {
    this(slot, verifier, guichet, terminal, atReadersKeys, System::nanoTime);
  }

  /**
   * @param nanoTime a clock that only runs forward, in nanoseconds
   */
  SignInDesk(
      CardSlot slot,
      IdentityVerifier verifier,
      GuichetClient guichet,
      String terminal,
      Optional<Duration> atReadersKeys,
      LongSupplier nanoTime) {
    this.slot = slot;
    this.verifier = verifier;
    this.guichet = guichet;
    this.terminal = terminal;
    this.atReadersKeys = atReadersKeys;
    this.nanoTime = nanoTime;
  }

  /** Answers CardIdentified, CardMute or CardRefused. */
  void readCard(SessionScope session, Consumer<Event> answer) {
    Optional<EidCard> inserted = slot.card();
    if (inserted.isEmpty()) {
      answer.accept(new Event.CardRefused(FaultCode.CARD_PULLED));
      return;
    }
    EidCard card = inserted.get();
    switch (card.read(verifier, Reading.toSignIn())) {
      case ReadResult.Verified(VerifiedIdentity holder, _) ->
          answer.accept(
              CardFaults.of(holder.signIn())
                  .<Event>map(Event.CardRefused::new)
                  .orElseGet(() -> identified(session, card, holder)));
      case ReadResult.Refused refusal -> answer.accept(refused(refusal.reason()));
    }
  }

  private Event identified(SessionScope session, EidCard card, VerifiedIdentity holder) {
    session.keepCard(card, holder);
    return switch (card.triesLeft(holder)) {
      case TriesResult.Known(int left) -> identified(card, Optional.of(left));
      case TriesResult.Unknown _ -> identified(card, Optional.empty());
      case TriesResult.Failed(CardRefusal reason, _) -> refused(reason);
    };
  }

  private Event identified(EidCard card, Optional<Integer> triesLeft) {
    if (atReadersKeys.isEmpty()) {
      return new Event.CardIdentified(triesLeft, PinPlace.ON_SCREEN);
    }
    return switch (card.readerAbilities()) {
      // A reader that took only the first digits of a longer PIN would have the card refuse it, and
      // its holder would not know why.
      case ReaderAbilities.WithPinPad(int maxDigits) ->
          new Event.CardIdentified(
              triesLeft,
              maxDigits >= PinBuffer.MAX_DIGITS ? PinPlace.ON_READER : PinPlace.ON_SCREEN);
      case ReaderAbilities.WithoutPinPad _ ->
          new Event.CardIdentified(triesLeft, PinPlace.ON_SCREEN);
      case ReaderAbilities.Failed(CardRefusal reason, _) -> refused(reason);
    };
  }

  /** Answers PinTaken and SignedIn, PinRefused, CardRefused or Failed. */
  void signIn(SessionScope session, Consumer<Event> answer)
      throws GuichetException, InterruptedException {
    // First of all, so that no try of the PIN is spent while the guichet is away.
    Challenge challenge = guichet.challenge();
    answerTo(challenge, session, () -> new PinEntry.Typed(session.pin().take()), answer);
  }

  /**
   * Has the citizen type the PIN on the reader's keys. Answers PinTaken and SignedIn, PinNotTyped,
   * Stopped, PinRefused, CardRefused or Failed.
   */
  void signInOnReader(SessionScope session, Language language, Consumer<Event> answer)
      throws GuichetException, InterruptedException {
    // Not from its coming: the guichet counts from when it made the challenge.
    long askedNanos = nanoTime.getAsLong();
    Challenge challenge = guichet.challenge();
    Duration each = timeAtKeys(Duration.ofNanos(nanoTime.getAsLong() - askedNanos));
    if (each.compareTo(SHORTEST_AT_KEYS) < 0) {
      // A right PIN would come too late and be typed for nothing; nobody is asked for it.
      answer.accept(new Event.Failed(FaultCode.GUICHET_UNREACHABLE));
      return;
    }
    PadLanguage shown = PadLanguage.ofTag(language.tag());
    answerTo(challenge, session, () -> new PinEntry.OnReader(shown, each), answer);
  }

  /** Of each of the reader's two timers, so that the challenge outlives both and what follows. */
  private Duration timeAtKeys(Duration challengeTook) {
    Duration most = atReadersKeys.orElseThrow(() -> new IllegalStateException("keys not in use"));
    Duration left = Challenge.LIFE.minus(challengeTook).minus(TO_ANSWER).dividedBy(2);
    return left.compareTo(most) < 0 ? left : most;
  }

  /**
   * @param pin asked for last, when nothing else can fail: the card's driver then wipes it
   */
  private void answerTo(
      Challenge challenge, SessionScope session, Supplier<PinEntry> pin, Consumer<Event> answer)
      throws GuichetException, InterruptedException {
    EidCard card = session.card();
    VerifiedIdentity holder = session.holder();
    byte[] statement = challenge.statementFor(terminal);
    switch (card.sign(holder, statement, pin.get())) {
      case SignResult.Signed signature -> {
        answer.accept(new Event.PinTaken());
        session.keepSignIn(guichet.signIn(proof(challenge, holder, signature)));
        answer.accept(signedIn(session));
      }
      case SignResult.WrongPin(int triesLeft) -> answer.accept(new Event.PinRefused(triesLeft));
      case SignResult.PinBlocked _ -> answer.accept(new Event.PinRefused(0));
      case SignResult.Failed(CardRefusal reason, _) -> answer.accept(unsigned(reason));
    }
  }

  private Event signedIn(SessionScope session) throws GuichetException, InterruptedException {
    List<Service> catalogue = guichet.services(session.signIn()).services();
    List<WaitingDocument> waiting =
        guichet.unfinished(session.signIn()).orders().stream()
            .map(order -> WaitingDocument.of(order, catalogue))
            .toList();
    return new Event.SignedIn(new Offer(catalogue, procedures(session)), waiting);
  }

  /** Whoever came for a certificate does not wait for forms that cannot be had. */
  private List<Procedure> procedures(SessionScope session) throws InterruptedException {
    try {
      return guichet.procedures(session.signIn()).procedures();
    } catch (GuichetException e) {
      LOG.warn("no forms are offered: {} {}", e.fault().code(), e.getMessage());
      return List.of();
    }
  }

  private static Event unsigned(CardRefusal reason) {
    return switch (reason) {
      case PIN_CANCELLED -> new Event.Stopped();
      case PIN_TIMED_OUT -> new Event.PinNotTyped();
      default -> refused(reason);
    };
  }

  private static Event refused(CardRefusal reason) {
    return reason == CardRefusal.CARD_MUTE
        ? new Event.CardMute()
        : new Event.CardRefused(CardFaults.of(reason));
  }

  private static CitizenProof proof(
      Challenge challenge, VerifiedIdentity holder, SignResult.Signed signed) {
    if (!(holder.signIn() instanceof SignIn.Possible(var certificate, var issuer, _))) {
      throw new IllegalStateException("a card signed that cannot");
    }
    try {
      return new CitizenProof(
          challenge.id(),
          switch (signed.scheme()) {
            case ECDSA_P384_SHA384 -> CitizenProof.SignatureScheme.ECDSA_P384_SHA384;
            case RSA_SHA256 -> CitizenProof.SignatureScheme.RSA_SHA256;
          },
          BASE64.encodeToString(signed.signature()),
          BASE64.encodeToString(certificate.getEncoded()),
          BASE64.encodeToString(issuer.getEncoded()),
          BASE64.encodeToString(holder.identityFile()),
          BASE64.encodeToString(holder.identitySignature()),
          BASE64.encodeToString(holder.registerCertificate().getEncoded()));
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read cannot be written", e);
    }
  }
}
