package be.borne.kiosk.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.form.FileTrouble;
import be.borne.kiosk.form.PaperLook;
import be.borne.protocol.guichet.form.FileKind;
import be.borne.protocol.guichet.form.FileSource;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.terminal.TerminalConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The document camera, with a real program in the place of the one that knows V4L2. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class PaperCameraTest {
  private static final Path SCRIPT =
      Path.of("src/test/resources/be/borne/kiosk/file/camera.sh").toAbsolutePath();
  private static final Duration PATIENT = Duration.ofSeconds(30);
  private static final Duration LATE = Duration.ofSeconds(3);

  @TempDir Path directory;
  private Path device;
  private Path picture;

  @BeforeEach
  void layPaper() throws IOException {
    device = Files.createFile(directory.resolve("video0"));
    picture = Files.write(directory.resolve("picture"), Shots.written(1600, 1200));
  }

  @Test
  void aPictureIsTakenAndSeenToHaveWriting() throws Exception {
    PaperPage page = camera("picture", 0, PATIENT).takePicture();
    assertEquals(PaperLook.WRITING, page.look());
    assertEquals(1600, page.width());
    assertEquals(1200, page.height());
    assertEquals(1600, page.picture().orElseThrow().width());
    assertEquals(FileKind.JPEG, FileMagic.of(page.jpeg()).orElseThrow());
  }

  /** Nothing of the camera's own file goes on: no place, no serial number. */
  @Test
  void whatTheCameraWroteBesideThePictureIsLeftOut() throws Exception {
    byte[] shot = Shots.written(640, 480);
    byte[] secret = "made by Nobody in Nulle-Part".getBytes(StandardCharsets.US_ASCII);
    byte[] told = new byte[shot.length + 4 + secret.length];
    System.arraycopy(shot, 0, told, 0, 2);
    told[2] = (byte) 0xff;
    told[3] = (byte) 0xe1;
    told[5] = (byte) (secret.length + 2);
    System.arraycopy(secret, 0, told, 6, secret.length);
    System.arraycopy(shot, 2, told, 6 + secret.length, shot.length - 2);
    Files.write(picture, told);
    PaperPage page = camera("picture", 0, PATIENT).takePicture();
    String sent = new String(page.jpeg(), StandardCharsets.ISO_8859_1);
    assertFalse(sent.contains("Nobody"));
  }

  /** Half a picture is refused, but not a whole one whose last mark is missing. */
  @Test
  void aFrameWithoutItsEndIsAPictureToo() throws Exception {
    byte[] shot = Shots.written(1600, 1200);
    Files.write(picture, Arrays.copyOf(shot, shot.length - 2));
    assertEquals(PaperLook.WRITING, camera("picture", 0, PATIENT).takePicture().look());
  }

  /** Most cameras leave out the tables that every one of them uses. */
  @Test
  void aFrameWithoutTablesIsAPictureToo() throws Exception {
    Files.write(picture, Shots.withoutTables(Shots.written(1600, 1200)));
    PaperPage page = camera("picture", 0, PATIENT).takePicture();
    assertEquals(PaperLook.WRITING, page.look());
  }

  @Test
  void aPictureIsTurnedUpright() throws Exception {
    Files.write(picture, Shots.cornered(800, 600));
    // Black stands in the upper left; turned by a quarter it stands in the upper right.
    PaperPicture quarter = camera("picture", 1, PATIENT).takePicture().picture().orElseThrow();
    assertEquals(600, quarter.width());
    assertEquals(800, quarter.height());
    assertTrue(isBlack(quarter, 500, 100), "upper right");
    assertFalse(isBlack(quarter, 100, 100), "upper left");
    PaperPicture half = camera("picture", 2, PATIENT).takePicture().picture().orElseThrow();
    assertTrue(isBlack(half, 700, 500), "lower right");
    PaperPicture threeQuarters =
        camera("picture", 3, PATIENT).takePicture().picture().orElseThrow();
    assertTrue(isBlack(threeQuarters, 100, 700), "lower left");
  }

  private static boolean isBlack(PaperPicture picture, int x, int y) {
    return (picture.argb()[y * picture.width() + x] & 0xff) < 40;
  }

  @Test
  void whoCannotSeeIsToldWhatAMachineSees() throws Exception {
    Files.write(picture, Shots.blank(1600, 1200));
    assertEquals(PaperLook.BLANK, camera("picture", 0, PATIENT).takePicture().look());
    Files.write(picture, Shots.dark(1600, 1200));
    assertEquals(PaperLook.DARK, camera("picture", 0, PATIENT).takePicture().look());
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "nothing", "half", "fails", "then-fails", "endless"})
  void whatIsNoPictureIsAnAnswer(String fault) {
    assertFails(camera(fault, 0, PATIENT));
  }

  @Test
  void aProgramThatHangsIsKilled() throws Exception {
    long begun = System.nanoTime();
    assertFails(camera("hangs", 0, LATE));
    assertTrue(System.nanoTime() - begun < PATIENT.toNanos());
    assertIsDead();
  }

  /** The program wrote down which one it is. */
  private void assertIsDead() throws Exception {
    long pid = Long.parseLong(Files.readString(directory.resolve("picture.pid")).strip());
    Optional<ProcessHandle> program = ProcessHandle.of(pid);
    if (program.isPresent()) {
      program.get().onExit().get(10, TimeUnit.SECONDS);
    }
  }

  /** A small file that unpacks to gigabytes. */
  @Test
  void aPictureThatSaysItIsHugeIsNotUnpacked() throws Exception {
    Files.write(picture, Shots.saidToBe(Shots.blank(640, 480), 60_000, 60_000));
    assertFails(camera("picture", 0, PATIENT));
    Files.write(picture, Shots.blank(100, 100));
    assertFails(camera("picture", 0, PATIENT));
  }

  @Test
  void aCitizenWhoLeavesKillsTheProgram() throws Exception {
    AtomicReference<Throwable> broken = new AtomicReference<>();
    Thread visit =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    camera("hangs", 0, PATIENT).takePicture();
                  } catch (FileTroubleException | InterruptedException e) {
                    broken.set(e);
                  }
                });
    long end = System.nanoTime() + PATIENT.toNanos();
    Path pid = directory.resolve("picture.pid");
    while (!Files.exists(pid) || Files.size(pid) == 0) {
      assertTrue(System.nanoTime() < end, "the program was never started");
      Thread.sleep(20);
    }
    visit.interrupt();
    assertTrue(visit.join(Duration.ofSeconds(10)));
    assertTrue(broken.get() instanceof InterruptedException, String.valueOf(broken.get()));
    assertIsDead();
  }

  @Test
  void aCameraThatWasUnpluggedIsNotOffered() throws Exception {
    FileDevices devices =
        FileDevices.of(new TerminalConfiguration.Files(directory, device, null, 90));
    assertEquals(Set.of(FileSource.values()), devices.sources());
    Files.delete(device);
    assertEquals(Set.of(FileSource.USB_STICK), devices.sources());
    assertEquals(Set.of(), FileDevices.of(TerminalConfiguration.Files.NONE).sources());
  }

  @Test
  void pagesBecomeOnePdf() throws Exception {
    PaperPage standing = camera("picture", 1, PATIENT).takePicture();
    PaperPage lying = camera("picture", 0, PATIENT).takePicture();
    byte[] pdf = PaperFile.of(List.of(standing, lying), field(5_000_000, FileKind.PDF));
    assertEquals(FileKind.PDF, FileMagic.of(pdf).orElseThrow());
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertEquals(2, document.getNumberOfPages());
      assertTrue(document.getPage(0).getMediaBox().getHeight() > 800);
      assertTrue(document.getPage(1).getMediaBox().getWidth() > 800);
      int middle = new PDFRenderer(document).renderImage(1).getRGB(3, 3) & 0xff;
      assertTrue(middle > 200, "the paper is drawn on its page");
    }
    assertFalse(new String(pdf, StandardCharsets.ISO_8859_1).contains("PDFBox"));
  }

  @Test
  void whereNoPdfIsTakenItIsAPicture() throws Exception {
    PaperPage page = camera("picture", 0, PATIENT).takePicture();
    byte[] jpeg = PaperFile.of(List.of(page), field(5_000_000, FileKind.PNG, FileKind.JPEG));
    assertArrayEquals(page.jpeg(), jpeg);
    byte[] png = PaperFile.of(List.of(page), field(5_000_000, FileKind.PNG));
    assertEquals(FileKind.PNG, FileMagic.of(png).orElseThrow());
  }

  /** That photographs are too large for a form is nothing a citizen could mend. */
  @Test
  void pagesAreMadeSmallerUntilTheyFit() throws Exception {
    PaperPage page = camera("picture", 0, PATIENT).takePicture();
    int bytes = page.jpeg().length;
    byte[] fitting = PaperFile.of(Collections.nCopies(3, page), field(bytes * 3 / 2, FileKind.PDF));
    assertTrue(fitting.length <= bytes * 3 / 2);
    try (PDDocument document = Loader.loadPDF(fitting)) {
      assertEquals(3, document.getNumberOfPages());
    }
    FileTroubleException large =
        assertThrows(
            FileTroubleException.class,
            () -> PaperFile.of(List.of(page), field(900, FileKind.PDF)));
    assertEquals(FileTrouble.FILE_LARGE, large.trouble());
  }

  @Test
  void nothingIsLeftOfAPageThatWasWiped() throws Exception {
    PaperPage page = camera("picture", 0, PATIENT).takePicture();
    page.wipe();
    assertArrayEquals(new byte[page.jpeg().length], page.jpeg());
    assertTrue(Arrays.stream(page.picture().orElseThrow().argb()).allMatch(dot -> dot == 0));
    assertFalse(page.toString().contains("1600"));
  }

  /**
   * Frames of a real encoder of MJPEG, in the place of a camera's: {@code mvn -pl kiosk-app test
   * -Dtest=PaperCameraTest -Dborne.ffmpeg=/usr/bin/ffmpeg}.
   */
  @Test
  void framesOfARealEncoderAreTaken() throws Exception {
    String ffmpeg = System.getProperty("borne.ffmpeg", "none given");
    Assumptions.assumeTrue(Files.isExecutable(Path.of(ffmpeg)), "needs -Dborne.ffmpeg=PROGRAM");
    List<String> command =
        List.of(
            ffmpeg,
            "-loglevel",
            "error",
            "-f",
            "lavfi",
            "-i",
            "testsrc2=size=3264x2448:rate=10",
            "-frames:v",
            "1",
            "-c:v",
            "mjpeg",
            "-huffman",
            "default",
            "-f",
            "mjpeg",
            "-");
    PaperPage page = new PaperCamera(device, command, 0, PATIENT).takePicture();
    assertEquals(PaperLook.WRITING, page.look());
    assertEquals(2800, page.width());
  }

  private static void assertFails(PaperCamera camera) {
    FileTroubleException trouble = assertThrows(FileTroubleException.class, camera::takePicture);
    assertEquals(FileTrouble.CAMERA_FAILED, trouble.trouble());
  }

  private PaperCamera camera(String does, int quarters, Duration deadline) {
    return new PaperCamera(
        device,
        List.of("/bin/sh", SCRIPT.toString(), does, picture.toString()),
        quarters,
        deadline);
  }

  private static Input.FileField field(int maxBytes, FileKind... kinds) {
    return new Input.FileField(List.of(kinds), maxBytes, 9, List.of(FileSource.DOCUMENT_CAMERA));
  }
}
