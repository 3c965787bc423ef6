package be.borne.townhall.guichet.engine.embedded;

import be.borne.townhall.guichet.engine.embedded.CertificateContent.Fact;
import be.borne.townhall.guichet.engine.embedded.CertificateContent.Part;
import java.util.List;

/** What an extract of the criminal record states: every conviction, or that there is none. */
final class CriminalRecordFacts {
  private CriminalRecordFacts() {}

  /**
   * @param convictions the earliest first
   */
  static Part of(List<Conviction> convictions, Wording words) {
    String heading = words.say("convictions");
    if (convictions.isEmpty()) {
      // A blank would be read as something left out.
      return new Part.Facts(
          heading, List.of(new Fact(words.say("convictions"), words.say("convictions.none"))));
    }
    return new Part.Table(
        heading,
        List.of(
            words.say("column-decided"),
            words.say("column-court"),
            words.say("column-offence"),
            words.say("column-sentence")),
        List.of(5, 6, 6, 6),
        convictions.stream()
            .map(
                conviction ->
                    List.of(
                        words.date(conviction.decided()),
                        conviction.court().get(words.language()),
                        conviction.offence().get(words.language()),
                        conviction.sentence().get(words.language())))
            .toList());
  }
}
