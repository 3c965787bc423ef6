package be.borne.kiosk.journey;

import be.borne.kiosk.journey.Event.ContrastChosen;
import be.borne.kiosk.journey.Event.HeadsetPlugged;
import be.borne.kiosk.journey.Event.HeadsetPulled;
import be.borne.kiosk.journey.Event.LanguageChosen;
import be.borne.kiosk.journey.Event.LoudnessChanged;
import be.borne.kiosk.journey.Event.PaceChanged;
import be.borne.kiosk.journey.Event.TextSizeChosen;
import be.borne.protocol.terminal.Language;

/** How a citizen is spoken to: by nobody's knowledge but their own choice, and for one visit. */
public record Manner(
    Language language, TextSize textSize, Contrast contrast, SpeechPace pace, Loudness loudness) {

  /** How anyone is spoken to who has not chosen yet. */
  public static Manner of(Language house) {
    return new Manner(house, TextSize.USUAL, Contrast.CALM, SpeechPace.USUAL, Loudness.USUAL);
  }

  /** The manner that holds once this has happened. */
  Manner after(Event event) {
    return switch (event) {
      case LanguageChosen(var chosen) -> new Manner(chosen, textSize, contrast, pace, loudness);
      case TextSizeChosen(var chosen) -> new Manner(language, chosen, contrast, pace, loudness);
      case ContrastChosen(var chosen) -> new Manner(language, textSize, chosen, pace, loudness);
      case PaceChanged(var by) -> new Manner(language, textSize, contrast, pace.next(by), loudness);
      case LoudnessChanged(var by) ->
          new Manner(language, textSize, contrast, pace, loudness.next(by));
      // Whoever plugs in next may have other ears [EN 301 549, 5.1.3.13].
      case HeadsetPlugged _, HeadsetPulled _ ->
          new Manner(language, textSize, contrast, pace, Loudness.USUAL);
      default -> this;
    };
  }
}
