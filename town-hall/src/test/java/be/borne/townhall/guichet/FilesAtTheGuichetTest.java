package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.AttachedFile;
import be.borne.protocol.guichet.Draft;
import be.borne.protocol.guichet.GuichetPaths;
import be.borne.protocol.guichet.Receipt;
import be.borne.protocol.guichet.Submission;
import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.Answers;
import be.borne.protocol.guichet.form.FileKind;
import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.Attack;
import be.borne.townhall.console.Browser;
import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.file.TestFiles;
import be.borne.townhall.guichet.store.SqliteDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Files for forms at the guichet, over real HTTPS. Broken on purpose to see these fail: whose a
 * file is, what it was found to be and whether it was sent before were each left unasked in the
 * store.
 */
class FilesAtTheGuichetTest extends AtTheGuichet {
  private static final String PLAN = GuichetPaths.FORMS + "/plan";
  private static final String OTHER = GuichetPaths.FORMS + "/other";
  private static final int MOST_FILES = 5;
  private static final String UNKNOWN = "0123456789abcdef0123456789abcdef";

  private static final String FORM =
      """
      {"id": "ID", "version": 1, "category": "events", "title": T, "explanation": T,
       "pages": [{"title": T, "fields": [
        {"id": "plan", "required": false, "label": T,
         "input": {"kind": "file", "accepted": ["pdf", "png"], "maxBytes": 10000000, "maxPages": 3,
                   "sources": ["usb-stick"]}},
        {"id": "photos", "required": false, "label": T, "input": {"kind": "block", "min": 0,
         "max": 3, "fields": [{"id": "photo", "required": true, "label": T,
          "input": {"kind": "file", "accepted": ["jpeg"], "maxBytes": 10000000, "maxPages": 1,
                    "sources": ["document-camera"]}}]}}]}]}
      """
          .replace("T", "{\"fr\": \"Le\", \"nl\": \"De\", \"de\": \"Der\", \"en\": \"It\"}");

  private byte[] pdf;
  private String his;

