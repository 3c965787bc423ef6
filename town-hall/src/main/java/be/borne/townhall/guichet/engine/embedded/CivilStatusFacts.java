package be.borne.townhall.guichet.engine.embedded;

import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.engine.embedded.CertificateContent.Fact;
import be.borne.townhall.guichet.engine.embedded.CertificateContent.Part;
import be.borne.townhall.guichet.engine.embedded.CivilStatusAct.Party;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the extract of an act states: the act, what it sets down, and everybody in it. Numbers of
 * the National Register are left out: an extract travels further than a certificate.
 */
final class CivilStatusFacts {
  private final Wording words;
  private final CivilStatusAct act;

  private CivilStatusFacts(Wording words, CivilStatusAct act) {
    this.words = words;
    this.act = act;
  }

  /**
   * @throws CertificateRefused if there is no act of which the citizen may have an extract
   */
  static List<Part> of(CertificateKind kind, Dossier dossier, Wording words)
      throws CertificateRefused {
    CivilStatusAct act =
        dossier
            .act(kind)
            .orElseThrow(
                () ->
                    new CertificateRefused(
                        kind.asker() == CertificateKind.Asker.A_NEAR_RELATIVE
                            ? "no near relative's death is in the register"
                            : "no such act concerns the citizen"));
    CivilStatusFacts facts = new CivilStatusFacts(words, act);
    List<Part> parts = new ArrayList<>();
    parts.add(facts.theAct());
    act.parties().stream()
        .filter(party -> !isNamedOnly(party))
        .forEach(party -> parts.add(facts.party(party)));
    if (act.parties().stream().anyMatch(CivilStatusFacts::isNamedOnly)) {
      parts.add(facts.namedOnly());
    }
    return parts;
  }

  /** Number, place and date of the act, and what it sets down. */
  private Part theAct() {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact(words.say("act-number"), act.number()));
    facts.add(
        new Fact(
            words.say("act-drawn"),
            words.say("act-drawn-at", in(act.place()), words.date(act.drawn()))));
    if (act.form() != null) {
      facts.add(new Fact(label("form"), words.say("form." + act.form())));
    }
    if (act.court() != null) {
      facts.add(new Fact(words.say("act.court"), in(act.court())));
    }
    if (act.decided() != null) {
      facts.add(new Fact(words.say("act.decided"), words.date(act.decided())));
    }
    if (act.effective() != null) {
      facts.add(new Fact(label("effective"), words.date(act.effective())));
    }
    if (act.kind() != CertificateKind.BIRTH_ACT) {
      // Of a birth, day and place stand with the child.
      if (act.happened() != null) {
        facts.add(new Fact(label("happened"), words.date(act.happened())));
      }
      if (act.time() != null) {
        facts.add(new Fact(words.say("act.time"), act.time()));
      }
      if (act.where() != null) {
        facts.add(new Fact(label("where"), act.where()));
      }
    }
    if (act.before() != null) {
      facts.add(new Fact(label("before"), act.before()));
    }
    if (act.after() != null) {
      facts.add(new Fact(label("after"), act.after()));
    }
    return new Part.Facts(words.say("act"), facts);
  }

  private Part party(Party party) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact(words.say("name"), party.name()));
    facts.add(new Fact(words.say("first-names"), party.firstNames()));
    if (act.kind() == CertificateKind.BIRTH_ACT) {
      facts.add(new Fact(words.say("sex"), words.say("sex." + party.sex())));
    }
    String born = words.date(party.born());
    facts.add(
        new Fact(
            words.say("born"),
            party.birthplace() == null ? born : words.say("born-at", born, party.birthplace())));
    return new Part.Facts(role(party), facts);
  }

  /** Of whom an act gives nothing but the name. */
  private static boolean isNamedOnly(Party party) {
    return party.born() == null;
  }

  private Part namedOnly() {
    List<Fact> facts =
        act.parties().stream()
            .filter(CivilStatusFacts::isNamedOnly)
            .map(party -> new Fact(role(party), party.name() + " " + party.firstNames()))
            .toList();
    return new Part.Facts(words.say("also-named", act.kind()), facts);
  }

  private String role(Party party) {
    String key = "role." + party.role();
    String ofKind = key + "." + act.kind().serviceId();
    return words.say(words.has(ofKind) ? ofKind : key, party.sex());
  }

  private String label(String fact) {
    String key = "act." + fact;
    String ofKind = key + "." + act.kind().serviceId();
    return words.say(words.has(ofKind) ? ofKind : key);
  }

  private String in(Map<Language, String> names) {
    return names.get(words.language());
  }
}
