package be.borne.demo.bench;

import be.borne.demo.process.DemoFailure;
import be.borne.device.card.CardReaderSettings;
import be.borne.device.card.EidCard;
import be.borne.device.card.IdentityVerifier;
import be.borne.device.card.PinEntry;
import be.borne.device.card.ReadResult;
import be.borne.device.card.Reading;
import be.borne.device.card.SignIn;
import be.borne.device.card.SignResult;
import be.borne.device.card.VerifiedIdentity;
import be.borne.device.virtual.VirtualEid;
import be.borne.device.virtual.VirtualPerson;
import be.borne.device.virtual.VirtualPki;
import be.borne.device.virtual.VirtualPort;
import be.borne.protocol.guichet.Challenge;
import be.borne.protocol.guichet.CitizenProof;
import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.locks.ReentrantLock;

/** Somebody who does not exist, with a card in hand that was read and can sign. */
final class BenchCitizen {
  private static final Base64.Encoder BASE64 = Base64.getEncoder();
  private static final CardReaderSettings SETTINGS =
      new CardReaderSettings("bench", Duration.ofSeconds(30));

  private final EidCard card;
  private final VerifiedIdentity holder;
  private final SignIn.Possible signIn;

  /** A signature is several commands, which nobody else's may come between. */
  private final ReentrantLock lock = new ReentrantLock();

  /**
   * @param pki who vouches for the card
   * @param verifier trusts them
   */
  BenchCitizen(VirtualPerson person, VirtualPki pki, IdentityVerifier verifier) throws IOException {
    this.card = EidCard.at(VirtualPort.with(VirtualEid.of(person, pki)), SETTINGS);
    if (!(card.read(verifier, Reading.toSignIn()) instanceof ReadResult.Verified verified)
        || !(verified.identity().signIn() instanceof SignIn.Possible possible)) {
      throw new DemoFailure("an invented citizen's card cannot be read");
    }
    this.holder = verified.identity();
    this.signIn = possible;
  }

  /** The card's answer to the guichet's challenge, with the card's files. */
  CitizenProof proof(Challenge challenge, String terminal) {
    SignResult.Signed signed = signed(challenge.statementFor(terminal));
    try {
      return new CitizenProof(
          challenge.id(),
          CitizenProof.SignatureScheme.ECDSA_P384_SHA384,
          BASE64.encodeToString(signed.signature()),
          BASE64.encodeToString(signIn.certificate().getEncoded()),
          BASE64.encodeToString(signIn.issuer().getEncoded()),
          BASE64.encodeToString(holder.identityFile()),
          BASE64.encodeToString(holder.identitySignature()),
          BASE64.encodeToString(holder.registerCertificate().getEncoded()));
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read cannot be written", e);
    }
  }

  private SignResult.Signed signed(byte[] statement) {
    lock.lock();
    try {
      if (card.sign(holder, statement, new PinEntry.Typed(VirtualEid.pin()))
          instanceof SignResult.Signed signed) {
        return signed;
      }
      throw new DemoFailure("an invented citizen's card does not sign");
    } finally {
      lock.unlock();
    }
  }
}