  @Override
  GuichetConfiguration configured(GuichetConfiguration usual) throws IOException {
    Path forms = Files.createDirectories(folder.resolve("forms"));
    for (String id : List.of("plan", "other")) {
      Files.writeString(forms.resolve(id + ".json"), FORM.replace("ID", id));
    }
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
        new FormSettings(forms, null, null, 0, null, MOST_FILES, 40, 60),
        GuichetConfiguration.Limits.NONE,
        null,
        null);
  }

  @BeforeEach
  void prepare() throws Exception {
    pdf = TestFiles.pdf(2);
    // What an earlier test has left would count.
    try (FormStore store = store()) {
      store.drafts().drop(pseudonym(MARGUERITE), "plan");
      store.drafts().drop(pseudonym(MARGUERITE), "other");
      for (FormStore.Stored sent : store.waiting(100, "")) {
        store.handle(sent.reference(), "a test", start);
      }
      store.forget(start, start.plusSeconds(1), start);
      store.files().forget(clock.instant().plusSeconds(60));
    }
    his = terminal("kiosk-3").signIn(joost);
  }

  private FormStore store() throws Exception {
    return FormStore.open(folder.resolve("var/forms.db"));
  }

  private byte[] pseudonym(String number) throws Exception {
    return new CitizenPseudonyms(folder.resolve("var/pseudonyms.key"))
        .of(new NationalNumber(number));
  }

  private static byte[] json(Object value) throws IOException {
    return Json.mapper().writeValueAsBytes(value);
  }

  private AttachedFile brought(TestTerminal at, String token, byte[] content) throws Exception {
    TestTerminal.Answer answer = at.attach(token, "application/pdf", content);
    assertEquals(201, answer.status(), answer::toString);
    return answer.as(AttachedFile.class);
  }

  private static Answers with(AttachedFile file) {
    return Answers.none().with("plan", file.answer());
  }

  private TestTerminal.Answer send(TestTerminal at, String token, UUID key, Answers answers)
      throws Exception {
    return at.call(
        "POST",
        PLAN + "/submissions",
        token,
        key,
        json(new Submission(1, Language.FRENCH, answers)));
  }

  private TestTerminal.Answer keep(TestTerminal at, String token, String form, Answers answers)
      throws Exception {
    return at.call("PUT", form + "/draft", token, null, json(new Draft(1, answers, Set.of())));
  }

  private TestTerminal.Answer drop(TestTerminal at, String token, String reference)
      throws Exception {
    return at.call("DELETE", GuichetPaths.FORM_FILES + "/" + reference, token, null, null);
  }

  /** Some of what is only in this file, wherever it lies. */
  private boolean isOnDisk(byte[] content) throws IOException {
    String some = new String(content, content.length - 300, 100, StandardCharsets.ISO_8859_1);
    for (String name : List.of("forms.db", "forms.db-wal")) {
      Path file = folder.resolve("var").resolve(name);
      if (Files.exists(file)
          && Files.readString(file, StandardCharsets.ISO_8859_1).contains(some)) {
        return true;
      }
    }
    return false;
  }

  private boolean isThere(AttachedFile file) throws Exception {
    try (FormStore store = store()) {
      return store.files().room(pseudonym(MARGUERITE), 0, new FileStore.Limits(1, 100, 100))
              != FileStore.Room.ENOUGH
          && isOnDisk(pdf)
          && file.bytes() == pdf.length;
    }
  }

  @Test
  void aFileIsBroughtSentAndReadByAClerk() throws Exception {
    // Whatever it is announced as.
    TestTerminal.Answer answer = library.attach(atLibrary, "image/png", pdf);
    assertEquals(201, answer.status(), answer::toString);
    AttachedFile file = answer.as(AttachedFile.class);
    assertEquals(FileKind.PDF, file.kind());
    assertEquals(2, file.pages());
    assertEquals(pdf.length, file.bytes());
    assertTrue(file.reference().matches("[0-9a-f]{32}"), file.reference());
    AttachedFile photo = brought(library, atLibrary, TestFiles.picture("jpeg"));
    assertNotEquals(file.reference(), photo.reference());

    Answers answers =
        with(file)
            .with(
                "photos",
                new Answer.Repeated(List.of(Answers.none().with("photo", photo.answer()))));
    UUID key = UUID.randomUUID();
    TestTerminal.Answer sent = send(library, atLibrary, key, answers);
    assertEquals(201, sent.status(), sent::toString);
    TestTerminal.Answer again = send(library, atLibrary, key, answers);
    assertEquals(200, again.status(), "a retry is the same submission");
    assertArrayEquals(sent.body(), again.body());

    String reference = sent.as(Receipt.class).reference();
    try (ConsoleVisitor console = new ConsoleVisitor(folder, guichet.work())) {
      String page = console.get("/forms/" + reference + "?language=fr");
      String link = "/forms/" + reference + "/files/" + file.reference();
      assertTrue(page.contains("href=\"" + link + "\" download>PDF, 2 pages, 0,1 Mo</a>"), page);
      assertTrue(page.contains("JPEG, 1 page, 0,1 Mo"), page);
      HttpResponse<byte[]> saved = console.look(link);
      assertEquals(200, saved.statusCode());
      assertArrayEquals(pdf, saved.body());
      assertEquals("application/pdf", header(saved, "Content-Type"));
      assertEquals("nosniff", header(saved, "X-Content-Type-Options"));
      assertEquals("sandbox; default-src 'none'", header(saved, "Content-Security-Policy"));
      assertEquals("no-store", header(saved, "Cache-Control"));
      assertEquals(
          "attachment; filename=\"%s-%s.pdf\""
              .formatted(reference, file.reference().substring(0, 6)),
          header(saved, "Content-Disposition"));
      String photoLink = link.replace(file.reference(), photo.reference());
      assertEquals("image/jpeg", header(console.look(photoLink), "Content-Type"));
      for (String none :
          List.of(
              link.replace(reference, "TSR-2026-00000000"),
              link.replace(file.reference(), UNKNOWN),
              link.replace(file.reference(), "..%2F..%2Fforms.db"),
              link.replace(reference, "nobody"))) {
        assertEquals(404, console.look(none).statusCode(), none);
      }

      if (Files.isExecutable(Browser.CHROMIUM)) {
        try (Browser browser = new Browser(1280, 1000)) {
          browser.open(
              URI.create(console.own() + "/forms/" + reference + "?language=fr"), "PDF, 2 pages");
          browser.photograph(Path.of("target/console-pictures/filled-form-with-files.png"));
        }
      }

      // It was sent: it is no longer the citizen's to take back, or to send once more.
      refused(404, FaultCode.FILE_REFUSED, drop(library, atLibrary, file.reference()));
      refused(422, FaultCode.FORM_REFUSED, send(library, atLibrary, UUID.randomUUID(), with(file)));
      refused(422, FaultCode.FORM_REFUSED, keep(library, atLibrary, OTHER, with(file)));

      // It lives as long as what it was sent with.
      try (FormStore store = store()) {
        store.files().forget(clock.instant().plusSeconds(1_000_000));
        assertEquals(200, console.look(link).statusCode());
        assertTrue(store.handle(reference, "a clerk", start));
        store.forget(start, start.plusSeconds(1), start);
        store.files().forget(start);
      }
      assertEquals(404, console.look(link).statusCode());
      assertFalse(isOnDisk(pdf), "an erased file is legible");
    }
  }

  private static String header(HttpResponse<byte[]> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Attack(on = Attack.Aim.FORMS_AND_FILES, what = "another's file is named, sent and deleted")
  @Test
  void anothersFileIsAsUnknownAsOneThatIsNot() throws Exception {
    AttachedFile file = brought(library, atLibrary, pdf);
    TestTerminal kiosk = terminal("kiosk-3");
    AttachedFile unknown = new AttachedFile(UNKNOWN, file.kind(), file.bytes(), file.pages());
    for (TestTerminal.Answer[] pair :
        new TestTerminal.Answer[][] {
          {
            send(kiosk, his, UUID.randomUUID(), with(file)),
            send(kiosk, his, UUID.randomUUID(), with(unknown))
          },
          {keep(kiosk, his, PLAN, with(file)), keep(kiosk, his, PLAN, with(unknown))},
          {drop(kiosk, his, file.reference()), drop(kiosk, his, UNKNOWN)}
        }) {
      assertTrue(pair[0].status() >= 400, pair[0]::toString);
      assertEquals(pair[0].status(), pair[1].status());
      assertArrayEquals(pair[0].body(), pair[1].body());
    }
    // At her very terminal, after her.
    String next = library.signIn(joost);
    refused(422, FaultCode.FORM_REFUSED, send(library, next, UUID.randomUUID(), with(file)));
    refused(404, FaultCode.FILE_REFUSED, drop(library, next, file.reference()));
    assertTrue(isThere(file));
  }

  @Attack(on = Attack.Aim.FORMS_AND_FILES, what = "a file is described as something else")
  @Test
  void whatTheGuichetFoundIsWhatMustBeSaid() throws Exception {
    AttachedFile file = brought(library, atLibrary, pdf);
    String reference = file.reference();
    for (Answer.Attached wrong :
        List.of(
            new Answer.Attached(reference, FileKind.PNG, pdf.length, 2),
            new Answer.Attached(reference, FileKind.PDF, pdf.length - 1, 2),
            new Answer.Attached(reference, FileKind.PDF, pdf.length, 1))) {
      Answers answers = Answers.none().with("plan", wrong);
      refused(422, FaultCode.FORM_REFUSED, send(library, atLibrary, UUID.randomUUID(), answers));
      refused(422, FaultCode.FORM_REFUSED, keep(library, atLibrary, PLAN, answers));
    }
    // What the form does not take is refused though it is there: four pages are one too many.
    AttachedFile long4 = brought(library, atLibrary, TestFiles.pdf(4));
    refused(422, FaultCode.FORM_REFUSED, send(library, atLibrary, UUID.randomUUID(), with(long4)));
    assertEquals(201, send(library, atLibrary, UUID.randomUUID(), with(file)).status());
  }

  @Test
  void aFileGoesWithItsDraftToAnotherTerminal() throws Exception {
    AttachedFile file = brought(library, atLibrary, pdf);
    // Not even she can name it elsewhere before: whoever would is not where it was brought.
    refused(422, FaultCode.FORM_REFUSED, keep(bus, atBus, PLAN, with(file)));
    heard(keep(library, atLibrary, PLAN, with(file)));
    Draft draft = bus.get(PLAN + "/draft", atBus).as(Draft.class);
    assertEquals(with(file), draft.answers());
    heard(keep(bus, atBus, PLAN, with(file)));
    TestTerminal.Answer sent = send(bus, atBus, UUID.randomUUID(), draft.answers());
    assertEquals(201, sent.status(), sent::toString);
  }

  @Test
  void aFileIsErasedWithItsDraft() throws Exception {
    AttachedFile file = brought(library, atLibrary, pdf);
    heard(keep(library, atLibrary, PLAN, with(file)));
    heard(keep(library, atLibrary, OTHER, with(file)));
    heard(library.call("DELETE", PLAN + "/draft", atLibrary, null, null));
    assertTrue(isThere(file), "another draft names it");
    heard(library.call("DELETE", OTHER + "/draft", atLibrary, null, null));
    assertFalse(isThere(file));
    assertFalse(isOnDisk(pdf), "an erased file is legible");
    refused(404, FaultCode.FILE_REFUSED, drop(library, atLibrary, file.reference()));
  }

  @Test
  void aFileStaysAsLongAsItsDraftAndNotLongWithoutOne() throws Exception {
    AttachedFile file = brought(library, atLibrary, pdf);
    try (FormStore store = store()) {
      heard(keep(library, atLibrary, PLAN, with(file)));
      store.files().forget(clock.instant().plusSeconds(60));
      assertTrue(isThere(file), "a draft names it");
      // It is let go: from now on its time runs, and not from when it was brought.
      heard(keep(library, atLibrary, PLAN, Answers.none()));
      store.files().forget(start);
      assertTrue(isThere(file), "its time is not over");
      store.files().forget(clock.instant().plusSeconds(60));
      assertFalse(isThere(file));
      // With a draft that grew too old, what it named.
      AttachedFile older = brought(library, atLibrary, pdf);
      heard(keep(library, atLibrary, PLAN, with(older)));
      store.forget(clock.instant().plusSeconds(60), start, clock.instant().plusSeconds(100));
      // They once went with it at once, also from under a citizen at the form.
      store.files().forget(clock.instant().plusSeconds(60));
      assertTrue(isThere(older), "its time is not over");
      store.files().forget(clock.instant().plusSeconds(200));
      assertFalse(isOnDisk(pdf), "an erased file is legible");
    }
  }

  @Test
  void aDraftComesBackWithoutTheFileThatWasTakenBack() throws Exception {
    AttachedFile file = brought(library, atLibrary, pdf);
    AttachedFile photo = brought(library, atLibrary, TestFiles.picture("jpeg"));
    Answers inside = Answers.none().with("photo", photo.answer());
    heard(
        keep(
            library,
            atLibrary,
            PLAN,
            with(file).with("photos", new Answer.Repeated(List.of(inside)))));
    heard(drop(library, atLibrary, file.reference()));
    assertEquals(
        Answers.none().with("photos", new Answer.Repeated(List.of(inside))),
        library.get(PLAN + "/draft", atLibrary).as(Draft.class).answers());
    heard(drop(library, atLibrary, photo.reference()));
    assertEquals(
        Answers.none().with("photos", new Answer.Repeated(List.of(Answers.none()))),
        library.get(PLAN + "/draft", atLibrary).as(Draft.class).answers());
    assertFalse(isOnDisk(pdf), "an erased file is legible");
  }

  @Attack(on = Attack.Aim.FORMS_AND_FILES, what = "files that are not what they say they are")
  @Test
  void whatIsNoFileOfOursIsRefused() throws Exception {
    for (byte[] wrong :
        List.of(
            "<html>".getBytes(StandardCharsets.UTF_8),
            TestFiles.bomb(700_000_000),
            TestFiles.pngOf(60_000, 60_000))) {
      refused(422, FaultCode.FILE_REFUSED, library.attach(atLibrary, "application/pdf", wrong));
    }
    refused(422, FaultCode.FILE_REFUSED, library.attach(atLibrary, "application/pdf", new byte[0]));
    for (String type : new String[] {null, "text/html", "image/svg+xml", "multipart/form-data"}) {
      refused(415, FaultCode.FILE_REFUSED, library.attach(atLibrary, type, pdf));
    }
    refused(401, FaultCode.GUICHET_SESSION_ENDED, library.attach(null, "application/pdf", pdf));
    refused(401, FaultCode.GUICHET_SESSION_ENDED, bus.attach(atLibrary, "application/pdf", pdf));
    refused(404, FaultCode.FILE_REFUSED, drop(library, atLibrary, "..%2F..%2Fforms.db"));
  }

  private static String head(String token, String length) {
    return "POST "
        + GuichetPaths.FORM_FILES
        + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
        + token
        + "\r\nContent-Type: application/pdf\r\n"
        + length
        + "\r\n\r\n";
  }

  private static String answered(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\r'; next = in.read()) {
      line.append((char) next);
    }
    return line.toString();
  }

  private static void say(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** Not a byte of it is sent, and yet there is an answer. */
  @Attack(on = Attack.Aim.FORMS_AND_FILES, what = "a file without end")
  @Test
  void whatIsTooLargeIsRefusedBeforeItIsRead() throws Exception {
    for (String[] each :
        new String[][] {
          {"Content-Length: 20000001", "413"},
          {"Content-Length: 99999999999999", "413"},
          {"Transfer-Encoding: chunked", "411"}
        }) {
      try (Socket socket = library.connection()) {
        say(socket.getOutputStream(), head(atLibrary, each[0]));
        assertTrue(answered(socket.getInputStream()).contains(" " + each[1] + " "), each[0]);
      }
    }
  }

  @Test
  void whoeverHasGoneBringsNothingAnyMore() throws Exception {
    try (Socket socket = library.connection()) {
      OutputStream out = socket.getOutputStream();
      InputStream in = socket.getInputStream();
      say(out, head(atLibrary, "Expect: 100-continue\r\nContent-Length: " + pdf.length));
      assertTrue(answered(in).contains(" 100 "), "it is not being read");
      out.write(pdf, 0, 200);
      out.flush();
      heard(library.call("DELETE", GuichetPaths.SESSION, atLibrary, null, null));
      // A second one from there waits for its turn; the next citizen was once refused.
      String next = library.signIn(joost);
      byte[] other = TestFiles.picture("png");
      FutureTask<TestTerminal.Answer> second =
          new FutureTask<>(() -> library.attach(next, "image/png", other));
      Thread.ofVirtual().start(second);
      try {
        // Its first bytes were looked at only after the sign-out: it was refused then and there.
        second.get(1, TimeUnit.SECONDS);
      } catch (TimeoutException _) {
        out.write(pdf, 200, 100);
        out.flush();
      }
      // Not all of it is there, and yet it is known that it is not wanted.
      assertEquals(201, second.get(30, TimeUnit.SECONDS).status());
      String blank = answered(in);
      String status = answered(in);
      assertTrue(status.contains(" 401 "), blank + status);
    }
    assertFalse(isOnDisk(pdf));
  }

  /** A line that breaks keeps the terminal from nothing. */
  @Test
  void whatBreaksOffIsNotKept() throws Exception {
    try (Socket socket = library.connection()) {
      OutputStream out = socket.getOutputStream();
      say(out, head(atLibrary, "Expect: 100-continue\r\nContent-Length: " + pdf.length));
      assertTrue(answered(socket.getInputStream()).contains(" 100 "), "it is not being read");
      out.write(pdf, 0, 200);
      out.flush();
    }
    int status = 503;
    for (int look = 0; look < 100 && status == 503; look++) {
      Thread.sleep(50);
      status = library.attach(atLibrary, "application/pdf", pdf).status();
    }
    assertEquals(201, status);
  }

  @Attack(on = Attack.Aim.OVERLOAD, what = "more files than one may bring")
  @Test
  void nobodyBringsMoreThanOneMay() throws Exception {
    List<AttachedFile> files = new ArrayList<>();
    for (int i = 0; i < MOST_FILES; i++) {
      files.add(brought(library, atLibrary, TestFiles.picture("png")));
    }
    // Another file would not help, as was said once.
    refused(
        409,
        FaultCode.FILES_ENOUGH,
        library.attach(atLibrary, "image/png", TestFiles.picture("png")));
    // It is hers that are too many, and nobody else's.
    assertEquals(201, terminal("kiosk-3").attach(his, "application/pdf", pdf).status());
    heard(drop(library, atLibrary, files.getFirst().reference()));
    brought(library, atLibrary, TestFiles.picture("png"));
  }

  /** A store from before there were files keeps what it has. */
  @Test
  void aDraftFromBeforeThereWereFilesIsKept() throws Exception {
    Path file = folder.resolve("old.db");
    try (SqliteDatabase old =
        SqliteDatabase.open(file, FormStore.class, List.of("V001__forms.sql"))) {
      old.within(
          connection -> {
            try (PreparedStatement insert =
                connection.prepareStatement(
                    "INSERT INTO drafts VALUES (zeroblob(32), 'plan', X'31', ?)")) {
              insert.setLong(1, start.toEpochMilli());
              return insert.executeUpdate();
            }
          });
    }
    try (FormStore store = FormStore.open(file)) {
      assertArrayEquals(
          new byte[] {'1'}, store.drafts().draft(new byte[32], "plan", start).orElseThrow());
      assertEquals(Set.of(), store.files().ofDraft(new byte[32], "plan"));
      store.drafts().drop(new byte[32], "plan");
      assertEquals(Set.of(), store.drafts().begun(new byte[32], start));
    }
  }

  @Attack(on = Attack.Aim.OVERLOAD, what = "files until the disk is full")
  @Test
  void theStoreHasAnEndForEachAndForAll() throws Exception {
    byte[] one = new byte[32];
    byte[] two = new byte[32];
    two[0] = 1;
    FileStore.Limits limits = new FileStore.Limits(3, 100, 150);
    try (FormStore forms = FormStore.open(folder.resolve("limits.db"))) {
      FileStore store = forms.files();
      assertEquals(FileStore.Room.ENOUGH, kept(store, one, 60, limits));
      assertEquals(FileStore.Room.NONE_FOR_CITIZEN, kept(store, one, 41, limits));
      assertEquals(FileStore.Room.ENOUGH, kept(store, two, 60, limits));
      assertEquals(FileStore.Room.NONE_AT_ALL, kept(store, one, 31, limits));
      assertEquals(FileStore.Room.ENOUGH, kept(store, one, 10, limits));
      assertEquals(FileStore.Room.ENOUGH, kept(store, one, 10, limits));
      assertEquals(FileStore.Room.NONE_FOR_CITIZEN, kept(store, one, 1, limits));
      assertEquals(4, store.forget(start.plusSeconds(1)));
      assertEquals(FileStore.Room.ENOUGH, kept(store, one, 100, limits));
    }
  }

  /** Ten files were once erased at one go, of whatever size: others waited for the last of them. */
  @Test
  void whileMuchIsErasedOthersGetTheirTurn() throws Exception {
    FileStore.Limits limits = new FileStore.Limits(1_000, Long.MAX_VALUE, Long.MAX_VALUE);
    byte[] citizen = new byte[32];
    try (FormStore forms = FormStore.open(folder.resolve("many.db"))) {
      FileStore store = forms.files();
      for (int i = 0; i < 6; i++) {
        assertEquals(FileStore.Room.ENOUGH, kept(store, citizen, 15_000_000, limits));
      }
      FutureTask<Integer> erasing = new FutureTask<>(() -> store.forget(start.plusSeconds(1)));
      Thread.ofPlatform().start(erasing);
      boolean between = false;
      while (!erasing.isDone()) {
        // Room for one more than there are, and none for as many as at the beginning.
        between |=
            store.room(citizen, 0, new FileStore.Limits(6, Long.MAX_VALUE, Long.MAX_VALUE))
                    == FileStore.Room.ENOUGH
                && store.room(citizen, 0, new FileStore.Limits(1, Long.MAX_VALUE, Long.MAX_VALUE))
                    != FileStore.Room.ENOUGH;
      }
      assertEquals(6, erasing.get());
      assertTrue(between, "nobody got a turn");
    }
  }

  private FileStore.Room kept(FileStore store, byte[] citizen, int bytes, FileStore.Limits limits)
      throws Exception {
    String reference = UUID.randomUUID().toString().replace("-", "");
    return store.keep(
        new AttachedFile(reference, FileKind.PDF, bytes, 1),
        new byte[bytes],
        citizen,
        "library-1",
        start,
        limits);
  }
}
