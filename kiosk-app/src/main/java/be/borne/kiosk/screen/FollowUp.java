package be.borne.kiosk.screen;

import be.borne.protocol.guichet.TrackingCode;
import java.util.Optional;

/**
 * How a citizen hears without a card what becomes of a request.
 *
 * @param t words of the citizen's language
 * @param publicHost where the town hall's public page is; empty if nobody said
 */
record FollowUp(Texts t, Optional<String> publicHost) {
  private static final String PAGE = "/follow";

  /** Says the code and where to use it; nothing where there is none. */
  void tell(ScreenDraft draft, Optional<TrackingCode> tracking) {
    tracking.ifPresent(
        code -> {
          draft.code(t.get("follow.code"), code.grouped()).sentence(t.get("follow.how"));
          publicHost.ifPresentOrElse(
              host ->
                  draft.labelled(t.get("follow.page"), host + PAGE).sentence(t.get("follow.or")),
              () -> draft.sentence(t.get("follow.where")));
        });
  }
}
