package be.borne.kiosk.screen;

import be.borne.kiosk.journey.Event;
import be.borne.kiosk.journey.RequestState;
import be.borne.kiosk.journey.RequestState.ChoosingRequest;
import be.borne.kiosk.journey.RequestState.FetchingRequests;
import be.borne.kiosk.journey.RequestState.ReadingRequest;
import be.borne.kiosk.journey.RequestState.RequestsUntold;
import be.borne.kiosk.journey.State.Refused;
import be.borne.kiosk.screen.Screen.Picture;
import be.borne.kiosk.screen.Screen.Role;
import be.borne.protocol.guichet.CitizenFile;
import be.borne.protocol.guichet.PickupCode;
import be.borne.protocol.guichet.RefusalReason;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How what a citizen asked for stands, and why something is not given.
 *
 * @param t words of the citizen's language
 * @param followUp how it can be asked for without a card
 */
record RequestScreens(Texts t, FollowUp followUp, Language language) {

  static String nameOf(RequestState at) {
    return switch (at) {
      case FetchingRequests _ -> "requests-working";
      case ChoosingRequest(_, var requests) when requests.files().isEmpty() -> "no-requests";
      case ChoosingRequest _ -> "choosing-request";
      case ReadingRequest _ -> "reading-request";
      case RequestsUntold _ -> "requests-untold";
    };
  }

  /**
   * @param draft of the name {@link #nameOf} gives
   */
  Screen of(RequestState at, ScreenDraft draft) {
    switch (at) {
      case FetchingRequests _ ->
          draft.title(t.get("requests.fetch.title")).picture(Picture.TOWN_HALL);
      case ChoosingRequest it -> choosing(it, draft);
      case ReadingRequest it -> reading(it, draft);
      case RequestsUntold it -> untold(it, draft);
    }
    return draft
        .choice(Role.BACK, t.get("confirm.back"), Optional.empty(), new Event.WentBack())
        .stop()
        .tools()
        .done();
  }

  private void choosing(ChoosingRequest at, ScreenDraft draft) {
    draft.picture(Picture.TOWN_HALL);
    if (at.requests().files().isEmpty()) {
      draft.title(t.get("requests.none")).sentence(t.get("requests.none.how"));
      return;
    }
    draft.title(t.get("requests.title"));
    for (CitizenFile request : at.requests().files()) {
      draft.choice(
          Role.LISTED,
          title(request),
          Optional.of(
              t.get("request.line", t.day(request.history().getFirst().at()), next(request))),
          new Event.RequestChosen(request.reference()));
    }
    draft.paging(t.get("requests.more"), t.get("requests.previous"));
  }

  /** What happens next comes first: it is what the citizen wants to know. */
  private void reading(ReadingRequest at, ScreenDraft draft) {
    CitizenFile request = at.request();
    draft.title(t.get("request.title")).picture(pictureOf(request.next()));
    if (isRefused(request)) {
      RefusalReason why = Objects.requireNonNullElse(request.refusal(), RefusalReason.OTHER);
      draft.sentence(t.get("refusal." + why + ".what")).sentence(t.get("refusal." + why + ".now"));
    } else {
      draft.sentence(next(request));
    }
    whatToDo(at, draft);
    draft
        .labelled(t.get("request.what"), title(request))
        .labelled(t.get("request.number"), request.reference());
    steps(request).forEach((day, steps) -> draft.labelled(day, String.join(" ", steps)));
    if (at.canBePrinted()) {
      draft.choice(
          Role.MAIN,
          t.get("request.print"),
          Optional.empty(),
          new Event.WaitingChosen(request.reference()));
    } else {
      // Whoever can have it now need not ask for it, and finds the button the sooner.
      followUp.tell(draft, request.trackedBy());
    }
  }

