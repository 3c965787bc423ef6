package be.borne.device.virtual;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.virtual.VirtualReaderClient.Fault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cast: nobody who exists, and somebody for every peculiarity of real cards. */
class VirtualPersonTest {
  private static final String INVENTED =
      ".*(Fictive|Fictif|Verzonnen|Erfunden|Kitalált|Zmyślona).*";

  @TempDir private static Path directory;
  private static VirtualPki pki;

  @BeforeAll
  static void found() throws Exception {
    pki = VirtualPki.in(directory);
  }

  static Stream<VirtualPerson> cast() {
    return VirtualPerson.cast().stream();
  }

  private static Map<Integer, byte[]> identity(String person) throws Exception {
    return new CardBench(VirtualEid.of(VirtualPerson.named(person), pki)).identity();
  }

  private static String text(Map<Integer, byte[]> identity, int tag) {
    return new String(identity.get(tag), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @MethodSource("cast")
  void canNeverBeAnybody(VirtualPerson person) {
    int month = Integer.parseInt(person.nationalNumber().substring(2, 4));
    assertTrue(month >= 13 && month <= 16, "month " + month);
    assertTrue(person.nationalNumber().matches("[0-9]{11}"));
    assertTrue(person.surname().matches(INVENTED), person.surname());
    assertFalse(person.toString().contains(person.nationalNumber()));
    assertFalse(Fault.called(person.id()).isPresent());
  }

  @Test
  void sharesNoNumber() {
    Set<String> numbers = new HashSet<>();
    for (VirtualPerson person : VirtualPerson.cast()) {
      assertTrue(numbers.add(person.id()), person.id());
      assertTrue(numbers.add(person.nationalNumber()), person.id());
      assertTrue(numbers.add(person.cardNumber()), person.id());
    }
  }

  @ParameterizedTest
  @MethodSource("cast")
  void hasACardOfEachSort(VirtualPerson person) throws Exception {
    for (CardGeneration generation :
        List.of(CardGeneration.APPLET_1_1, CardGeneration.APPLET_1_8)) {
      CardBench bench = new CardBench(VirtualEid.of(person, pki, generation, Fault.NONE));
      assertEquals(person.surname(), text(bench.identity(), IdentityTag.SURNAME));
      assertEquals(121, bench.file("DF014033").length);
      String address = new String(bench.file("DF014033"), StandardCharsets.UTF_8);
      assertTrue(address.contains(person.street()) && address.contains(person.city()));
    }
  }

  @Test
  void hasTwoCouples() {
    assertEquals(VirtualPerson.named("joost").street(), VirtualPerson.named("mieke").street());
    assertEquals(VirtualPerson.named("odile").street(), VirtualPerson.named("wout").street());
    assertEquals(VirtualPerson.named("odile").street(), VirtualPerson.named("pixie").street());
  }

  @Test
  void hasAChildWithoutCertificates() throws Exception {
    VirtualPerson child = VirtualPerson.named("pixie");
    assertFalse(child.holdsCertificates());
    assertEquals("6", text(identity("pixie"), IdentityTag.DOCUMENT_TYPE));
    CardBench newer = new CardBench(VirtualEid.of(child, pki));
    CardBench older =
        new CardBench(VirtualEid.of(child, pki, CardGeneration.APPLET_1_7, Fault.NONE));
    for (String path : List.of("DF005038", "DF005039", "DF00503A")) {
      assertArrayEquals(new byte[2_500], newer.file(path));
      assertArrayEquals(new byte[1_300], older.file(path));
    }
    assertTrue(newer.file("DF00503C")[0] == 0x30);
  }

  @Test
  void hasForeignersWithTheirFields() throws Exception {
    assertEquals("31", text(identity("mieke"), IdentityTag.DOCUMENT_TYPE));
    assertEquals("01.02.2004", text(identity("mieke"), 31));
    assertEquals("32", text(identity("zoltan"), IdentityTag.DOCUMENT_TYPE));
    assertEquals("33", text(identity("imane"), IdentityTag.DOCUMENT_TYPE));
    assertEquals("14.09.2026", text(identity("imane"), 30));
    assertEquals("35", text(identity("nassim"), IdentityTag.DOCUMENT_TYPE));
    assertEquals("", text(identity("nassim"), 20));
  }

  @Test
  void writesNamesThatAreNotLatin1() throws Exception {
    Map<Integer, byte[]> identity = identity("lucja");
    assertEquals("Zmyślona-Łudząca", text(identity, IdentityTag.SURNAME));
    assertTrue(VirtualPerson.named("lucja").street().contains("ç"));
    assertTrue(VirtualPerson.named("lucja").street().contains("ő"));
  }

  @Test
  void hasAFieldWhoseLengthHasItsHighBitSet() throws Exception {
    int length = identity("longin").get(IdentityTag.BIRTH_PLACE).length;
    assertTrue(length >= 128 && length < 255, "length " + length);
    assertEquals("Chevalier de l'Illusion", text(identity("longin"), IdentityTag.NOBLE_CONDITION));
  }

  @Test
  void spellsBirthDatesAsCardsHave() throws Exception {
    assertEquals("1942", text(identity("yves"), IdentityTag.BIRTH_DATE));
    assertEquals("13.AUG. 1996", text(identity("augusta"), IdentityTag.BIRTH_DATE));
    assertEquals("2", text(identity("yves"), IdentityTag.SPECIAL_STATUS));
  }

  @Test
  void saysWhoThereIsWhenAskedForAnother() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> VirtualPerson.named("nobody"));
    assertTrue(refused.getMessage().contains("marguerite"));
  }
}
