package be.borne.kiosk.screen;

import be.borne.kiosk.journey.Offer;
import be.borne.kiosk.journey.RequestState;
import be.borne.kiosk.journey.State;
import be.borne.protocol.guichet.CitizenFile;
import be.borne.protocol.guichet.CitizenFile.Event;
import be.borne.protocol.guichet.CitizenFile.Kind;
import be.borne.protocol.guichet.CitizenFile.Next;
import be.borne.protocol.guichet.CitizenFile.Step;
import be.borne.protocol.guichet.CitizenFiles;
import be.borne.protocol.guichet.RefusalReason;
import be.borne.protocol.guichet.TrackingCode;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What an invented citizen asked for earlier, as it can stand, for galleries and tests. */
final class SampleRequests {
  static final Optional<TrackingCode> TRACKING = Optional.of(new TrackingCode("7K3M9QX20A4BHJ5T"));

  private static final String PUBLIC_HOST = "guichet.bxl.example";
  private static final Instant FIRST = Instant.parse("2026-11-18T09:12:00Z");

  private static final Map<Language, String> HOUSEHOLD =
      SampleForms.said(
          "Composition de ménage",
          "Samenstelling van het gezin",
          "Haushaltszusammensetzung",
          "Household composition");
  private static final Map<Language, String> BIRTH =
      SampleForms.said(
          "Extrait d’acte de naissance",
          "Uittreksel uit de akte van geboorte",
          "Auszug aus der Geburtsurkunde",
          "Extract of the birth act");
  private static final Map<Language, String> PARTY =
      SampleForms.said(
          "Une fête de quartier", "Een buurtfeest", "Ein Straßenfest", "A street party");

  private SampleRequests() {}

  /** Of a town hall with a public page, but for the samples that show one without. */
  static Livery liveryOf(String municipality, String sample) {
    Livery plain = Livery.plain(municipality);
    return sample.endsWith("-no-page") ? plain : plain.at(PUBLIC_HOST);
  }

  static Map<String, State> of(Offer offer) {
    CitizenFiles some =
        new CitizenFiles(
            List.of(
                document(HOUSEHOLD, Next.COLLECT_AT_A_TERMINAL, Event.RECEIVED, Event.ISSUED),
                refused(RefusalReason.NOTHING_TO_CERTIFY),
                form(Next.CLERK_LOOKS_AT_IT, Event.RECEIVED, Event.WITH_A_CLERK)));
    Map<String, State> all = new LinkedHashMap<>();
    all.put("requests-fetching", new RequestState.FetchingRequests(offer));
    all.put("requests", new RequestState.ChoosingRequest(offer, some));
    all.put("requests-many", new RequestState.ChoosingRequest(offer, many()));
    all.put("requests-none", new RequestState.ChoosingRequest(offer, new CitizenFiles(List.of())));
    all.put("requests-untold", new RequestState.RequestsUntold(offer, Optional.empty()));
    all.put(
        "requests-failed",
        new RequestState.RequestsUntold(offer, Optional.of(FaultCode.GUICHET_UNREACHABLE)));
    Map<String, CitizenFile> read = new LinkedHashMap<>();
    read.put("request-print", some.files().get(0));
    read.put("request-refused", some.files().get(1));
    read.put("request-form", some.files().get(2));
    read.put("request-made", document(BIRTH, Next.TOWN_HALL_MAKES_IT, Event.RECEIVED));
    read.put(
        "request-email",
        document(
            BIRTH,
            Next.GOES_BY_EMAIL,
            Event.RECEIVED,
            Event.WITH_A_CLERK,
            Event.CHECKED,
            Event.ISSUED));
    read.put("request-post", document(BIRTH, Next.GOES_BY_POST, Event.RECEIVED, Event.ISSUED));
    read.put(
        "request-doubt",
        document(HOUSEHOLD, Next.SOMEBODY_LOOKS_FOR_PAPER, Event.RECEIVED, Event.ISSUED));
    read.put("request-printing", document(BIRTH, Next.BEING_PRINTED, Event.RECEIVED, Event.ISSUED));
    read.put("request-unknown", document(BIRTH, Next.ASK_AT_THE_COUNTER, Event.RECEIVED));
    read.put("request-passed-on", form(Next.CLERK_LOOKS_AT_IT, Event.RECEIVED, Event.PASSED_ON));
    read.put("request-too-late", document(BIRTH, Next.TOO_LATE, Event.RECEIVED, Event.ISSUED));
    read.put(
        "request-withdrawn",
        document(
            BIRTH, Next.NOTHING, Event.RECEIVED, Event.ISSUED, Event.PRINTED, Event.WITHDRAWN));
    read.put("request-done", form(Next.NOTHING, Event.RECEIVED, Event.DEALT_WITH));
    read.put("request-wordy", wordy());
    read.put("request-no-page", some.files().get(2));
    read.forEach(
        (name, request) -> all.put(name, new RequestState.ReadingRequest(offer, some, request)));
    for (RefusalReason why : RefusalReason.values()) {
      all.put(
          "refused-" + why,
          new State.Refused(
              true,
              Optional.of(offer),
              offer.services().stream().findFirst(),
              "BXL-2026-7K3M9QX2",
              why));
    }
    all.put(
        "refused-without-card",
        new State.Refused(
            false, Optional.empty(), Optional.empty(), "BXL-2026-7K3M9QX2", RefusalReason.OTHER));
    return all;
  }

