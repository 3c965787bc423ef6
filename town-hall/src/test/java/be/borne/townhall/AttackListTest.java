package be.borne.townhall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** {@code docs/attacks.md} is what the tests try, no more and no less. */
class AttackListTest {
  private static final Path LIST = Path.of("..", "docs", "attacks.md");
  private static final Path CLASSES = Path.of("target", "test-classes");

  private record Tried(Attack attack, Method by) {}

  private static List<Tried> tried() throws IOException, ClassNotFoundException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(CLASSES)) {
      files = walk.filter(file -> file.toString().endsWith("Test.class")).sorted().toList();
    }
    List<Tried> found = new ArrayList<>();
    for (Path file : files) {
      String name = CLASSES.relativize(file).toString().replace('/', '.');
      Class<?> test =
          Class.forName(
              name.substring(0, name.length() - ".class".length()),
              false,
              AttackListTest.class.getClassLoader());
      for (Method method : test.getDeclaredMethods()) {
        if (method.isAnnotationPresent(Attack.class)) {
          found.add(new Tried(method.getAnnotation(Attack.class), method));
        }
      }
    }
    found.sort(
        Comparator.comparing((Tried each) -> each.attack().on())
            .thenComparing(each -> each.by().getDeclaringClass().getSimpleName())
            .thenComparing(each -> each.by().getName()));
    return found;
  }

  private static String list(List<Tried> tried) {
    StringBuilder list = new StringBuilder();
    list.append("# What is tried against the guichet\n\n");
    list.append(
        "Each of these is a test that does it, over the wire where there is one, and finds it");
    list.append(" refused.\nDrawn from the tests, ").append(tried.size()).append(" of them:");
    list.append(" a test fails when this page and they differ.\n");
    Attack.Aim aim = null;
    for (Tried each : tried) {
      if (each.attack().on() != aim) {
        aim = each.attack().on();
        list.append("\n## ").append(aim.heading()).append("\n\n");
        list.append("| What is tried | By |\n|---|---|\n");
      }
      list.append("| ").append(each.attack().what()).append(" | `");
      list.append(each.by().getDeclaringClass().getSimpleName()).append('.');
      list.append(each.by().getName()).append("` |\n");
    }
    return list.toString();
  }

  @Test
  void thePageIsWhatTheTestsTry() throws Exception {
    List<Tried> tried = tried();
    assertTrue(tried.size() > 50, "the tests were not found: " + tried.size());
    String list = list(tried);
    if (Boolean.getBoolean("borne.accept")) {
      Files.writeString(LIST, list);
    }
    assertEquals(Files.readString(LIST), list);
  }

  @Test
  void whatIsTriedIsATest() throws Exception {
    for (Tried each : tried()) {
      assertTrue(
          each.by().isAnnotationPresent(Test.class)
              || each.by().isAnnotationPresent(ParameterizedTest.class),
          each.by().toString());
    }
  }
}
