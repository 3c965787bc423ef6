package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.Draft;
import be.borne.protocol.guichet.GuichetPaths;
import be.borne.protocol.guichet.Procedure;
import be.borne.protocol.guichet.Procedures;
import be.borne.protocol.guichet.Receipt;
import be.borne.protocol.guichet.Submission;
import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.Answers;
import be.borne.protocol.guichet.form.FileKind;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.Attack;
import be.borne.townhall.console.Browser;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Forms at the guichet, over real HTTPS: what a citizen may do, and what nobody may. */
class FormsAtTheGuichetTest extends AtTheGuichet {
  private static final Path SHIPPED = Path.of("src", "main", "config", "forms");
  private static final String PARTY = GuichetPaths.FORMS + "/aa-street-party";
  private static final int MOST = 25;
  private static final String SECRET = "zebra-crossing-on-the-moon";

  private static final String FORM =
      """
      {"id": "aa-street-party", "version": 2, "category": "events", "title": T, "explanation": T,
       "pages": [{"title": T, "fields": [
        {"id": "surname", "required": true, "prefill": "surname", "label": T,
         "input": {"kind": "short-text", "maxChars": 80}},
        {"id": "names", "required": false, "prefill": "given-names", "label": T,
         "input": {"kind": "short-text", "maxChars": 80}},
        {"id": "born", "required": true, "prefill": "birth-date", "label": T,
         "input": {"kind": "date"}},
        {"id": "home", "required": false, "prefill": "address", "label": T,
         "input": {"kind": "address"}},
        {"id": "what", "required": true,
         "label": {"fr": "Quoi ?", "nl": "Wat?", "de": "Was?", "en": "What?"},
         "input": {"kind": "long-text", "maxChars": 400}},
        {"id": "loud", "required": true,
         "label": {"fr": "Bruyant ?", "nl": "Luid?", "de": "Laut?", "en": "Loud?"},
         "input": {"kind": "yes-no"}},
        {"id": "until", "required": true, "label": T,
         "shownWhen": {"kind": "equals", "field": "loud", "value": "yes"},
         "input": {"kind": "number", "min": 18, "max": 24, "decimals": 1}},
        {"id": "plan", "required": false, "label": T,
         "input": {"kind": "file", "accepted": ["pdf"], "maxBytes": 100000, "maxPages": 3,
                   "sources": ["usb-stick"]}},
        {"id": "stalls", "required": false, "label": T, "input": {"kind": "block", "min": 0,
         "max": 3, "fields": [{"id": "stall", "required": true,
          "label": {"fr": "Un étal", "nl": "Een kraam", "de": "Ein Stand", "en": "A stall"},
          "input": {"kind": "short-text", "maxChars": 40}}]}}
       ]}]}
      """
          .replace(
              "T", "{\"fr\": \"Fête\", \"nl\": \"Feest\", \"de\": \"Fest\", \"en\": \"Party\"}");

  @Override
  GuichetConfiguration configured(GuichetConfiguration usual) throws IOException {
    Path forms = Files.createDirectories(folder.resolve("forms"));
    try (Stream<Path> shipped = Files.list(SHIPPED)) {
      for (Path file : shipped.toList()) {
        Files.copy(file, forms.resolve(file.getFileName()));
      }
    }
    Files.writeString(forms.resolve("aa-street-party.json"), FORM);
    return new GuichetConfiguration(
        usual.municipality(),
        usual.storage(),
        usual.door(),
        usual.eid(),
        usual.verification(),
        usual.seal(),
        GuichetConfiguration.Ordering.UNLIMITED,
        null,
        null,
        null,
        null,
        new FormSettings(forms, null, null, MOST),
        GuichetConfiguration.Limits.NONE,
        null,
        null);
  }

