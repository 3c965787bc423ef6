package be.borne.townhall.guichet.engine.embedded;

import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.Municipality;
import be.borne.townhall.guichet.engine.embedded.CertificateContent.Part;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts what the register says into the words of a certificate. */
final class CertificateAuthor {

  /**
   * What makes one paper different from every other.
   *
   * @param kind what it certifies
   * @param purpose what the citizen needs it for
   * @param reference the order's
   * @param verificationCode in clear
   * @param verificationAddress what the QR code leads to
   * @param date of issue, in Brussels
   */
  record Issue(
      CertificateKind kind,
      Optional<PurposeKind> purpose,
      String reference,
      String verificationCode,
      URI verificationAddress,
      LocalDate date) {}

  private final Municipality municipality;
  private final String organisation;

  CertificateAuthor(Municipality municipality, String organisation) {
    this.municipality = municipality;
    this.organisation = organisation;
  }

  /**
   * @throws CertificateRefused if the citizen cannot have a certificate of this kind
   */
  CertificateContent write(Issue issue, Wording words, Dossier dossier) throws CertificateRefused {
    Language language = words.language();
    CertificateKind kind = issue.kind();
    String own = municipality.name(language);
    String service = "service." + kind.serviceId();
    String address = issue.verificationAddress().toString();
    List<Part> parts =
        kind.isAct()
            ? CivilStatusFacts.of(kind, dossier, words)
            : PopulationFacts.of(kind, dossier, words, issue.date());
    String register = words.say("register." + dossier.who().registered().register());
    return new CertificateContent(
        language,
        new CertificateContent.Letterhead(
            letterhead(own),
            words.say("department", kind),
            words.say("arms-figure", own),
            words.say("demonstration")),
        words.say(service + ".title"),
        words.say("reference", issue.reference()),
        words.say("legal-basis", kind),
        words.say(service + ".statement", own, register),
        parts,
        new CertificateContent.Closing(
            purpose(issue, words),
            words.say("validity", kind),
            words.say("made-at", words.say("place"), words.date(issue.date()))),
        new CertificateContent.Verification(
            words.say("verification-heading"),
            words.say("verification-how"),
            address,
            issue.verificationCode(),
            words.say("verification-figure", address),
            words.say("seal-note", own, organisation)),
        new CertificateContent.RunningText(
            words.say("continued", words.say(service + ".title")),
            words.say("footer-code", issue.verificationCode()),
            words.say("footer-page")));
  }

  private static String purpose(Issue issue, Wording words) {
    return issue
        .purpose()
        .map(purpose -> "purpose-of." + purpose.id() + ".line")
        .filter(words::has)
        .map(words::say)
        .orElseGet(() -> words.say("purpose", issue.kind()));
  }

  /** The document's own language first; Brussels letterheads are bilingual. */
  private List<String> letterhead(String own) {
    return Stream.of(own, municipality.french(), municipality.dutch()).distinct().limit(2).toList();
  }
}
