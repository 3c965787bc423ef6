package be.borne.townhall.guichet.engine.embedded;

import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.engine.embedded.CertificateContent.Fact;
import be.borne.townhall.guichet.engine.embedded.CertificateContent.Part;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What each certificate from the population registers states. */
final class PopulationFacts {
  private static final int OF_AGE = 18;
  private static final int OLD_ENOUGH_FOR_A_RECORD = 16;

  private final Wording words;
  private final Dossier dossier;
  private final Resident who;

  private PopulationFacts(Wording words, Dossier dossier) {
    this.words = words;
    this.dossier = dossier;
    this.who = dossier.who();
  }

  /**
   * @param today in Brussels
   * @throws CertificateRefused if the citizen is not whom the kind is for
   */
  static List<Part> of(CertificateKind kind, Dossier dossier, Wording words, LocalDate today)
      throws CertificateRefused {
    requireEligible(kind, dossier, today);
    PopulationFacts facts = new PopulationFacts(words, dossier);
    return switch (kind) {
      case HOUSEHOLD_COMPOSITION -> List.of(facts.person(), facts.members());
      case RESIDENCE -> List.of(facts.person(facts.since()));
      case RESIDENCE_HISTORY -> List.of(facts.person(), facts.history());
      case BELGIAN_NATIONALITY -> List.of(facts.person(facts.belgianSince()));
      case LIFE -> List.of(facts.person(facts.civilStatus()));
      case REGISTER_EXTRACT -> List.of(facts.everything());
      case RESIDENCE_FOR_MARRIAGE ->
          List.of(facts.person(facts.since(), facts.registeredSince(), facts.civilStatus()));
      case LEGAL_COHABITATION -> facts.cohabitation();
      case BURIAL_WISHES -> List.of(facts.person(), facts.wishes());
      case VOTER -> List.of(facts.person(), facts.electorate());
      case CRIMINAL_RECORD ->
          List.of(facts.person(), CriminalRecordFacts.of(dossier.convictions(), words));
      default -> throw new IllegalArgumentException(kind + " is not drawn from the registers");
    };
  }

  private static void requireEligible(CertificateKind kind, Dossier dossier, LocalDate today)
      throws CertificateRefused {
    Resident who = dossier.who();
    String otherwise =
        switch (kind.asker()) {
          case WHOEVER_IS_REGISTERED -> null;
          case A_BELGIAN -> who.nationality().isBelgian() ? null : "citizen is not Belgian";
          case WHOEVER_MAY_MARRY ->
              !who.isOfAge(OF_AGE, today)
                  ? "citizen is not of age"
                  : who.civilStatus() == Resident.CivilStatus.MARRIED ? "citizen is married" : null;
          case A_LEGAL_COHABITANT ->
              dossier.household().cohabitantOf(who.number()).isPresent()
                  ? null
                  : "citizen has no legal cohabitation";
          case WHOEVER_DECLARED_WISHES ->
              who.burialWish() != null ? null : "citizen declared no wishes about burial";
          case AN_ELECTOR ->
              who.nationality().isBelgian() && who.isOfAge(OF_AGE, today) && !who.notAnElector()
                  ? null
                  : "citizen is not an elector";
          case WHOEVER_IS_OLD_ENOUGH_FOR_A_RECORD ->
              who.isOfAge(OLD_ENOUGH_FOR_A_RECORD, today) ? null : "citizen is not sixteen";
          case WHOM_THE_ACT_CONCERNS, A_NEAR_RELATIVE ->
              throw new IllegalArgumentException(kind + " is an act");
        };
    if (otherwise != null) {
      throw new CertificateRefused(otherwise);
    }
  }

  private Part person(Fact... more) {
    List<Fact> facts = new ArrayList<>(identity(who));
    facts.add(new Fact(words.say("national-number"), who.number().written()));
    facts.add(nationality());
    facts.add(address());
    facts.addAll(Arrays.asList(more));
    return new Part.Facts(words.say("person"), facts);
  }

