package be.borne.kiosk.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.speech.EvdevJack.Patience;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A named pipe stands for the kernel's device: its reads block, and end, just so. */
class EvdevJackTest {
  private static final Patience QUICK =
      new Patience(5, Duration.ofMillis(20), Duration.ofMillis(40));
  private static final SwitchState UNKNOWN =
      _ -> {
        throw new IOException("does not tell its switches");
      };

  @TempDir private Path folder;
  private final BlockingQueue<Boolean> told = new LinkedBlockingQueue<>();
  private final List<EvdevJack> open = new ArrayList<>();
  private Path pipe;

  @BeforeEach
  void makePipe() throws Exception {
    pipe = folder.resolve("event7");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
  }

  @AfterEach
  void end() {
    open.forEach(EvdevJack::close);
  }

  @Test
  void aPlugIsToldInAndOut() throws Exception {
    watch(UNKNOWN);
    try (FileChannel kernel = writer()) {
      assertEquals(false, next());
      write(kernel, headphone(1));
      assertEquals(true, next());
      write(kernel, headphone(0));
      assertEquals(false, next());
    }
  }

  /** Fails when only changes are told: the headset was in before the terminal started. */
  @Test
  void aPlugThatWasInBeforeIsTold() throws Exception {
    watch(_ -> true);
    try (FileChannel _ = writer()) {
      assertEquals(List.of(false, true), List.of(next(), next()));
    }
  }

  @Test
  void anEventMayComeInPieces() throws Exception {
    watch(UNKNOWN);
    try (FileChannel kernel = writer()) {
      next();
      byte[] event = headphone(1).array();
      for (byte each : event) {
        write(kernel, ByteBuffer.wrap(new byte[] {each}));
      }
      assertEquals(true, next());
    }
  }

  /** Fails when a microphone, a lid or a key is taken for a headphone. */
  @Test
  void otherEventsMeanNothing() throws Exception {
    watch(UNKNOWN);
    try (FileChannel kernel = writer()) {
      next();
      write(kernel, event(5, 4, 1));
      write(kernel, event(5, 0, 1));
      write(kernel, event(1, 2, 1));
      write(kernel, event(0, 0, 0));
      assertEquals(null, told.poll(300, TimeUnit.MILLISECONDS));
      write(kernel, headphone(1));
      assertEquals(true, next());
    }
  }

  /** Fails when events that the kernel threw away are taken for events that did not happen. */
  @Test
  void afterLostEventsTheDeviceIsAsked() throws Exception {
    List<Boolean> answers = new ArrayList<>(List.of(true, false));
    watch(_ -> answers.removeFirst());
    try (FileChannel kernel = writer()) {
      next();
      assertEquals(true, next());
      write(kernel, event(0, 3, 0));
      assertEquals(false, next());
    }
  }

  /** Fails when speech goes on after the sound card has gone, or the card is not found again. */
  @Test
  void aVanishedDeviceIsAnEmptyJackAndIsFoundAgain() throws Exception {
    watch(UNKNOWN);
    try (FileChannel kernel = writer()) {
      next();
      write(kernel, headphone(1));
      assertEquals(true, next());
      write(kernel, ByteBuffer.wrap(headphone(1).array(), 0, 10));
    }
    assertEquals(false, next());
    try (FileChannel kernel = writer()) {
      write(kernel, headphone(1));
      assertEquals(true, next());
    }
  }

  @Test
  void triesToFindItAgainHaveAnEnd() throws Exception {
    List<String> looks = new ArrayList<>();
    Path list = folder.resolve("devices");
    EvdevJack jack =
        new EvdevJack(
            Optional.of(folder.resolve("none")),
            list,
            UNKNOWN,
            new Patience(3, Duration.ofMillis(1), Duration.ofMillis(1)));
    open.add(jack);
    jack.watch(_ -> looks.add("told"));
    TimeUnit.MILLISECONDS.sleep(300);
    assertTrue(
        Thread.getAllStackTraces().keySet().stream()
            .noneMatch(thread -> thread.getName().equals("headset-jack")),
        "it has given up");
    assertEquals(List.of("told"), looks);
  }

