package be.borne.kiosk.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.file.FileDevices;
import be.borne.kiosk.file.Shots;
import be.borne.kiosk.form.FileTrouble;
import be.borne.kiosk.form.PaperLook;
import be.borne.kiosk.guichet.GuichetClient;
import be.borne.kiosk.guichet.GuichetException;
import be.borne.kiosk.guichet.TestGuichet;
import be.borne.kiosk.journey.Effect;
import be.borne.kiosk.journey.Event;
import be.borne.protocol.guichet.CitizenSession;
import be.borne.protocol.guichet.GuichetPaths;
import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.FileKind;
import be.borne.protocol.guichet.form.FileSource;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.TerminalConfiguration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files between a stick or a camera's program, a visit, and a real HTTPS server. */
class FileDeskTest {
  private static final byte[] PDF = "%PDF-1.7 of nobody".getBytes(StandardCharsets.US_ASCII);
  private static final Input.FileField FIELD =
      new Input.FileField(List.of(FileKind.PDF), 3_000_000, 9, List.of(FileSource.values()));

  @TempDir Path directory;
  private final List<Event> answers = new ArrayList<>();
  private final List<String> kinds = new CopyOnWriteArrayList<>();
  private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
  private final SessionScope session = new SessionScope(SessionScope.Farewell.NONE);
  private Path stick;
  private Path camera;
  private TestGuichet guichet;
  private GuichetClient client;
  private FileDesk desk;

