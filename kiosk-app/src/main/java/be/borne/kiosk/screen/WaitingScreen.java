package be.borne.kiosk.screen;

import be.borne.kiosk.journey.Event;
import be.borne.kiosk.journey.State.ChoosingWaiting;
import be.borne.kiosk.journey.WaitingDocument;
import be.borne.kiosk.screen.Screen.Picture;
import be.borne.kiosk.screen.Screen.Role;
import be.borne.protocol.guichet.UnfinishedOrder.Standing;
import be.borne.protocol.terminal.Language;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What was ordered earlier: what can be printed is to be pressed, of the rest it is said why not.
 */
final class WaitingScreen {
  /** Of documents that cannot be printed now; more would hide those that can. */
  private static final int MOST_TOLD_OF = 2;

  private static final int MOST_TOLD_OF_BESIDE_OTHERS = 1;

  private final Texts t;
  private final Language language;

  WaitingScreen(Texts texts, Language language) {
    this.t = texts;
    this.language = language;
  }

  Screen of(ChoosingWaiting at, ScreenDraft draft) {
    List<WaitingDocument> ready =
        at.waiting().stream().filter(WaitingDocument::canBePrinted).toList();
    if (ready.isEmpty()) {
      boolean doubt = at.waiting().stream().anyMatch(each -> each.standing() == Standing.IN_DOUBT);
      draft
          .tone(Screen.Tone.ATTENTION)
          .title(t.get(doubt ? "waiting.doubt.title" : "waiting.later.title"))
          .picture(Picture.HELP);
    } else {
      draft
          .title(t.get("waiting.title", ready.size()))
          .sentence(t.get("waiting.how", ready.size()))
          .picture(Picture.CERTIFICATES);
    }
    toldOf(at.waiting(), ready.isEmpty() ? MOST_TOLD_OF : MOST_TOLD_OF_BESIDE_OTHERS)
        .forEach((standing, documents) -> tellOf(draft, standing, documents));
    for (WaitingDocument document : ready) {
      draft.choice(
          Role.LISTED,
          t.get("waiting.print", titleOf(document)),
          Optional.of(t.get("waiting.placed", t.moment(document.order().placedAt()))),
          new Event.WaitingChosen(document.reference()));
    }
    return draft
        .choice(
            ready.isEmpty() ? Role.MAIN : Role.ASIDE,
            t.get("waiting.another"),
            Optional.empty(),
            new Event.AnotherChosen())
        .paging(t.get("waiting.more"), t.get("waiting.previous"))
        .stop()
        .tools()
        .done();
  }

  /** Those in doubt first: for them the citizen can do something. */
  private static Map<Standing, List<WaitingDocument>> toldOf(
      List<WaitingDocument> waiting, int atMost) {
    return waiting.stream()
        .filter(each -> !each.canBePrinted())
        .sorted(Comparator.comparing(WaitingDocument::standing).reversed())
        .limit(atMost)
        .collect(
            Collectors.groupingBy(
                WaitingDocument::standing, LinkedHashMap::new, Collectors.toList()));
  }

  /** The code is large where somebody else has to read it. */
  private void tellOf(ScreenDraft draft, Standing standing, List<WaitingDocument> documents) {
    draft.sentence(t.get("waiting." + standing));
    for (WaitingDocument document : documents) {
      String code = document.pickupCode().grouped();
      if (standing == Standing.IN_DOUBT) {
        draft.code(titleOf(document), code);
      } else {
        draft.labelled(code, titleOf(document));
      }
    }
  }

  private String titleOf(WaitingDocument document) {
    return document
        .service()
        .map(service -> service.title().get(language))
        .orElseGet(() -> t.get("confirm.certificate"));
  }
}