  @Test
  void closingEndsABlockedRead() throws Exception {
    EvdevJack jack = watch(UNKNOWN);
    try (FileChannel _ = writer()) {
      next();
      TimeUnit.MILLISECONDS.sleep(100);
      long before = System.nanoTime();
      jack.close();
      assertTrue(Duration.ofNanos(System.nanoTime() - before).toMillis() < 1_000);
    }
  }

  @Test
  void garbageIsSurvived() {
    SwitchEvents switches = new SwitchEvents();
    Random random = new Random(7);
    byte[] garbage = new byte[100_003];
    random.nextBytes(garbage);
    ByteBuffer bytes = ByteBuffer.wrap(garbage);
    while (switches.next(bytes).isPresent()) {
      // Whatever it takes them for.
    }
    assertEquals(0, bytes.remaining());
  }

  @Test
  void nothingButAClearInStartsSpeech() {
    ByteBuffer odd = event(5, 2, 257);
    assertEquals(Optional.of(SwitchEvents.News.OUT), new SwitchEvents().next(odd));
  }

  // ---------------------------------------------------------------- which device

  @Test
  void theFirstDeviceWithAHeadphoneSwitchIsFound() {
    String list =
        """
        I: Bus=0019 Vendor=0000 Product=0005 Version=0000
        N: Name="Lid Switch"
        H: Handlers=event0
        B: EV=21
        B: SW=1

        I: Bus=0000 Vendor=0000 Product=0000 Version=0000
        N: Name="HDA Intel PCH Mic"
        H: Handlers=event8
        B: EV=21
        B: SW=10

        I: Bus=0000 Vendor=0000 Product=0000 Version=0000
        N: Name="HDA Intel PCH Headphone"
        H: Handlers=event9
        B: EV=21
        B: SW=4

        """;
    assertEquals(Optional.of(Path.of("/dev/input/event9")), InputDevices.headphoneJack(list));
    assertEquals(
        Optional.of(Path.of("/dev/input/event9")),
        InputDevices.headphoneJack(list.replace("SW=4", "SW=0 14")));
    assertEquals(Optional.empty(), InputDevices.headphoneJack(list.replace("SW=4", "SW=4 0")));
    assertEquals(Optional.empty(), InputDevices.headphoneJack(""));
  }

  /** The call into the C library itself: a file is no device, and says so. */
  @Test
  void aFileHasNoSwitches() throws Exception {
    EvdevSwitchState state = new EvdevSwitchState();
    Path file = Files.createFile(folder.resolve("file"));
    assertEquals(
        "does not tell its switches",
        assertThrows(IOException.class, () -> state.headphoneIn(file)).getMessage());
    assertEquals(
        "cannot be opened",
        assertThrows(IOException.class, () -> state.headphoneIn(folder.resolve("none")))
            .getMessage());
  }

  @Test
  void withoutAJackTheSettingIsTold() {
    try (NoJack always = new NoJack(true)) {
      always.watch(told::add);
    }
    try (NoJack never = new NoJack(false)) {
      never.watch(told::add);
    }
    assertEquals(List.of(true, false), List.copyOf(told));
  }

  // ---------------------------------------------------------------- the kernel's side

  private EvdevJack watch(SwitchState state) {
    EvdevJack jack = new EvdevJack(Optional.of(pipe), folder.resolve("devices"), state, QUICK);
    open.add(jack);
    jack.watch(told::add);
    return jack;
  }

  private FileChannel writer() throws IOException {
    return FileChannel.open(pipe, StandardOpenOption.WRITE);
  }

  private static void write(FileChannel kernel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      kernel.write(bytes);
    }
  }

  private static ByteBuffer headphone(int value) {
    return event(5, 2, value);
  }

  private static ByteBuffer event(int type, int code, int value) {
    return ByteBuffer.allocate(24)
        .order(ByteOrder.nativeOrder())
        .putLong(1_764_000_000L)
        .putLong(123_456L)
        .putShort((short) type)
        .putShort((short) code)
        .putInt(value)
        .flip();
  }

  private Boolean next() throws InterruptedException {
    Boolean next = told.poll(10, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing was told");
    }
    return next;
  }
}
