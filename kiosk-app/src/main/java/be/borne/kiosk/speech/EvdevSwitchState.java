package be.borne.kiosk.speech;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * The kernel's own answer, by the ioctl EVIOCGSW: input events tell of changes only, and a headset
 * may have been in before we looked. Java has no ioctl, so libc is called.
 */
final class EvdevSwitchState implements SwitchState {
  private static final int O_RDONLY = 0;
  private static final int O_NONBLOCK = 0x800;
  private static final int O_CLOEXEC = 0x80000;
  private static final int ANSWER_BYTES = 8;

  /** {@code _IOC(_IOC_READ, 'E', 0x1b, 8)} of linux/input.h, as amd64 and arm64 number it. */
  private static final int EVIOCGSW = (2 << 30) | (ANSWER_BYTES << 16) | ('E' << 8) | 0x1b;

  private static final int SW_HEADPHONE_INSERT = 2;

  /** Made at the first question: it takes as long as the rest of the terminal's parts together. */
  @SuppressWarnings("restricted")
  private static final class Libc {
    private static final Linker LINKER = Linker.nativeLinker();

    static final MethodHandle OPEN =
        handle(
            "open",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
            Linker.Option.firstVariadicArg(2));

    static final MethodHandle IOCTL =
        handle(
            "ioctl",
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_LONG,
                ValueLayout.ADDRESS),
            Linker.Option.firstVariadicArg(2));

    static final MethodHandle CLOSE =
        handle("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private static MethodHandle handle(
        String name, FunctionDescriptor function, Linker.Option... options) {
      return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), function, options);
    }
  }

  @Override
  public boolean headphoneIn(Path device) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      int file =
          (int)
              Libc.OPEN.invokeExact(
                  arena.allocateFrom(device.toString()), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
      if (file < 0) {
        throw new IOException("cannot be opened");
      }
      try {
        MemorySegment answer = arena.allocate(ANSWER_BYTES);
        int got = (int) Libc.IOCTL.invokeExact(file, Integer.toUnsignedLong(EVIOCGSW), answer);
        if (got < 0) {
          throw new IOException("does not tell its switches");
        }
        return (answer.get(ValueLayout.JAVA_BYTE, 0) >> SW_HEADPHONE_INSERT & 1) == 1;
      } finally {
        int _ = (int) Libc.CLOSE.invokeExact(file);
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("libc throws nothing", e);
    }
  }
}
