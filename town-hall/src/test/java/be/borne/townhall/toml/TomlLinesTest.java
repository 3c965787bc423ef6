package be.borne.townhall.toml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Lines of a file that has everything in it which could be mistaken for a key or a table. Broken on
 * purpose to see these fail: strings of several lines were not passed over.
 */
class TomlLinesTest {
  private static final String FILE =
      """
      outside = 1 # [not.a.table]
      [first]
      plain = "a = 1 # ["
      list = [
        "one", # ] = [
        "]",
        { x = 1 },
      ]
      after = 'c:\\'
      long = \"""
      [second]
      no = "key"
      a \\\""" quote \"""
      "quoted key" = '''
      [third]
      ''''
      dotted.deeper . deepest = 3
      inline = { y = [ 1, 2 ], z = 2 }
        [ first . below ]
      empty = ""
      [[many]]
      id = 1
      [[many]]
      id = 2
      [many.under]
      id = 3
      last = true""";

  @ParameterizedTest
  @CsvSource({
    "outside, 1",
    "first, 2",
    "first.plain, 3",
    "first.list, 4",
    "first.list.2, 4",
    "first.after, 9",
    "first.long, 10",
    "first.quoted key, 14",
    "first.dotted, 17",
    "first.dotted.deeper, 17",
    "first.dotted.deeper.deepest, 17",
    "first.inline, 18",
    "first.inline.z, 18",
    "first.below, 19",
    "first.below.empty, 20",
    "many, 21",
    "many.0.id, 22",
    "many.1, 23",
    "many.1.id, 24",
    "many.1.under, 25",
    "many.1.under.id, 26",
    "many.1.under.last, 27",
    "first.missing, 2",
    "first.below.missing.too, 19",
  })
  void eachStandsWhereItStands(String path, int line) {
    assertEquals(OptionalInt.of(line), TomlLines.of(FILE).of(List.of(path.split("\\.", -1))), path);
  }

  @Test
  void whatIsNotThereHasNoLine() {
    for (String nowhere : List.of("second", "third", "no", "x", "missing")) {
      assertEquals(OptionalInt.empty(), TomlLines.of(FILE).of(List.of(nowhere)), nowhere);
    }
    assertEquals(OptionalInt.empty(), TomlLines.of("").of(List.of("a")));
  }

  /** Whatever the parser would say of it: this never fails, and comes to an end. */
  @Test
  void everyBeginningOfAFileIsRead() {
    for (int length = 0; length <= FILE.length(); length++) {
      assertEquals(
          length >= 7 ? OptionalInt.of(1) : OptionalInt.empty(),
          TomlLines.of(FILE.substring(0, length)).of(List.of("outside")),
          "the first " + length);
    }
  }
}