  @BeforeEach
  void open() throws Exception {
    stick = Files.createDirectory(directory.resolve("stick"));
    camera = Files.createFile(directory.resolve("video0"));
    Path picture = Files.write(directory.resolve("picture"), Shots.written(1200, 900));
    Path program = directory.resolve("camera.sh");
    Files.writeString(
        program,
        "#!/bin/sh\nprintf '%%s\\n' \"$@\" > '%s'\nexec cat '%s'\n"
            .formatted(directory.resolve("told"), picture));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    guichet = new TestGuichet(directory);
    guichet.on(
        GuichetPaths.FORM_FILES,
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          kinds.add(exchange.getRequestHeaders().getFirst("Content-Type"));
          bodies.add(body);
          TestGuichet.json(
              exchange,
              201,
              "{\"reference\":\"invented-file-1\",\"kind\":\"pdf\",\"bytes\":%d,\"pages\":2}"
                  .formatted(body.length));
        });
    client = guichet.client(Duration.ofSeconds(20));
    desk =
        new FileDesk(
            FileDevices.of(new TerminalConfiguration.Files(stick, camera, program, 0)), client);
    session.keepSignIn(
        new CitizenSession("a-token-of-nobody", Instant.parse("2099-01-01T00:00:00Z")));
  }

  @AfterEach
  void close() {
    session.close();
    client.close();
    guichet.close();
  }

  @Test
  void aFileOfTheStickArrivesAsItIs() throws Exception {
    Files.write(stick.resolve("Zz-invented.pdf"), PDF);
    desk.awaitStick(FIELD, session, answers::add);
    Event.StickListed listed = (Event.StickListed) answers.getFirst();
    assertEquals(1, listed.files().files().size());
    desk.sendStickFile(new Effect.SendStickFile(1, FIELD), session, answers::add);
    assertEquals(
        new Event.FileTaken(new Answer.Attached("invented-file-1", FileKind.PDF, PDF.length, 2)),
        answers.getLast());
    assertEquals(List.of("application/pdf"), kinds);
    assertArrayEquals(PDF, bodies.getFirst());
  }

  @Test
  void whatWasNotListedIsNotSent() throws Exception {
    Files.write(stick.resolve("one.pdf"), PDF);
    desk.awaitStick(FIELD, session, answers::add);
    for (int number : new int[] {0, 2}) {
      desk.sendStickFile(new Effect.SendStickFile(number, FIELD), session, answers::add);
      assertEquals(new Event.FileFailed(FileTrouble.STICK_GONE), answers.getLast());
    }
    Files.delete(stick.resolve("one.pdf"));
    desk.sendStickFile(new Effect.SendStickFile(1, FIELD), session, answers::add);
    assertEquals(new Event.FileFailed(FileTrouble.STICK_GONE), answers.getLast());
    assertEquals(List.of(), bodies);
  }

  @Test
  void pagesArriveAsOneFileAndNothingIsWrittenDown() throws Exception {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (WatchService watch = temporary.getFileSystem().newWatchService()) {
      WatchKey written = temporary.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      desk.takePicture(session, answers::add);
      session.files().keepPicture();
      desk.takePicture(session, answers::add);
      assertEquals(new Event.PictureTaken(PaperLook.WRITING), answers.getLast());
      desk.sendPictures(new Effect.SendPictures(2, FIELD), session, answers::add);
      assertTrue(answers.getLast() instanceof Event.FileTaken);
      Path last = Files.createTempFile("imageio-the-watch-works", null);
      Files.delete(last);
      assertEquals(
          List.of(last.getFileName().toString()),
          writtenByLibraries(written, last),
          "what was photographed lay on the disk");
    }
    try (PDDocument document = Loader.loadPDF(bodies.getFirst())) {
      assertEquals(2, document.getNumberOfPages());
    }
  }

  /** Also what was there for a moment, but not what other programs put there. */
  private static List<String> writtenByLibraries(WatchKey key, Path last)
      throws InterruptedException {
    List<String> names = new ArrayList<>();
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!names.contains(last.getFileName().toString()) && System.nanoTime() < end) {
      for (WatchEvent<?> event : key.pollEvents()) {
        String name = String.valueOf(event.context());
        if (name.matches("(imageio|\\+~JF|PDFBox).*")) {
          names.add(name);
        }
      }
      Thread.sleep(20);
    }
    return names;
  }

  /** What a citizen was told of is sent, and no other number of pages. */
  @Test
  void anotherNumberOfPagesIsNotSent() throws Exception {
    desk.takePicture(session, answers::add);
    desk.sendPictures(new Effect.SendPictures(2, FIELD), session, answers::add);
    assertEquals(new Event.FileFailed(FileTrouble.CAMERA_FAILED), answers.getLast());
    assertEquals(List.of(), bodies);
  }

  /** The camera's program is told the device, one picture, and to write it to its output. */
  @Test
  void theProgramIsCalledAsV4l2CtlWantsIt() throws Exception {
    desk.takePicture(session, answers::add);
    List<String> told = Files.readAllLines(directory.resolve("told"));
    assertEquals("--device=" + camera, told.getFirst());
    assertTrue(told.containsAll(List.of("--stream-count=1", "--stream-to=-")), told.toString());
  }

  @Test
  void aRefusalIsTheGuichetsAndATerminalWithoutDevicesSaysSo() throws Exception {
    guichet.on(
        GuichetPaths.FORM_FILES + "/refused-1",
        exchange -> TestGuichet.json(exchange, 422, "{\"fault\":\"G-308\",\"rule\":\"file\"}"));
    FileDesk none = new FileDesk(FileDevices.NONE, client);
    none.awaitStick(FIELD, session, answers::add);
    none.takePicture(session, answers::add);
    assertEquals(
        List.of(
            new Event.FileFailed(FileTrouble.STICK_GONE),
            new Event.FileFailed(FileTrouble.CAMERA_FAILED)),
        answers);
    assertEquals(
        FaultCode.FILE_REFUSED,
        assertThrows(GuichetException.class, () -> desk.forget("refused-1", session)).fault());
  }

  @Test
  void nothingIsFetchedForAVisitThatIsOver() {
    session.close();
    assertThrows(SessionScope.OverException.class, () -> desk.takePicture(session, answers::add));
    assertThrows(
        SessionScope.OverException.class,
        () -> desk.sendPictures(new Effect.SendPictures(1, FIELD), session, answers::add));
    assertFalse(Files.exists(directory.resolve("told")));
    assertEquals(List.of(), answers);
  }
}
