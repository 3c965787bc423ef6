package be.borne.kiosk.session;

import be.borne.device.card.CardRefusal;
import be.borne.device.card.EidCard;
import be.borne.device.card.IdentityVerifier;
import be.borne.device.card.PinEntry;
import be.borne.device.card.ReadResult;
import be.borne.device.card.Reading;
import be.borne.device.card.SignIn;
import be.borne.device.card.SignResult;
import be.borne.device.card.TriesResult;
import be.borne.device.card.VerifiedIdentity;
import be.borne.kiosk.guichet.GuichetClient;
import be.borne.kiosk.guichet.GuichetException;
import be.borne.kiosk.journey.Event;
import be.borne.protocol.guichet.Challenge;
import be.borne.protocol.guichet.CitizenProof;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.terminal.FaultCode;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the citizen's card, and signs the citizen in at the guichet with it. */
final class SignInDesk {
  private static final Base64.Encoder BASE64 = Base64.getEncoder();

  private final CardSlot slot;
  private final IdentityVerifier verifier;
  private final GuichetClient guichet;
  private final String terminal;

  SignInDesk(CardSlot slot, IdentityVerifier verifier, GuichetClient guichet, String terminal) {
    this.slot = slot;
    this.verifier = verifier;
    this.guichet = guichet;
    this.terminal = terminal;
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

  private static Event identified(SessionScope session, EidCard card, VerifiedIdentity holder) {
    session.keepCard(card, holder);
    return switch (card.triesLeft(holder)) {
      case TriesResult.Known(int left) -> new Event.CardIdentified(Optional.of(left));
      case TriesResult.Unknown _ -> new Event.CardIdentified(Optional.empty());
      case TriesResult.Failed(CardRefusal reason, _) -> refused(reason);
    };
  }

  /** Answers SignedIn, PinRefused, CardRefused or Failed. */
  void signIn(SessionScope session, Consumer<Event> answer)
      throws GuichetException, InterruptedException {
    EidCard card = session.card();
    VerifiedIdentity holder = session.holder();
    // First of all, so that no try of the PIN is spent while the guichet is away.
    Challenge challenge = guichet.challenge();
    SignResult signed =
        card.sign(
            holder, challenge.statementFor(terminal), new PinEntry.Typed(session.pin().take()));
    switch (signed) {
      case SignResult.Signed signature -> {
        session.keepSignIn(guichet.signIn(proof(challenge, holder, signature)));
        answer.accept(new Event.SignedIn(offered(guichet.services(session.signIn()).services())));
      }
      case SignResult.WrongPin(int triesLeft) -> answer.accept(new Event.PinRefused(triesLeft));
      case SignResult.PinBlocked _ -> answer.accept(new Event.PinRefused(0));
      case SignResult.Failed(CardRefusal reason, _) -> answer.accept(refused(reason));
    }
  }

  private static Event refused(CardRefusal reason) {
    return reason == CardRefusal.CARD_MUTE
        ? new Event.CardMute()
        : new Event.CardRefused(CardFaults.of(reason));
  }

  /** What needs a clerk first cannot be taken home from here. */
  private static List<Service> offered(List<Service> services) {
    return services.stream()
        .filter(service -> service.delivery() == Service.Delivery.AT_ONCE)
        .toList();
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