  private static CitizenFiles many() {
    List<Next> each = List.of(Next.values());
    return new CitizenFiles(
        IntStream.range(0, CitizenFiles.MOST)
            .mapToObj(
                i ->
                    file(
                        "BXL-2026-7K3M9Q%02d".formatted(i),
                        Kind.DOCUMENT,
                        i % 5 == 4 ? wordyTitle() : BIRTH,
                        each.get(i % each.size()),
                        null,
                        Event.RECEIVED))
            .toList());
  }

  private static Map<Language, String> wordyTitle() {
    return SampleStates.inEveryLanguage(
        Collections.nCopies(
            4, "Überaus umständlich benannte Angelegenheit, ".repeat(2).substring(0, 80)));
  }

  /** As much as can be said of one. */
  private static CitizenFile wordy() {
    return file(
        "BXL-2026-7K3M9QX2",
        Kind.DOCUMENT,
        wordyTitle(),
        Next.COLLECT_AT_A_TERMINAL,
        null,
        Event.RECEIVED,
        Event.WITH_A_CLERK,
        Event.CHECKED,
        Event.ISSUED,
        Event.NOT_SENT,
        Event.SENT_BY_EMAIL,
        Event.NOT_POSTED,
        Event.POSTED,
        Event.PRINTED,
        Event.DEALT_WITH,
        null,
        Event.WITHDRAWN);
  }

  private static CitizenFile document(Map<Language, String> title, Next next, Event... history) {
    return file("BXL-2026-7K3M9QX2", Kind.DOCUMENT, title, next, null, history);
  }

  private static CitizenFile form(Next next, Event... history) {
    return file("BXL-2026-00A4BHJ5", Kind.FORM, PARTY, next, null, history);
  }

  private static CitizenFile refused(RefusalReason why) {
    return file(
        "BXL-2026-5T7K3M9Q",
        Kind.DOCUMENT,
        BIRTH,
        Next.NOTHING,
        why,
        Event.RECEIVED,
        Event.REFUSED);
  }

  /** The first two steps fall on one day, each further one on a day of its own. */
  private static CitizenFile file(
      String reference,
      Kind kind,
      Map<Language, String> title,
      Next next,
      RefusalReason why,
      Event... history) {
    List<Event> steps = Arrays.asList(history);
    return new CitizenFile(
        reference,
        kind,
        title,
        IntStream.range(0, steps.size())
            .mapToObj(i -> new Step(steps.get(i), FIRST.plus(Duration.ofDays(Math.max(0, i - 1)))))
            .toList(),
        next,
        why,
        TRACKING.orElseThrow());
  }
}
