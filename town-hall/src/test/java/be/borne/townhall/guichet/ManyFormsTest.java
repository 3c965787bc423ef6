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

/** The list once ended after 200: what was sent with the forms of the last letters nobody saw. */
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
    try (FormStore store = FormStore.open(folder.resolve("forms.db"))) {
      assertTrue(store.isKept(form.id(), form.version(), FormJson.of(form)));
      for (int i = 0; i < MANY; i++) {
        assertEquals(FormStore.Placed.KEPT, place(store, form, i));
      }
      StaffWork work =
          new StaffWork(
              PaperQuestions.NONE, Dispatch.NONE, new StoredSubmissions(store, Clock.systemUTC()));
      try (ConsoleVisitor console = new ConsoleVisitor(folder, work)) {
        List<String> all = new ArrayList<>();
        String first = console.get("/forms");
        all.addAll(listed(first));
        assertEquals(200, all.size());
        assertTrue(first.contains("href=\"/forms?page=2\""), first);
        assertFalse(first.contains("page=0"));
        all.addAll(listed(console.get("/forms?page=2")));
        if (Files.isExecutable(Browser.CHROMIUM)) {
          try (Browser browser = new Browser(1280, 900)) {
            browser.open(URI.create(console.own() + "/forms?page=3"), "Page 3");
            browser.photograph(Path.of("target/console-pictures/filled-forms-page-3.png"));
          }
        }
        String last = console.get("/forms?page=3");
        all.addAll(listed(last));
        assertFalse(last.contains("page=4"));
        assertTrue(last.contains("href=\"/forms?page=2\""), last);
        assertEquals(IntStream.range(0, MANY).mapToObj(ManyFormsTest::reference).toList(), all);
        assertTrue(console.get("/forms?page=9999").contains("Nothing more that waits."));
        for (String odd : List.of("0", "-1", "x", "99999999999", "%3Cscript%3E")) {
          assertEquals(listed(first), listed(console.get("/forms?page=" + odd)), odd);
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
            Optional.empty()),
        Set.of(),
        NOON,
        Integer.MAX_VALUE);
  }
}
