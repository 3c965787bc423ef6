package be.borne.kiosk.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.journey.Event;
import be.borne.kiosk.screen.KeyboardLayout.Layer;
import be.borne.kiosk.screen.TextEntry.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyboardLayoutTest {

  /** Fails when a key is out of line with those above it. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyRowFillsTheColumns(Kind kind) {
    for (KeyboardLayout layout : layouts(kind)) {
      layout
          .rows()
          .forEach(
              row ->
                  assertEquals(
                      layout.columns(),
                      row.stream().mapToInt(KeyboardLayout.Key::columns).sum(),
                      kind + " " + row));
    }
  }

  /** Fails when a key types what its own entry does not take. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyKeyTypesWhatIsTakenAndNoneTwice(Kind kind) {
    for (KeyboardLayout layout : layouts(kind)) {
      layout.faces().forEach(face -> assertTrue(kind.allows(face.codePointAt(0)), kind + face));
      List<Integer> small = characters(layout, Layer.SMALL);
      assertEquals(small.size(), new HashSet<>(small).size(), kind + " has a key twice");
    }
  }

  @Test
  void aBelgianFindsEveryLetterAndAccent() {
    KeyboardLayout layout = layouts(Kind.TEXT).getFirst();
    String all =
        Stream.of(
                Layer.SMALL, new Layer(true, false), new Layer(false, true), new Layer(true, true))
            .flatMap(layer -> characters(layout, layer).stream())
            .map(Character::toString)
            .collect(Collectors.joining());
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789éèêëàâçùûüîïôöäÉÈÇÖÜ'-"
        .codePoints()
        .forEach(each -> assertTrue(all.indexOf(each) >= 0, Character.toString(each)));
    assertTrue(
        layout.rows().get(1).stream()
            .map(key -> Character.toString(((KeyboardLayout.Types) key).plain()))
            .collect(Collectors.joining())
            .startsWith("azerty"));
  }

  /** Fails when a person who wanted one capital shouts the rest of a name. */
  @Test
  void smallLettersComeBackAfterOneCapitalOrAccent() {
    assertEquals(Layer.SMALL, new Layer(true, false).after('A'));
    assertEquals(Layer.SMALL, new Layer(true, true).after('É'));
    assertEquals(new Layer(true, false), new Layer(true, false).after('-'));
    assertEquals(new Layer(false, true), new Layer(false, true).after('7'));
  }

  @Test
  void endingsThatHaveNoRoomOrAreNoneAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> entry(Kind.EMAIL, List.of("@a.be é")));
    assertThrows(IllegalArgumentException.class, () -> entry(Kind.TEXT, List.of(".be")));
    assertThrows(
        IllegalArgumentException.class,
        () -> entry(Kind.EMAIL, List.of(".be", ".be", ".be", ".be", ".be", ".be")));
    assertThrows(
        IllegalArgumentException.class, () -> entry(Kind.EMAIL, List.of("@exemple-long.example")));
  }

  @Test
  void onlyWhatBelongsIsTaken() {
    assertTrue(Kind.TEXT.allows('ł') && Kind.TEXT.allows('ế') && Kind.TEXT.allows('\''));
    "\n\t*<>|\"\u0430\u202e\ud83d".chars().forEach(c -> assertTrue(!Kind.TEXT.allows(c), "" + c));
    assertTrue(!Kind.TEXT.allows(0x1F600), "an emoji");
    " é/*'".chars().forEach(c -> assertTrue(!Kind.EMAIL.allows(c), "" + c));
    "a.-+@".chars().forEach(c -> assertTrue(!Kind.NUMBER.allows(c), "" + c));
  }

  private static List<Integer> characters(KeyboardLayout layout, Layer layer) {
    return layout.rows().stream()
        .flatMap(List::stream)
        .filter(KeyboardLayout.Types.class::isInstance)
        .map(key -> ((KeyboardLayout.Types) key).on(layer))
        .toList();
  }

  private static List<KeyboardLayout> layouts(Kind kind) {
    List<List<String>> endings =
        kind == Kind.EMAIL
            ? List.of(
                List.of(),
                TextEntry.USUAL_ENDINGS,
                List.of("@hotmail.com", "@telenet.be", "@gmail.com", ".be", ".com"))
            : List.of(List.of());
    return endings.stream()
        .map(list -> entry(kind, list))
        .flatMap(
            entry -> Stream.of(KeyboardLayout.of(entry, false), KeyboardLayout.of(entry, true)))
        .toList();
  }

  private static TextEntry entry(Kind kind, List<String> endings) {
    return new TextEntry(
        "A label",
        kind,
        20,
        false,
        endings,
        "",
        new TextEntry.Words("Type here", "Correct", "Space", "Capitals", "Signs"),
        new Screen.Choice(Screen.Role.MAIN, "OK", Optional.empty(), new Event.Acknowledged()));
  }
}
