package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.FormJson;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.console.Browser;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The list once ended after 200: what was sent with the forms of the last letters nobody saw. Later
 * it had pages by number, and what was dealt with on one hid as many at the next page's beginning.
 */
class ManyFormsTest {
  private static final Path FORM = Path.of("src", "main", "config", "forms", "room-hire.json");
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
  private static final int MANY = 405;

  @TempDir Path folder;

  private static String reference(int i) {
    return "TSR-2026-%08d".formatted(i);
  }

  private static List<String> listed(String page) {
    return Pattern.compile("href=\"/forms/(TSR-[0-9-]+)\"")
        .matcher(page)
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  @Test
  void everyFormThatWaitsIsOnAPage() throws Exception {
    FormDefinition form = FormJson.form(Files.readString(FORM));
    try (FormStore store = FormStore.open(folder.resolve("forms.db"));
        TestTrail trail = new TestTrail(folder)) {
      assertTrue(store.isKept(form.id(), form.version(), FormJson.of(form)));
      for (int i = 0; i < MANY; i++) {
        assertEquals(FormStore.Placed.KEPT, place(store, form, i));
      }
      StaffWork work =
          new StaffWork(
              PaperQuestions.NONE,
              Dispatch.NONE,
              new StoredSubmissions(store, trail.trail(), Clock.systemUTC()));
      try (ConsoleVisitor console = new ConsoleVisitor(folder, work)) {
        List<String> all = new ArrayList<>();
        String first = console.get("/forms");
        all.addAll(listed(first));
        assertEquals(200, all.size());
        String second = "/forms?after=" + reference(199);
        assertTrue(first.contains("href=\"" + second + "\""), first);
        assertFalse(first.contains("From the beginning"));
        // Meanwhile a clerk deals with some of it, the very last of the page among them.
        for (int i : new int[] {0, 7, 199}) {
          assertTrue(store.handle(reference(i), "a clerk", NOON));
        }
        all.addAll(listed(console.get(second)).subList(0, 200));
        String third = "/forms?after=" + reference(399);
        if (Files.isExecutable(Browser.CHROMIUM)) {
          try (Browser browser = new Browser(1280, 900)) {
            browser.open(URI.create(console.own() + third), "From the beginning");
            browser.photograph(Path.of("target/console-pictures/filled-forms-last-page.png"));
          }
        }
        String last = console.get(third);
        all.addAll(listed(last).subList(0, MANY - 400));
        assertFalse(last.contains("after="));
        assertTrue(last.contains("href=\"/forms\""), last);
        assertEquals(IntStream.range(0, MANY).mapToObj(ManyFormsTest::reference).toList(), all);
        String end = "/forms?after=" + reference(MANY - 1);
        assertTrue(console.get(end).contains("Nothing more that waits."));
        List<String> now = listed(console.get("/forms"));
        for (String odd : List.of("0", "-1", "x", "99999999999", "%3Cscript%3E")) {
          assertEquals(now, listed(console.get("/forms?after=" + odd)), odd);
        }
      }
    }
  }

  private static FormStore.Placed place(FormStore store, FormDefinition form, int i)
      throws Exception {
    return store.place(
        new FormStore.Stored(
            reference(i),
            UUID.randomUUID(),
            new byte[32],
            new byte[32],
            "library-1",
            form.id(),
            form.version(),
            Language.FRENCH,
            NOON.plusSeconds(i),
            new FormStore.Filled(
                "50134199915", "Invented-Person", "Testine", Optional.empty(), "{}"),
            Optional.empty(),
            null),
        Set.of(),
        Optional.empty(),
        NOON,
        Integer.MAX_VALUE);
  }
}
