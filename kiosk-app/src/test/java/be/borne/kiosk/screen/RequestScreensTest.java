package be.borne.kiosk.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.journey.Event;
import be.borne.kiosk.journey.Moment;
import be.borne.kiosk.journey.RequestState.ReadingRequest;
import be.borne.kiosk.screen.Screen.Fact;
import be.borne.kiosk.screen.Screen.Role;
import be.borne.protocol.guichet.CitizenFile;
import be.borne.protocol.guichet.CitizenFiles;
import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.RefusalReason;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.terminal.Language;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequestScreensTest {

  private static Screen screen(Language language, String sample) {
    return SampleScreens.in(language).get(sample);
  }

  @Test
  void theServicesLeadToWhatWasAskedForEarlier() {
    for (String sample : List.of("services", "services-none", "services-and-forms")) {
      assertEquals(
          1,
          screen(Language.FRENCH, sample).choices().stream()
              .filter(choice -> choice.event().equals(new Event.RequestsWanted()))
              .count(),
          sample);
    }
  }

  @Test
  void theListSaysOfEachSinceWhenAndWhatIsNext() {
    Screen list = screen(Language.GERMAN, "requests");
    assertEquals(
        List.of(
            "Beantragt am 18. November 2026. Sie können es hier drucken, jetzt.",
            "Beantragt am 18. November 2026. Die Gemeinde kann es Ihnen nicht geben.",
            "Beantragt am 18. November 2026. Die Gemeinde prüft Ihren Antrag."),
        list.choices(Role.LISTED).stream().flatMap(choice -> choice.detail().stream()).toList());
    assertEquals(
        CitizenFiles.MOST, screen(Language.GERMAN, "requests-many").choices(Role.LISTED).size());
  }

  /** What is over, or not there yet, has no button that would disappoint. */
  @Test
  void onlyWhatIsReadyCanBePrinted() {
    SampleStates.in(Language.DUTCH)
        .forEach(
            (name, moment) -> {
              if (moment.state() instanceof ReadingRequest at) {
                boolean ready = at.request().next() == CitizenFile.Next.COLLECT_AT_A_TERMINAL;
                assertEquals(
                    ready ? 1 : 0, screen(Language.DUTCH, name).choices(Role.MAIN).size(), name);
              }
            });
  }

  @Test
  void theSamplesHoldEveryStepAndEveryNext() {
    Set<CitizenFile.Event> steps = new HashSet<>(List.of(CitizenFile.Event.values()));
    Set<CitizenFile.Next> next = new HashSet<>(List.of(CitizenFile.Next.values()));
    for (Moment moment : SampleStates.in(Language.DUTCH).values()) {
      if (moment.state() instanceof ReadingRequest at) {
        at.request().history().forEach(step -> steps.remove(step.event()));
        next.remove(at.request().next());
      }
    }
    assertEquals(Set.of(), steps);
    assertEquals(Set.of(), next);
  }

  /** What a newer guichet knows more is told as far as it can be. */
  @Test
  void whatHappenedIsToldDayByDay() {
    List<Fact> facts = screen(Language.ENGLISH, "request-email").facts();
    assertTrue(
        facts.containsAll(
            List.of(
                new Fact.Labelled(
                    "18 November 2026", "Request received. Given to an official to look at."),
                new Fact.Labelled(
                    "19 November 2026", "An official has looked at it. It is in order."))),
        facts.toString());
    assertTrue(
        screen(Language.ENGLISH, "request-wordy").words().contains("Something has changed."));
  }

  @ParameterizedTest
  @EnumSource(RefusalReason.class)
  void aRefusalSaysWhyAndWhatToDo(RefusalReason why) {
    for (Language language : Language.values()) {
      Texts t = new Texts(language);
      Screen refused = screen(language, "refused-" + why);
      assertEquals(t.get("refusal." + why + ".what"), refused.title());
      assertTrue(refused.words().contains(t.get("refusal." + why + ".now")));
      assertTrue(refused.words().containsAll(List.of("G-303", t.get("printed.nothing"))));
      assertTrue(
          refused.choices().stream()
              .anyMatch(choice -> choice.event().equals(new Event.AnotherChosen())));
      if (why != RefusalReason.OTHER) {
        assertNotEquals(t.get("refusal.OTHER.what"), refused.title(), "as any other reason");
      }
    }
    assertFalse(
        screen(Language.FRENCH, "refused-without-card").choices().stream()
            .anyMatch(choice -> choice.event().equals(new Event.AnotherChosen())));
  }

  @Test
  void aRefusedRequestSaysTheSame() {
    Texts t = new Texts(Language.FRENCH);
    assertTrue(
        screen(Language.FRENCH, "request-refused")
            .words()
            .containsAll(
                List.of(
                    t.get("refusal.NOTHING_TO_CERTIFY.what"),
                    t.get("refusal.NOTHING_TO_CERTIFY.now"))));
  }

  @Test
  void aTrackingCodeIsShownInGroupsWithWhereToUseIt() {
    for (String sample : List.of("ordered-clerk-tracked", "form-sent-tracked", "request-form")) {
      List<String> words = screen(Language.DUTCH, sample).words();
      assertTrue(
          words.containsAll(List.of("7K3M-9QX2-0A4B-HJ5T", "guichet.bxl.example/follow")),
          words.toString());
    }
    for (String sample : List.of("ordered-clerk-no-page", "request-no-page")) {
      List<String> words = screen(Language.DUTCH, sample).words();
      assertTrue(words.contains("7K3M-9QX2-0A4B-HJ5T"), sample);
      assertTrue(words.contains(new Texts(Language.DUTCH).get("follow.where")), sample);
      assertFalse(words.toString().contains("/follow"), sample);
    }
    assertFalse(screen(Language.DUTCH, "ordered-email").words().toString().contains("7K3M-"));
  }

  /** Whoever orders knows before that a clerk looks at it, and how it then comes. */
  @ParameterizedTest
  @EnumSource(Language.class)
  void whatAClerkLooksAtFirstIsSaidBeforeItIsOrdered(Language language) {
    Texts t = new Texts(language);
    Map<String, Screen> samples = SampleScreens.in(language);
    List<String> details =
        samples.get("services").choices(Role.LISTED).stream()
            .map(choice -> choice.detail().orElseThrow())
            .toList();
    assertTrue(details.getLast().endsWith("\n" + t.get("confirm.clerk")), details.getLast());
    assertEquals(
        1, details.stream().filter(detail -> detail.contains(t.get("confirm.clerk"))).count());
    assertEquals(
        List.of(DeliveryWay.values()).stream().map(way -> t.get("way." + way + ".later")).toList(),
        samples.get("way-clerk").choices(Role.LISTED).stream()
            .map(choice -> choice.detail().orElseThrow())
            .toList());
    assertTrue(samples.get("way-clerk").words().contains(t.get("confirm.clerk")));
    assertFalse(samples.get("way").words().contains(t.get("confirm.clerk")));
    for (String sample : List.of("confirm-clerk", "confirm-email-clerk", "confirm-post-clerk")) {
      String way =
          switch (sample) {
            case "confirm-clerk" -> "PAPER";
            case "confirm-email-clerk" -> "EMAIL";
            default -> "POST";
          };
      assertTrue(
          samples
              .get(sample)
              .words()
              .containsAll(List.of(t.get("confirm.clerk"), t.get("confirm.clerk." + way))),
          sample);
    }
    assertEquals(2, Service.Delivery.values().length, "another delivery, and nothing said of it");
  }

  /** It turned from subjects to "other requests". */
  @Test
  void aListIsTurnedInItsOwnWords() {
    Texts t = new Texts(Language.FRENCH);
    assertEquals("Autres sujets", t.get("subject.more"));
    assertEquals(
        t.get("subject.more"),
        screen(Language.FRENCH, "form-subjects").paging().orElseThrow().more());
    assertEquals(
        t.get("procedure.more"),
        screen(Language.FRENCH, "form-list-about").paging().orElseThrow().more());
  }
}
