package be.borne.kiosk.screen;

import be.borne.kiosk.journey.Contrast;
import be.borne.kiosk.journey.Event;
import be.borne.kiosk.journey.Manner;
import be.borne.kiosk.journey.TextSize;
import be.borne.kiosk.screen.Screen.Option;
import be.borne.kiosk.screen.Screen.Picture;
import be.borne.kiosk.screen.Screen.Role;
import be.borne.kiosk.screen.Screen.Sample;
import be.borne.protocol.terminal.Language;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What can be laid over any screen: help, another manner, and what is shown when the headset is
 * gone.
 *
 * @param t words of the citizen's language
 * @param beneath the screen that it is laid over
 */
record OverlayScreens(Texts t, Screen beneath, HostContact host) {

  Screen help(ScreenDraft draft, Language language, boolean staffCalled) {
    beneath.progress().ifPresent(draft::progress);
    draft
        .title(t.get(staffCalled ? "help.called.title" : "help.title"))
        .picture(staffCalled ? Picture.HELP : beneath.picture());
    if (staffCalled) {
      draft.sentence(t.get("help.called"));
    } else {
      draft.sentences(List.of(t.get("help." + beneath.name()).split("\n")));
    }
    host.where(language).ifPresent(where -> draft.labelled(t.get("help.where"), where));
    host.phone().ifPresent(phone -> draft.labelled(t.get("help.phone"), phone));
    if (!staffCalled && host.canBeCalled()) {
      draft.choice(Role.ASIDE, t.get("help.call"), Optional.empty(), new Event.StaffCalled());
    }
    return back(draft, t.get("overlay.back"));
  }

  Screen manner(ScreenDraft draft, Manner manner) {
    beneath.progress().ifPresent(draft::progress);
    draft.title(t.get("manner.title"));
    draft.group(
        t.get("manner.language"),
        Arrays.stream(Language.values())
            .map(
                each ->
                    new Option(
                        each.ownName(),
                        each == manner.language(),
                        Optional.empty(),
                        new Event.LanguageChosen(each)))
            .toList());
    draft.group(
        t.get("manner.size"),
        Arrays.stream(TextSize.values())
            .map(
                each ->
                    new Option(
                        t.get("manner.size." + each),
                        each == manner.textSize(),
                        Optional.of(new Sample.OfSize(each)),
                        new Event.TextSizeChosen(each)))
            .toList());
    draft.group(
        t.get("manner.contrast"),
        Arrays.stream(Contrast.values())
            .map(
                each ->
                    new Option(
                        t.get("manner.contrast." + each),
                        each == manner.contrast(),
                        Optional.of(new Sample.OfContrast(each)),
                        new Event.ContrastChosen(each)))
            .toList());
    return back(draft, t.get("overlay.back"));
  }

  /** Says nothing of what lies underneath: whoever looks over a shoulder learns nothing. */
  Screen headsetGone(ScreenDraft draft) {
    draft
        .title(t.get("headset.title"))
        .sentence(t.get("headset.how"))
        .sentence(t.get("headset.screen"))
        .picture(Picture.HEADSET);
    return back(draft, t.get("headset.on"));
  }

  /** Stop is offered where it is offered underneath, and nowhere else. */
  private Screen back(ScreenDraft draft, String words) {
    draft.choice(Role.MAIN, words, Optional.empty(), new Event.OverlayClosed());
    if (!beneath.choices(Role.STOP).isEmpty()) {
      draft.stop();
    }
    return draft.tools().done();
  }
}
