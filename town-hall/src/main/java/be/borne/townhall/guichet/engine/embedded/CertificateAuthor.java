package be.borne.townhall.guichet.engine.embedded;

import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.Municipality;
import be.borne.townhall.guichet.engine.embedded.CertificateContent.Fact;
import be.borne.townhall.guichet.engine.embedded.CertificateContent.Part;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Puts what the register says into the words of a certificate. */
final class CertificateAuthor {

  /**
   * What makes one paper different from every other.
   *
   * @param kind what it certifies
   * @param reference the order's
   * @param verificationCode in clear
   * @param verificationAddress what the QR code leads to
   * @param date of issue, in Brussels
   */
  record Issue(
      CertificateKind kind,
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

  CertificateContent write(Issue issue, Wording words, Household household, Resident who) {
    Language language = words.language();
    String own = municipality.name(language);
    String address = issue.verificationAddress().toString();
    return new CertificateContent(
        language,
        letterhead(own),
        words.say("department"),
        words.say("demonstration"),
        words.say("service." + issue.kind().serviceId() + ".title"),
        words.say("reference", issue.reference()),
        words.say("legal-basis"),
        words.say("service." + issue.kind().serviceId() + ".statement", own),
        parts(issue.kind(), words, household, who),
        words.say("made-at", words.say("place"), words.date(issue.date())),
        words.say("validity"),
        words.say("verification-heading"),
        words.say("verification-how"),
        address,
        issue.verificationCode(),
        words.say("verification-figure", address),
        words.say("seal-note", own, organisation));
  }

  /** The document's own language first; Brussels letterheads are bilingual. */
  private List<String> letterhead(String own) {
    return Stream.of(own, municipality.french(), municipality.dutch()).distinct().limit(2).toList();
  }

  private static List<Part> parts(
      CertificateKind kind, Wording words, Household household, Resident who) {
    return switch (kind) {
      case HOUSEHOLD_COMPOSITION ->
          List.of(
              new Part.Facts(words.say("person"), identity(words, household, who)),
              members(words, household));
      case RESIDENCE -> {
        List<Fact> facts = new ArrayList<>(identity(words, household, who));
        facts.add(new Fact(words.say("since"), words.date(who.since())));
        yield List.of(new Part.Facts(words.say("person"), facts));
      }
      case LIFE -> {
        List<Fact> facts = new ArrayList<>(identity(words, household, who));
        facts.add(
            new Fact(
                words.say("civil-status"), words.say("civil-status." + who.civilStatus().name())));
        yield List.of(new Part.Facts(words.say("person"), facts));
      }
    };
  }

  private static List<Fact> identity(Wording words, Household household, Resident who) {
    return List.of(
        new Fact(words.say("name"), who.name()),
        new Fact(words.say("first-names"), who.firstNames()),
        new Fact(words.say("born"), words.say("born-at", words.date(who.born()), who.birthplace())),
        new Fact(words.say("national-number"), who.number().written()),
        new Fact(words.say("nationality"), words.say("nationality." + who.nationality())),
        new Fact(words.say("address"), household.address(words.language())));
  }

  private static Part members(Wording words, Household household) {
    return new Part.Table(
        words.say("household"),
        List.of(words.say("column-name"), words.say("column-born"), words.say("column-relation")),
        household.members().stream()
            .map(
                member ->
                    List.of(
                        member.name() + " " + member.firstNames(),
                        words.date(member.born()),
                        words.say("relation." + member.relation().name())))
            .toList());
  }
}
