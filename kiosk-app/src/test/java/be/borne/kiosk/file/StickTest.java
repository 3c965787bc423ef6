package be.borne.kiosk.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.form.FileTrouble;
import be.borne.kiosk.form.StickFile;
import be.borne.protocol.guichet.form.FileKind;
import be.borne.protocol.guichet.form.FileSource;
import be.borne.protocol.guichet.form.Input;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sticks as citizens bring them, and as somebody makes them who means harm. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StickTest {
  private static final Input.FileField ANY = field(1_000_000, FileKind.values());
  private static final byte[] PDF = "%PDF-1.7 of nobody".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16};
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0};

  @TempDir Path place;
  private Path root;
  private Stick stick;

  @BeforeEach
  void make() throws IOException {
    root = Files.createDirectory(place.resolve("stick"));
    stick = new Stick(root);
  }

  @Test
  void theNewestComesFirstAndKindIsWhatItHolds() throws Exception {
    put("old.pdf", PDF, "2024-01-05T10:00:00Z");
    put("a-picture.txt", JPEG, "2026-11-20T10:00:00Z");
    // An hour before midnight at Greenwich it is the next day in Belgium.
    put("drawn.png", PNG, "2025-06-30T23:00:00Z");
    put("letter.pdf", "no PDF at all".getBytes(StandardCharsets.US_ASCII), "2026-01-01T00:00:00Z");
    StickListing listing = stick.list(ANY);
    assertEquals(
        List.of(
            new StickFile(1, "a-picture.txt", FileKind.JPEG, LocalDate.of(2026, 11, 20), 6),
            new StickFile(2, "drawn", FileKind.PNG, LocalDate.of(2025, 7, 1), 10),
            new StickFile(3, "old", FileKind.PDF, LocalDate.of(2024, 1, 5), PDF.length)),
        listing.shown().files());
    assertTrue(listing.shown().more());
    assertArrayEquals(PDF, stick.read(listing.numbered(3).orElseThrow(), ANY));
    assertEquals(Optional.empty(), listing.numbered(4));
    assertEquals(Optional.empty(), listing.numbered(0));
  }

  @Test
  void onlyWhatTheFormTakesIsOffered() throws Exception {
    put("one.pdf", PDF);
    put("two.jpg", JPEG);
    put("large.pdf", new byte[2_000]);
    assertEquals(List.of("two"), names(stick.list(field(1_000, FileKind.JPEG))));
    assertEquals(List.of(), names(stick.list(field(PDF.length - 1, FileKind.PDF))));
    assertEquals(List.of("one"), names(stick.list(field(PDF.length, FileKind.PDF))));
  }

  /** No link is followed, in or out, and nothing is opened that could wait for ever. */
  @Test
  void linksPipesAndEmptyFilesAreNoFiles() throws Exception {
    Path outside = Files.write(place.resolve("secret.pdf"), PDF);
    Path hidden = Files.createDirectory(place.resolve("hidden"));
    Files.write(hidden.resolve("other.pdf"), PDF);
    Files.createSymbolicLink(root.resolve("out.pdf"), outside);
    Files.createSymbolicLink(root.resolve("in.pdf"), Path.of("real.pdf"));
    Files.createSymbolicLink(root.resolve("folder"), hidden);
    Files.createSymbolicLink(root.resolve("up"), Path.of(".."));
    pipe(root.resolve("pipe.pdf"));
    put("empty.pdf", new byte[0]);
    put("real.pdf", PDF);
    StickListing listing = stick.list(ANY);
    assertEquals(List.of("real"), names(listing));
    assertTrue(listing.more());
  }

  /** A file of terabytes that takes no room is not read, nor one that grew meanwhile. */
  @Test
  void aHugeFileWithHolesIsLeftAlone() throws Exception {
    put("huge.pdf", PDF);
    try (RandomAccessFile file = new RandomAccessFile(root.resolve("huge.pdf").toFile(), "rw")) {
      file.setLength(1L << 40);
    }
    put("grows.pdf", PDF);
    StickListing listing = stick.list(ANY);
    assertEquals(List.of("grows"), names(listing));
    try (RandomAccessFile file = new RandomAccessFile(root.resolve("grows.pdf").toFile(), "rw")) {
      file.setLength(1L << 40);
    }
    assertTrouble(FileTrouble.FILE_LARGE, listing);
  }

  /** Ten thousand files: a part of them, soon, and it is said that not all were looked at. */
  @Test
  void aFullStickIsLookedAtInPart() throws Exception {
    for (int i = 0; i < 10_000; i++) {
      Files.write(root.resolve("file-%05d.pdf".formatted(i)), PDF);
    }
    long begun = System.nanoTime();
    StickListing listing = stick.list(ANY);
    assertTrue(System.nanoTime() - begun < Duration.ofSeconds(10).toNanos());
    assertEquals(Stick.MOST_OFFERED, listing.entries().size());
    assertTrue(listing.unseen());
    assertFalse(listing.more(), "none was found that cannot be taken");
  }

  /** The newest of the first 500 that the stick named came first, and hidden ones counted. */
  @Test
  void theNewestOfManyComesFirst() throws Exception {
    for (int i = 0; i < 1_500; i++) {
      put("old-%05d.pdf".formatted(i), PDF, "2024-01-05T10:00:00Z");
      put("._old-%05d.pdf".formatted(i), PDF, "2026-11-26T10:00:00Z");
    }
    // Wherever it stands in the directory's own order, half of them stand before two of these.
    for (String name : List.of("a", "m", "z", "0", "invented")) {
      put(name + ".pdf", PDF, "2026-11-25T10:00:00Z");
    }
    assertEquals(
        Set.of("a", "m", "z", "0", "invented"), Set.copyOf(names(stick.list(ANY)).subList(0, 5)));
  }

  @Test
  void foldersAreLookedIntoThreeDeepAndTheUppermostFirst() throws Exception {
    Path deep = Files.createDirectories(root.resolve("a/b/c"));
    put("a/b/third.pdf", PDF);
    Files.write(deep.resolve("fourth.pdf"), PDF);
    Files.createDirectories(root.resolve(".Trash-1000"));
    put(".Trash-1000/thrown-away.pdf", PDF);
    put("._shadow.pdf", PDF);
    StickListing listing = stick.list(ANY);
    assertEquals(List.of("third"), names(listing));
    assertTrue(listing.unseen());
  }

  /** Vanished, replaced, or something else in its place: an answer, and no exception of ours. */
  @Test
  void whatIsNotAsItWasIsNotRead() throws Exception {
    put("one.pdf", PDF);
    StickListing listing = stick.list(ANY);
    Files.delete(root.resolve("one.pdf"));
    put("another.pdf", PDF);
    assertTrouble(FileTrouble.FILE_UNREADABLE, listing);

    Files.createSymbolicLink(root.resolve("one.pdf"), root.resolve("another.pdf"));
    assertTrouble(FileTrouble.FILE_UNREADABLE, listing);

    listing = stick.list(ANY);
    Files.write(root.resolve("another.pdf"), PNG);
    assertTrouble(FileTrouble.FILE_KIND, listing);
    Files.write(root.resolve("another.pdf"), new byte[0]);
    assertTrouble(FileTrouble.FILE_UNREADABLE, listing);
  }

  @Test
  void aStickThatWasPulledIsGone() throws Exception {
    put("one.pdf", PDF);
    StickListing listing = stick.list(ANY);
    Files.delete(root.resolve("one.pdf"));
    assertTrouble(FileTrouble.STICK_GONE, listing);
    Files.delete(root);
    assertTrouble(FileTrouble.STICK_GONE, listing);
    assertEquals(
        FileTrouble.STICK_GONE,
        assertThrows(FileTroubleException.class, () -> stick.list(ANY)).trouble());
  }

  @Test
  void itIsWaitedForAsLongAsItTakesAndNoLonger() throws Exception {
    FileTroubleException none =
        assertThrows(
            FileTroubleException.class, () -> stick.await(Duration.ofMillis(600), _ -> {}));
    assertEquals(FileTrouble.STICK_GONE, none.trouble());
    Thread hand =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    Thread.sleep(700);
                    put("one.pdf", PDF);
                  } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                });
    stick.await(Duration.ofSeconds(30), _ -> {});
    hand.join();
    assertEquals(List.of("one"), names(stick.list(ANY)));
  }

  /** A citizen found the files of the one before, and could have sent one of them. */
  @Test
  void theStickOfAnEarlierVisitIsNotOpened() throws Exception {
    put("of-an-earlier-citizen.pdf", PDF);
    stick.visitBegun();
    stick.await(Duration.ofSeconds(5), _ -> {});
    assertTrue(stick.wasSeen());
    stick.visitEnded();
    stick.visitBegun();
    assertFalse(stick.wasSeen());
    List<Boolean> blocked = new CopyOnWriteArrayList<>();
    assertThrows(
        FileTroubleException.class, () -> stick.await(Duration.ofMillis(100), blocked::add));
    assertEquals(List.of(true), blocked);

    Thread hand =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    Thread.sleep(300);
                    Files.delete(root.resolve("of-an-earlier-citizen.pdf"));
                    Thread.sleep(1_500);
                    put("mine.pdf", PDF);
                  } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                });
    blocked.clear();
    stick.await(Duration.ofSeconds(30), blocked::add);
    hand.join();
    assertEquals(List.of(true, false), blocked);
    assertEquals(List.of("mine"), names(stick.list(ANY)));
  }

  /** Who takes the stick along leaves nothing that the next one would have to take out. */
  @Test
  void aStickThatWasTakenAlongIsForgotten() throws Exception {
    put("one.pdf", PDF);
    stick.visitEnded();
    Files.delete(root.resolve("one.pdf"));
    stick.visitBegun();
    put("another.pdf", PDF);
    stick.await(Duration.ofSeconds(5), _ -> assertFalse(true, "it was called left in"));
    assertEquals(List.of("another"), names(stick.list(ANY)));
  }

  /** A link in the place of the mount would lead anywhere. */
  @Test
  void aLinkInThePlaceOfTheStickIsNone() throws Exception {
    put("one.pdf", PDF);
    Path link = Files.createSymbolicLink(place.resolve("link"), root);
    assertThrows(
        FileTroubleException.class, () -> new Stick(link).await(Duration.ofMillis(100), _ -> {}));
  }

  /** A medium that hangs: it is waited for once, and nobody waits behind it. */
  @Test
  void aMediumThatHangsIsGivenUp() throws Exception {
    Patience patience = new Patience();
    AtomicInteger looks = new AtomicInteger();
    for (int attempt = 0; attempt < 2; attempt++) {
      FileTroubleException late =
          assertThrows(
              FileTroubleException.class,
              () -> patience.of(Duration.ofMillis(200), () -> hang(looks)));
      assertEquals(FileTrouble.STICK_GONE, late.trouble());
    }
    assertEquals(1, looks.get(), "another look was begun behind the one that hangs");
  }

  /** As a call into a driver: no interrupt ends it. */
  private static int hang(AtomicInteger looks) {
    int look = looks.incrementAndGet();
    long end = System.nanoTime() + Duration.ofSeconds(4).toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    return look;
  }

  @ParameterizedTest
  @CsvSource({
    "plan.PDF, plan",
    "plan.pdf.txt, plan.pdf.txt",
    "'scan .jpeg', scan",
    ".pdf, .pdf",
    "'a\nb\tc', a b c",
    "'evil\u202Efdp.exe', evilfdp.exe",
    "'\u2066\u200Dx\u200F', x",
    "'\u0000\u0007', ''",
    "'   ', ''",
    "'cafe\u0301.pdf', caf\u00e9",
    "'z\u0335\u0336\u0337\u0338\u0321', z\u0335\u0336",
    "'\ud83d\ude00.pdf', \ud83d\ude00"
  })
  void aNameIsShownWithoutWhatDeceives(String name, String shown) {
    assertEquals(shown, FileNames.shown(name));
  }

  @Test
  void aLongNameKeepsItsEnd() {
    String shown = FileNames.shown("x".repeat(300) + " version 2 final (last).pdf");
    assertTrue(shown.endsWith("…n 2 final (last)"), shown);
    assertTrue(shown.length() <= 48 && shown.contains("…"), shown);
    assertTrue(FileNames.shown("\ud83d\ude00".repeat(200)).codePoints().allMatch(it -> it > 128));
  }

  /** Neither a name nor a path is in anything that could be logged. */
  @Test
  void nothingSaysAName() throws Exception {
    put("Zz-invented-name.pdf", PDF);
    StickListing listing = stick.list(ANY);
    String said = listing + " " + listing.entries() + " " + listing.shown();
    assertFalse(said.contains("Zz-invented"), said);
    Files.delete(root.resolve("Zz-invented-name.pdf"));
    FileTroubleException gone =
        assertThrows(
            FileTroubleException.class, () -> stick.read(listing.numbered(1).orElseThrow(), ANY));
    assertFalse(gone.toString().contains("Zz-invented"), gone.toString());
  }

  private void assertTrouble(FileTrouble expected, StickListing listing) {
    FileTroubleException trouble =
        assertThrows(
            FileTroubleException.class, () -> stick.read(listing.numbered(1).orElseThrow(), ANY));
    assertEquals(expected, trouble.trouble(), trouble.getMessage());
  }

  private void put(String name, byte[] content) throws IOException {
    put(name, content, "2026-11-01T12:00:00Z");
  }

  private void put(String name, byte[] content, String changed) throws IOException {
    Path file = Files.write(root.resolve(name), content);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse(changed)));
  }

  private static void pipe(Path at) throws IOException, InterruptedException {
    Process made = new ProcessBuilder("mkfifo", at.toString()).start();
    assertEquals(0, made.waitFor());
  }

  private static List<String> names(StickListing listing) {
    return listing.shown().files().stream().map(StickFile::name).toList();
  }

  private static Input.FileField field(int maxBytes, FileKind... kinds) {
    return new Input.FileField(List.of(kinds), maxBytes, 5, List.of(FileSource.USB_STICK));
  }
}
