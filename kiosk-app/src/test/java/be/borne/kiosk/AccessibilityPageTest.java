package be.borne.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/accessibility.md} names a test for each requirement: none that is not there. */
class AccessibilityPageTest {
  private static final Path PAGE = Path.of("..", "docs", "accessibility.md");
  private static final Path SOURCES = Path.of("src", "test", "java");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (A\\d+) \\|");
  private static final Pattern TEST = Pattern.compile("`([A-Za-z]+Test)(?:#([A-Za-z]+))?`");
  private static final int REQUIREMENTS = 20;

  @Test
  void everyRequirementHasARow() throws IOException {
    List<String> rows =
        ROW.matcher(Files.readString(PAGE)).results().map(found -> found.group(1)).toList();
    assertEquals(
        IntStream.rangeClosed(1, REQUIREMENTS).mapToObj(number -> "A" + number).toList(), rows);
  }

  @Test
  void everyTestThatIsNamedIsThere() throws IOException {
    Map<String, String> classes;
    try (Stream<Path> sources = Files.walk(SOURCES)) {
      classes =
          sources
              .filter(file -> file.toString().endsWith("Test.java"))
              .map(file -> SOURCES.relativize(file).toString().replace(".java", ""))
              .map(name -> name.replace('/', '.'))
              .collect(
                  Collectors.toMap(
                      name -> name.substring(name.lastIndexOf('.') + 1), Function.identity()));
    }
    Matcher named = TEST.matcher(Files.readString(PAGE));
    int count = 0;
    while (named.find()) {
      count++;
      String of = classes.get(named.group(1));
      assertTrue(of != null, "no class " + named.group(1));
      assertTrue(
          named.group(2) == null || has(of, named.group(2)),
          "no test " + named.group(2) + " in " + named.group(1));
    }
    assertTrue(count > REQUIREMENTS, "the page names no tests any more");
  }

  private static boolean has(String className, String method) {
    try {
      return Arrays.stream(Class.forName(className).getDeclaredMethods())
          .anyMatch(each -> each.getName().equals(method));
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