  private static Answers answers() {
    return Answers.none()
        .with("surname", new Answer.Text("Invented-Person"))
        .with("names", new Answer.Text("Testine Fictive"))
        .with("born", new Answer.Day(LocalDate.of(1950, 3, 1)))
        .with("what", new Answer.Text(SECRET))
        .with("loud", new Answer.Chosen("no"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] json(Object value) throws IOException {
    return Json.mapper().writeValueAsBytes(value);
  }

  private TestTerminal.Answer send(TestTerminal at, String token, UUID key, Answers answers)
      throws Exception {
    return at.call(
        "POST",
        PARTY + "/submissions",
        token,
        key,
        json(new Submission(2, Language.DUTCH, answers)));
  }

  private TestTerminal.Answer keep(TestTerminal at, String token, Draft draft) throws Exception {
    return at.call("PUT", PARTY + "/draft", token, null, json(draft));
  }

  private static Draft draft(String what) {
    return new Draft(
        2,
        Answers.none().with("what", new Answer.Text(what)).with("loud", new Answer.Nothing()),
        Set.of("stalls"));
  }

  private boolean isBegun(TestTerminal at, String token) throws Exception {
    return at.get(GuichetPaths.FORMS, token).as(Procedures.class).procedures().getFirst().begun();
  }

  private boolean isOnDisk(String text) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("var"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void theShippedFormsAllLoadAndAreOffered() throws Exception {
    int shipped = FormShelf.read(SHIPPED).forms().size();
    List<Procedure> offered =
        library.get(GuichetPaths.FORMS, atLibrary).as(Procedures.class).procedures();
    assertEquals(shipped + 1, offered.size());
    for (Procedure procedure : offered) {
      FormDefinition form =
          library
              .get(GuichetPaths.FORMS + "/" + procedure.formId(), atLibrary)
              .as(FormDefinition.class);
      assertEquals(procedure.title(), form.title());
      assertEquals(procedure.category(), form.category());
    }
    refused(401, FaultCode.GUICHET_SESSION_ENDED, library.get(GuichetPaths.FORMS, null));
    refused(
        404, FaultCode.FORM_REFUSED, library.get(GuichetPaths.FORMS + "/no-such-form", atLibrary));
  }

  @Attack(on = Attack.Aim.FORMS_AND_FILES, what = "another's draft is read, changed and dropped")
  @Test
  void aDraftIsItsCitizensOwnAtAnyTerminal() throws Exception {
    heard(library.call("DELETE", PARTY + "/draft", atLibrary, null, null));
    assertFalse(isBegun(library, atLibrary));
    refused(404, FaultCode.FORM_REFUSED, library.get(PARTY + "/draft", atLibrary));
    heard(keep(library, atLibrary, draft("first")));
    heard(keep(library, atLibrary, draft("fireworks at dawn")));
    assertTrue(isBegun(bus, atBus));
    assertEquals(draft("fireworks at dawn"), bus.get(PARTY + "/draft", atBus).as(Draft.class));

    String his = library.signIn(joost);
    refused(404, FaultCode.FORM_REFUSED, library.get(PARTY + "/draft", his));
    assertFalse(isBegun(library, his));
    heard(library.call("DELETE", PARTY + "/draft", his, null, null));
    heard(keep(library, his, draft("his own")));
    assertEquals(draft("fireworks at dawn"), bus.get(PARTY + "/draft", atBus).as(Draft.class));
    // Her session is the bus's alone; nobody's is nobody's.
    refused(401, FaultCode.GUICHET_SESSION_ENDED, library.get(PARTY + "/draft", atBus));
    refused(401, FaultCode.GUICHET_SESSION_ENDED, library.get(PARTY + "/draft", null));
    refused(401, FaultCode.GUICHET_SESSION_ENDED, keep(library, atBus, draft("stolen")));
    refused(
        401,
        FaultCode.GUICHET_SESSION_ENDED,
        library.call("DELETE", PARTY + "/draft", atBus, null, null));

    heard(bus.call("DELETE", PARTY + "/draft", atBus, null, null));
    refused(404, FaultCode.FORM_REFUSED, bus.get(PARTY + "/draft", atBus));
    assertFalse(isOnDisk("fireworks at dawn"), "a draft that was thrown away is legible");
  }

  @Test
  void aDraftGrowsTooOld() throws Exception {
    heard(keep(bus, atBus, draft("of old")));
    advanced.set(Duration.ofDays(30).minusMinutes(1));
    assertTrue(isBegun(bus, bus.signIn(marguerite)));
    advanced.set(Duration.ofDays(30).plusMinutes(1));
    String later = bus.signIn(marguerite);
    assertFalse(isBegun(bus, later));
    refused(404, FaultCode.FORM_REFUSED, bus.get(PARTY + "/draft", later));
  }

  @Test
  void whatIsNoDraftIsNotKept() throws Exception {
    refused(
        413,
        FaultCode.GUICHET_FAILED,
        library.call("PUT", PARTY + "/draft", atLibrary, null, new byte[300_000]));
    refused(
        400,
        FaultCode.GUICHET_FAILED,
        library.call(
            "PUT",
            PARTY + "/draft",
            atLibrary,
            null,
            "{\"version\":1,\"answers\":{\"x\":{\"kind\":\"hologram\"}}}"
                .getBytes(StandardCharsets.UTF_8)));
    refused(
        422,
        FaultCode.FORM_REFUSED,
        keep(library, atLibrary, new Draft(3, Answers.none(), Set.of())));
    refused(
        404,
        FaultCode.FORM_REFUSED,
        library.call(
            "PUT",
            GuichetPaths.FORMS + "/..%2Fforms/draft",
            atLibrary,
            null,
            json(draft("elsewhere"))));
  }

  @Test
  void aFilledFormArrivesOnceAndItsDraftGoes() throws Exception {
    heard(keep(library, atLibrary, draft("nearly there")));
    UUID key = UUID.randomUUID();
    TestTerminal.Answer sent = send(library, atLibrary, key, answers());
    assertEquals(201, sent.status(), sent::toString);
    Receipt receipt = sent.as(Receipt.class);
    assertFalse(isBegun(library, atLibrary));
    TestTerminal.Answer again = send(library, atLibrary, key, answers());
    assertEquals(200, again.status());
    assertEquals(receipt, again.as(Receipt.class));
    // The same key with anything else, and anybody else with the same key.
    refused(
        409,
        FaultCode.FORM_REFUSED,
        send(library, atLibrary, key, answers().with("what", new Answer.Text("else"))));
    refused(409, FaultCode.FORM_REFUSED, send(bus, atBus, key, answers()));
    refused(409, FaultCode.FORM_REFUSED, send(library, library.signIn(joost), key, answers()));
    refused(
        401, FaultCode.GUICHET_SESSION_ENDED, send(library, null, UUID.randomUUID(), answers()));
    refused(
        400,
        FaultCode.GUICHET_FAILED,
        library.call(
            "POST",
            PARTY + "/submissions",
            library.signIn(marguerite),
            null,
            json(new Submission(2, Language.DUTCH, answers()))));
  }

  @Attack(
      on = Attack.Aim.FORMS_AND_FILES,
      what = "answers that the form does not take, sent past the terminal")
  @Test
  void whatTheFormDoesNotTakeIsRefused() throws Exception {
    for (Answers wrong :
        List.of(
            answers().without("what"),
            answers().with("loud", new Answer.Chosen("maybe")),
            answers().with("loud", new Answer.Chosen("yes")),
            answers().with("until", new Answer.Quantity(new BigDecimal("20"))),
            answers().with("unheard-of", new Answer.Text("x")),
            answers().with("what", new Answer.Text("\u202e" + SECRET)),
            // There is no such file.
            answers()
                .with("plan", new Answer.Attached("somebodys-file-1", FileKind.PDF, 1_000, 1)))) {
      TestTerminal.Answer answer = send(library, atLibrary, UUID.randomUUID(), wrong);
      refused(422, FaultCode.FORM_REFUSED, answer);
      assertFalse(answer.rule().contains(SECRET), answer.rule());
    }
    for (int version : new int[] {1, 3}) {
      refused(
          422,
          FaultCode.FORM_REFUSED,
          library.call(
              "POST",
              PARTY + "/submissions",
              atLibrary,
              UUID.randomUUID(),
              json(new Submission(version, Language.DUTCH, answers()))));
    }
    refused(
        404,
        FaultCode.FORM_REFUSED,
        library.call(
            "POST",
            GuichetPaths.FORMS + "/no-such-form/submissions",
            atLibrary,
            UUID.randomUUID(),
            json(new Submission(2, Language.DUTCH, answers()))));
    refused(
        413,
        FaultCode.GUICHET_FAILED,
        library.call(
            "POST", PARTY + "/submissions", atLibrary, UUID.randomUUID(), new byte[300_000]));
  }

  /** A terminal that was taken over cannot speak in another citizen's name. */
  @Attack(on = Attack.Aim.FORMS_AND_FILES, what = "a form in somebody else's name")
  @Test
  void whatIsFilledInFromTheCardIsWhatTheCardSays() throws Exception {
    for (Answers wrong :
        List.of(
            answers().with("surname", new Answer.Text("Somebody-Else")),
            answers().with("names", new Answer.Text("Testine")),
            answers().without("names"),
            answers().with("born", new Answer.Day(LocalDate.of(1950, 3, 2))))) {
      TestTerminal.Answer answer = send(library, atLibrary, UUID.randomUUID(), wrong);
      refused(422, FaultCode.FORM_REFUSED, answer);
      assertTrue(answer.rule().endsWith("is not what the card says"), answer.rule());
    }
    // The card's address is not among what the guichet gets to see.
    assertEquals(
        201,
        send(
                library,
                atLibrary,
                UUID.randomUUID(),
                answers()
                    .with("home", new Answer.Address("Rue Inventée", "1", "", "1000", "Testerive")))
            .status());
  }

  @Attack(on = Attack.Aim.OVERLOAD, what = "more forms than one may send in a day")
  @Test
  void nobodySendsMoreInADayThanOneMay() throws Exception {
    String his = bus.signIn(joost);
    for (int i = 0; i < MOST; i++) {
      assertEquals(201, send(bus, his, UUID.randomUUID(), answers()).status());
    }
    refused(429, FaultCode.ENOUGH_FOR_TODAY, send(bus, his, UUID.randomUUID(), answers()));
    advanced.set(Duration.ofDays(1));
    assertEquals(201, send(bus, bus.signIn(joost), UUID.randomUUID(), answers()).status());
  }

  @Test
  void aClerkReadsItInTheirOwnLanguageAndNotesItAsDealtWith() throws Exception {
    Answers filled =
        answers()
            .with("what", new Answer.Text("<script>alert(1)</script>\nand a brass band"))
            .with("loud", new Answer.Chosen("yes"))
            .with("until", new Answer.Quantity(new BigDecimal("22.5")))
            .with(
                "stalls",
                new Answer.Repeated(
                    List.of(
                        Answers.none().with("stall", new Answer.Text("waffles")),
                        Answers.none().with("stall", new Answer.Text("chips")))));
    String reference =
        send(library, atLibrary, UUID.randomUUID(), filled).as(Receipt.class).reference();
    try (ConsoleVisitor console = new ConsoleVisitor(folder, guichet.work())) {
      String list = console.get("/forms");
      assertTrue(list.contains(reference), list);
      assertFalse(list.contains("Invented-Person"), "the list names somebody");
      String page = console.get("/forms/" + reference + "?language=fr");
      for (String words :
          List.of(
              "Testine Fictive Invented-Person",
              "50.13.41-999.15",
              "01/03/1950",
              "Quoi ?",
              "&lt;script&gt;alert(1)&lt;/script&gt;",
              "Bruyant ?",
              "Oui",
              "22,5",
              "1. Un étal",
              "waffles",
              "2. Un étal",
              "chips",
              "To be answered in Dutch")) {
        assertTrue(page.contains(words), words + " in " + page);
      }
      assertFalse(page.contains("<script>alert"), page);
      assertTrue(console.get("/forms/" + reference).contains("Loud?"));
      assertEquals(404, console.look("/forms/TSR-2026-00000000").statusCode());
      assertEquals(404, console.look("/forms/nobody").statusCode());

      if (Files.isExecutable(Browser.CHROMIUM)) {
        try (Browser browser = new Browser(1280, 1400)) {
          browser.open(URI.create(console.own() + "/forms/" + reference), "Loud?");
          browser.photograph(Path.of("target/console-pictures/filled-form.png"));
          browser.open(URI.create(console.own() + "/forms"), "To be dealt with");
          browser.photograph(Path.of("target/console-pictures/filled-forms.png"));
        }
      }

      String handled = "/forms/" + reference + "/handled";
      assertEquals(403, console.post(handled, console.own(), "guessed").statusCode());
      String token = ConsoleVisitor.token(page, handled);
      assertEquals(403, console.post(handled, "http://elsewhere.example", token).statusCode());
      assertEquals(303, console.post(handled, console.own(), token).statusCode());
      assertEquals(409, console.post(handled, console.own(), token).statusCode());
      assertTrue(console.get("/forms/" + reference).contains("Dealt with, "));
      assertTrue(console.get("/forms?noted").contains("It is noted."));
    }
  }

  private DraftStore.Kept kept(FormStore store, byte[] citizen, String form, String content)
      throws Exception {
    return store.drafts().keep(citizen, form, bytes(content), Set.of(), "library-1", start, 1);
  }

  /** What a clerk needs no more, and what a citizen left lying, is gone from the disk. */
  @Test
  void everythingIsErasedInTime() throws Exception {
    Path file = folder.resolve("erased.db");
    byte[] citizen = new byte[32];
    try (FormStore store = FormStore.open(file)) {
      assertTrue(store.isKept("a-form", 1, "{}"));
      assertTrue(store.isKept("a-form", 1, "{}"));
      assertFalse(store.isKept("a-form", 1, "{ }"), "changed without another version");
      assertEquals(DraftStore.Kept.KEPT, kept(store, citizen, "a-form", "draft of old"));
      assertEquals(DraftStore.Kept.KEPT, kept(store, citizen, "a-form", "draft of new"));
      assertEquals(DraftStore.Kept.ONE_TOO_MANY, kept(store, citizen, "b-form", "too many"));
      FormStore.Stored sent =
          new FormStore.Stored(
              "TSR-2026-7K3M9QX2",
              UUID.randomUUID(),
              citizen,
              new byte[32],
              "library-1",
              "a-form",
              1,
              Language.FRENCH,
              start,
              new FormStore.Filled(
                  "50134199915", "Invented-Person", "Testine", Optional.empty(), SECRET),
              Optional.empty(),
              null);
      assertEquals(FormStore.Placed.KEPT, store.place(sent, Set.of(), Optional.empty(), start, 1));
      assertEquals(0, store.forget(start, start, start), "what waits is not erased");
      assertTrue(store.handle(sent.reference(), "a clerk", start));
      assertEquals(1, store.forget(start, start.plusSeconds(1), start));
      assertEquals(0, store.forget(start.plusSeconds(1), start.plusSeconds(1), start));
      FormStore.Stored left = store.byReference(sent.reference()).orElseThrow();
      assertNull(left.filled());
      assertEquals("a clerk", left.handled().orElseThrow().by());
      for (Path each : List.of(file, Path.of(file + "-wal"))) {
        String text = Files.readString(each, StandardCharsets.ISO_8859_1);
        for (String gone : List.of(SECRET, "Invented-Person", "50134199915", "draft of")) {
          assertFalse(text.contains(gone), gone + " is legible in " + each);
        }
      }
    }
  }

  @Test
  void oneWrongFormRefusesTheWholeFolder() throws Exception {
    Path forms = Files.createDirectories(folder.resolve("wrong"));
    Files.copy(SHIPPED.resolve("room-hire.json"), forms.resolve("room-hire.json"));
    Path wrong = forms.resolve("street-party.json");
    for (String[] each :
        new String[][] {
          {FORM, "is not named after its form, aa-street-party.json"},
          {
            FORM.replace("aa-street", "street").replace("yes-no", "hologram"),
            "field loud, at pages[0].fields[5].input: unknown kind hologram"
          },
          {"{", "a form is not JSON that can be read"},
        }) {
      Files.writeString(wrong, each[0]);
      String said = assertThrows(IOException.class, () -> FormShelf.read(forms)).getMessage();
      assertTrue(said.startsWith(wrong.toString()), said);
      assertTrue(said.contains(each[1]), said);
    }
    String missing =
        assertThrows(IOException.class, () -> FormShelf.read(folder.resolve("none"))).getMessage();
    assertTrue(missing.contains("no such folder of forms"), missing);
  }
}