  private void whatToDo(ReadingRequest at, ScreenDraft draft) {
    CitizenFile request = at.request();
    switch (request.next()) {
      case TOWN_HALL_MAKES_IT, CLERK_LOOKS_AT_IT, GOES_BY_EMAIL, GOES_BY_POST, BEING_PRINTED ->
          draft.sentence(t.get("request.wait"));
      case COLLECT_AT_A_TERMINAL -> draft.sentence(t.get("request.print.later"));
      case SOMEBODY_LOOKS_FOR_PAPER ->
          draft
              .sentence(t.get("request.show"))
              .code(t.get("fault.pickup"), PickupCode.of(request.reference()).grouped());
      case TOO_LATE, NOTHING, ASK_AT_THE_COUNTER -> {}
    }
  }

  private void untold(RequestsUntold at, ScreenDraft draft) {
    draft.picture(Picture.HELP);
    at.why()
        .ifPresentOrElse(
            why ->
                draft
                    .tone(Screen.Tone.ATTENTION)
                    .title(t.get("fault." + why.code() + ".what"))
                    .sentence(t.get("requests.failed.how"))
                    .labelled(t.get("fault.code"), why.code())
                    .choice(
                        Role.MAIN,
                        t.get("file.again.try"),
                        Optional.empty(),
                        new Event.TryAgainChosen()),
            () -> draft.title(t.get("requests.untold")).sentence(t.get("requests.untold.how")));
  }

  /**
   * Something is not given.
   *
   * @param draft of the screen {@code refused}
   */
  Screen of(Refused at, ScreenDraft draft) {
    draft
        .tone(Screen.Tone.ATTENTION)
        .title(t.get("refusal." + at.why() + ".what"))
        .sentence(t.get("printed.nothing"))
        .sentence(t.get("refusal." + at.why() + ".now"))
        .picture(Picture.TOWN_HALL);
    at.service()
        .ifPresent(
            service -> draft.labelled(t.get("confirm.certificate"), service.title().get(language)));
    draft
        .labelled(t.get("fault.order"), at.reference())
        .labelled(t.get("fault.code"), FaultCode.ORDER_REFUSED.code());
    if (at.onward().isPresent()) {
      draft.choice(
          Role.ASIDE, t.get("refused.another"), Optional.empty(), new Event.AnotherChosen());
    }
    return draft
        .choice(Role.MAIN, t.get("ordered.done"), Optional.empty(), new Event.Acknowledged())
        .stop()
        .tools()
        .done();
  }

  private String title(CitizenFile request) {
    return request.title().get(language);
  }

  private String next(CitizenFile request) {
    if (isRefused(request)) {
      return t.get("request.next.REFUSED");
    }
    return t.get(
        "request.next."
            + (hasHappened(request, CitizenFile.Event.WITHDRAWN) ? "WITHDRAWN" : request.next()));
  }

  private static boolean isRefused(CitizenFile request) {
    return request.refusal() != null || hasHappened(request, CitizenFile.Event.REFUSED);
  }

  /** And nothing comes of it any more. */
  private static boolean hasHappened(CitizenFile request, CitizenFile.Event end) {
    return request.next() == CitizenFile.Next.NOTHING
        && request.history().stream().anyMatch(step -> step.event() == end);
  }

  /** What has happened, by day, the earliest first. */
  private Map<String, List<String>> steps(CitizenFile request) {
    return request.history().stream()
        .collect(
            Collectors.groupingBy(
                step -> t.day(step.at()),
                LinkedHashMap::new,
                Collectors.mapping(this::step, Collectors.toList())));
  }

  /** Something that only a newer guichet knows has happened all the same. */
  private String step(CitizenFile.Step step) {
    return t.get(
        "request.step." + Optional.ofNullable(step.event()).map(Enum::name).orElse("other"));
  }

  private static Picture pictureOf(CitizenFile.Next next) {
    return switch (next) {
      case COLLECT_AT_A_TERMINAL -> Picture.CERTIFICATE;
      case GOES_BY_EMAIL, GOES_BY_POST -> Picture.MAIL;
      case SOMEBODY_LOOKS_FOR_PAPER, BEING_PRINTED -> Picture.PRINTER_WAITS;
      case TOWN_HALL_MAKES_IT, CLERK_LOOKS_AT_IT, TOO_LATE, NOTHING, ASK_AT_THE_COUNTER ->
          Picture.TOWN_HALL;
    };
  }
}