  private List<Fact> identity(Resident resident) {
    return List.of(
        new Fact(words.say("name"), resident.name()),
        new Fact(words.say("first-names"), resident.firstNames()),
        new Fact(
            words.say("born"),
            words.say("born-at", words.date(resident.born()), resident.birthplace())));
  }

  private Part everything() {
    return person(
        new Fact(words.say("sex"), words.say("sex." + who.sex())),
        civilStatus(),
        new Fact(
            words.say("register"),
            capitalised(words.say("register." + who.registered().register()))),
        registeredSince(),
        since(),
        new Fact(words.say("relation"), relation(who)));
  }

  private Fact nationality() {
    return new Fact(
        words.say("nationality"), words.say("nationality." + who.nationality().country()));
  }

  private Fact belgianSince() {
    LocalDate since = who.nationality().since();
    return new Fact(
        words.say("nationality-since"),
        since == null ? words.say("from-birth") : words.say("since-date", words.date(since)));
  }

  private Fact address() {
    return new Fact(words.say("address"), dossier.household().address(language()));
  }

  private Fact since() {
    return new Fact(words.say("since"), words.date(who.since()));
  }

  private Fact registeredSince() {
    return new Fact(words.say("registered-since", who.sex()), words.date(who.registered().since()));
  }

  private Fact civilStatus() {
    return new Fact(
        words.say("civil-status"), words.say("civil-status." + who.civilStatus(), who.sex()));
  }

  private String relation(Resident member) {
    return words.say("relation." + member.relation(), member.sex());
  }

  private Part members() {
    return new Part.Table(
        words.say("household"),
        List.of(words.say("column-name"), words.say("column-born"), words.say("column-relation")),
        List.of(5, 3, 4),
        dossier.household().members().stream()
            .map(
                member ->
                    List.of(
                        member.name() + " " + member.firstNames(),
                        words.date(member.born()),
                        relation(member)))
            .toList());
  }

  private Part history() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            words.date(who.since()),
            words.say("until-now"),
            dossier.household().address(language())));
    for (Address earlier : who.earlier()) {
      rows.add(
          List.of(
              words.date(earlier.since()),
              words.date(earlier.until()),
              earlier.written(language())));
    }
    return new Part.Table(
        words.say("history"),
        List.of(words.say("column-from"), words.say("column-until"), words.say("column-address")),
        List.of(3, 3, 6),
        rows);
  }

  private List<Part> cohabitation() {
    Resident other = dossier.household().cohabitantOf(who.number()).orElseThrow();
    List<Fact> otherFacts = new ArrayList<>(identity(other));
    otherFacts.add(new Fact(words.say("national-number"), other.number().written()));
    return List.of(
        person(),
        new Part.Facts(words.say("cohabitant"), otherFacts),
        new Part.Facts(
            words.say("cohabitation"),
            List.of(
                new Fact(
                    words.say("cohabitation-declared"),
                    words.date(dossier.household().cohabitation().declared())),
                new Fact(
                    words.say("cohabitation-address"), dossier.household().address(language())))));
  }

  private Part wishes() {
    Resident.BurialWish wish = who.burialWish();
    return new Part.Facts(
        words.say("wishes"),
        List.of(
            new Fact(words.say("burial-method"), words.say("burial-method." + wish.method())),
            new Fact(words.say("burial-rite"), words.say("burial-rite." + wish.rite())),
            new Fact(words.say("burial-declared"), words.date(wish.declared()))));
  }

  private Part electorate() {
    return new Part.Facts(
        words.say("electorate"),
        List.of(
            new Fact(words.say("election"), words.say("election.federal")),
            new Fact(words.say("elector-quality"), words.say("elector", who.sex()))));
  }

  private Language language() {
    return words.language();
  }

  private String capitalised(String text) {
    return text.substring(0, 1).toUpperCase(language().locale()) + text.substring(1);
  }
}
