package be.borne.kiosk.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.journey.Event;
import be.borne.kiosk.screen.SampleScreens;
import be.borne.kiosk.screen.Screen;
import be.borne.kiosk.screen.Screen.Choice;
import be.borne.kiosk.screen.Screen.Fact;
import be.borne.kiosk.screen.Screen.Role;
import be.borne.kiosk.screen.TextEntry;
import be.borne.kiosk.speech.Phrase.Privacy;
import be.borne.kiosk.speech.SpokenScreen.Page;
import be.borne.protocol.terminal.Language;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpokenScreenTest {
  private final SpokenScreen speech = new SpokenScreen();
  private final Figures figures = new Figures(new SpokenTexts());

  /** Fails when a kind of fact, a choice or a detail is left out of what is said. */
  @ParameterizedTest
  @EnumSource(Language.class)
  void whatIsShownIsSaid(Language language) {
    SampleScreens.in(language)
        .forEach(
            (name, screen) -> {
              String said = text(speech.of(screen));
              for (String shown : shown(screen)) {
                assertTrue(
                    said.contains(shown) || said.contains(figures.natural(shown, language)),
                    name + " does not say: " + shown);
              }
            });
  }

  private static List<String> shown(Screen screen) {
    List<String> shown = new ArrayList<>(List.of(screen.title()));
    for (Fact fact : screen.facts()) {
      // An address is said sign by sign: "at sign example dot be".
      shown.addAll(
          fact instanceof Fact.Own(var label, var text, var spelled) && spelled
              ? List.of(label, new SpokenEntry(new SpokenTexts()).named(text, screen.language()))
              : fact.words());
    }
    for (Choice choice : screen.choices()) {
      shown.add(choice.label());
      choice.detail().ifPresent(detail -> shown.addAll(detail.lines().toList()));
    }
    for (Screen.Group group : screen.groups()) {
      shown.add(group.label());
      group.options().forEach(option -> shown.add(option.label()));
    }
    screen.pinPad().ifPresent(pad -> shown.addAll(List.of(pad.correct(), pad.ok().label())));
    screen
        .entry()
        .ifPresent(
            entry ->
                shown.addAll(List.of(entry.label(), entry.words().correct(), entry.ok().label())));
    return shown;
  }

  /** Fails when what the catalogue, the card or the order says is taken for a sentence of ours. */
  @ParameterizedTest
  @EnumSource(Language.class)
  void whatIsNotASentenceOfOursIsPrivate(Language language) {
    SampleScreens.in(language)
        .forEach(
            (name, screen) -> {
              Set<String> ofOneCitizen = ofOneCitizen(screen);
              for (Phrase phrase : speech.of(screen)) {
                boolean tells = ofOneCitizen.stream().anyMatch(phrase.text()::contains);
                assertTrue(!tells || phrase.isPrivate(), name + ": " + phrase);
              }
            });
  }

  private Set<String> ofOneCitizen(Screen screen) {
    List<String> all = new ArrayList<>();
    for (Fact fact : screen.facts()) {
      if (fact instanceof Fact.Code code) {
        all.add(Figures.spelled(code.characters()));
      }
      if (fact instanceof Fact.Own(_, var text, var spelled)) {
        all.add(spelled ? new SpokenEntry(new SpokenTexts()).named(text, screen.language()) : text);
      }
    }
    for (Choice choice : screen.choices(Role.LISTED)) {
      switch (choice.event()) {
        case Event.ServiceChosen _, Event.WaitingChosen _ -> {
          all.add(choice.label());
          all.add(figures.natural(choice.detail().orElseThrow(), screen.language()));
        }
        case Event.PurposeChosen _ -> all.add(choice.label());
        // Where nothing of its name can be shown there are words of ours.
        case Event.FileChosen(var number) when number != SampleScreens.NAMELESS_FILE -> {
          all.add(figures.natural(choice.label(), screen.language()));
          all.add(figures.natural(choice.detail().orElseThrow(), screen.language()));
        }
        default -> {
          // Words of ours, which everybody hears: a language, a way of delivery, a number.
        }
      }
    }
    return all.stream().collect(Collectors.toSet());
  }

  @Test
  void aFixedSentenceIsNotPrivateAndAFilledOneIs() {
    List<Phrase> said = speech.of(SampleScreens.in(Language.ENGLISH).get("pin"));
    assertEquals(
        new Phrase("What is your PIN code?", Language.ENGLISH, Privacy.FIXED), said.getFirst());
    assertTrue(
        said.contains(new Phrase("You have 3 tries left.", Language.ENGLISH, Privacy.PRIVATE)));
  }

  /** A6: a file's name is shown to its owner, and is in nothing that could be logged. */
  @Test
  void noModelPrintsTheNameOfAFile() {
    Screen files = SampleScreens.in(Language.ENGLISH).get("form-stick-files");
    assertTrue(files.words().contains("IMG_0047"));
    assertFalse(files.toString().contains("IMG_0047"));
  }

  /** Fails when any digit key is named, or when it is said which digits a PIN has. */
  @ParameterizedTest
  @EnumSource(Language.class)
  void nothingSaidAtThePinNamesADigit(Language language) {
    Screen pin = SampleScreens.in(language).get("pin-unknown");
    for (Phrase phrase : speech.of(pin).subList(2, speech.of(pin).size())) {
      assertFalse(phrase.text().matches(".*\\d.*"), phrase.text());
    }
    Set<String> counts =
        IntStream.rangeClosed(0, 12)
            .mapToObj(count -> speech.typedDigits(count, language).text())
            .collect(Collectors.toSet());
    assertEquals(13, counts.size());
    counts.forEach(count -> assertFalse(count.matches(".*\\d.*"), count));
  }

  @Test
  void typedDigitsAreCounted() {
    assertEquals("One digit.", speech.typedDigits(1, Language.ENGLISH).text());
    assertEquals("Deux chiffres.", speech.typedDigits(2, Language.FRENCH).text());
    assertEquals("Vijf cijfers.", speech.typedDigits(5, Language.DUTCH).text());
    assertEquals("13 Ziffern.", speech.typedDigits(13, Language.GERMAN).text());
    assertThrows(IllegalArgumentException.class, () -> speech.typedDigits(-1, Language.ENGLISH));
  }

  /** Fails when a sign is left to a voice, which would only rest there. */
  @Test
  void aTypedCharacterIsNamed() {
    assertEquals("a.", speech.typedText("a", Language.ENGLISH).text());
    assertEquals("capital Z.", speech.typedText("Z", Language.ENGLISH).text());
    assertEquals("at sign.", speech.typedText("@", Language.ENGLISH).text());
    assertEquals("arobase.", speech.typedText("@", Language.FRENCH).text());
    assertEquals("apenstaartje.", speech.typedText("@", Language.DUTCH).text());
    assertEquals("Unterstrich.", speech.typedText("_", Language.GERMAN).text());
    assertEquals("at sign gmail dot com.", speech.typedText("@gmail.com", Language.ENGLISH).text());
    assertEquals("é est effacé.", speech.tookBackCharacter('é', Language.FRENCH).text());
  }

  /** A6: fails when something typed could be cached, logged or said aloud. */
  @ParameterizedTest
  @EnumSource(Language.class)
  void whateverIsTypedIsPrivateAndSignsHaveNames(Language language) {
    for (int character = ' '; character < 0x180; character++) {
      if (TextEntry.Kind.TEXT.allows(character) || TextEntry.Kind.EMAIL.allows(character)) {
        Phrase said = speech.typedText(Character.toString(character), language);
        assertTrue(said.isPrivate() && speech.tookBackCharacter(character, language).isPrivate());
        assertTrue(
            Character.isLetterOrDigit(character)
                || said.text().indexOf(character) < 0
                || said.text().indexOf(character) > 1,
            "a voice is to read " + said.text());
      }
    }
  }

  @Test
  void endingsAreReadWithTheirSigns() {
    String said = text(speech.of(SampleScreens.in(Language.ENGLISH).get("entry-email")));
    assertTrue(said.contains("at sign gmail dot com: go there"), said);
  }

  @Test
  void eachLanguageIsOfferedInItself() {
    List<Phrase> said = speech.of(SampleScreens.in(Language.FRENCH).get("language"));
    assertTrue(
        said.contains(new Phrase("Deutsch: Drücken Sie 3.", Language.GERMAN, Privacy.FIXED)));
    assertTrue(said.contains(new Phrase("Welke taal spreekt u?", Language.DUTCH, Privacy.FIXED)));
  }

  /** Fails when keys are counted over the whole list instead of over the page in view. */
  @Test
  void keysAreThoseOfThePageInView() {
    Screen services = SampleScreens.in(Language.ENGLISH).get("services");
    List<Choice> listed = services.choices(Role.LISTED);
    String said =
        text(speech.of(services, page(listed.subList(4, 6), Optional.of("Previous certificates"))));
    assertTrue(said.contains(listed.get(4).label() + ": press 1."), said);
    assertFalse(said.contains(listed.getFirst().label()), said);
    assertTrue(said.contains("Previous certificates: go there"), said);
    assertFalse(said.contains("More certificates"), said);
  }

  @Test
  void aTenthChoiceHasNoNumberKey() {
    Screen wordy = SampleScreens.in(Language.ENGLISH).get("waiting-wordy");
    Choice choice = wordy.choices(Role.LISTED).getFirst();
    List<Choice> ten = Collections.nCopies(10, choice);
    assertFalse(text(speech.of(wordy, page(ten, Optional.empty()))).contains("press 10"));
  }

  @Test
  void whereTheArrowsStandIsSaid() {
    Screen confirm = SampleScreens.in(Language.ENGLISH).get("confirm");
    assertEquals(
        List.of(new Phrase("Go back: press Enter.", Language.ENGLISH, Privacy.FIXED)),
        speech.arrivedAt(confirm.choices(Role.BACK).getFirst(), Language.ENGLISH));
  }

  @Test
  void aPrivatePhraseDoesNotPrintItsWords() {
    assertFalse(
        new Phrase("7, K, 3, M.", Language.DUTCH, Privacy.PRIVATE).toString().contains("K"));
  }

  /** Fails when something can be decided, or Enter is said to decide it, before all is read. */
  @Test
  void whatIsToBeReadFirstOffersToReadOn() {
    Screen confirm = SampleScreens.in(Language.ENGLISH).get("confirm-clerk");
    Page first =
        new Page(
            confirm.facts().subList(0, 1),
            List.of(),
            Optional.empty(),
            Optional.of("Read on"),
            true);
    String said = text(speech.of(confirm, first));
    assertTrue(said.contains("Read on: press Enter."), said);
    assertTrue(said.contains("Help: press the star key."), said);
    assertFalse(said.contains("Print certificate"), said);
    assertFalse(said.contains("Price"), said);
  }

  @Test
  void ofSeveralThingsTheChosenOneIsSaidSo() {
    Screen manner = SampleScreens.in(Language.DUTCH).get("manner");
    List<Phrase> said = speech.of(manner);
    assertTrue(
        said.contains(new Phrase("Nederlands. Dit is gekozen.", Language.DUTCH, Privacy.FIXED)));
    assertTrue(said.contains(new Phrase("Deutsch.", Language.GERMAN, Privacy.FIXED)));
    assertEquals(
        List.of(new Phrase("Deutsch: Drücken Sie Enter.", Language.GERMAN, Privacy.FIXED)),
        speech.arrivedAt(manner.groups().getFirst().options().get(2), Language.DUTCH));
  }

  private static Page page(List<Choice> listed, Optional<String> previous) {
    return new Page(List.of(), listed, previous, Optional.empty(), false);
  }

  private static String text(List<Phrase> phrases) {
    return phrases.stream().map(Phrase::text).collect(Collectors.joining("\n"));
  }
}
