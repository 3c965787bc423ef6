package be.borne.demo.bench;

import be.borne.demo.process.DemoFailure;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * A hand at a virtual display, through the X server's XTEST extension: what it does reaches the
 * program in front as a touch of a real pointer or key does. A program like xdotool would do the
 * same, but takes some milliseconds to start, which nobody could tell from the time that a screen
 * takes. To be closed before the display is.
 */
final class Finger implements AutoCloseable {
  private static final int LEFT_BUTTON = 1;
  private static final int DOWN = 1;
  private static final int UP = 0;

  /** As X names it (keysymdef.h). */
  static final int RETURN = 0xFF0D;

  private final MemorySegment display;
  private final MethodHandle close;
  private final MethodHandle sync;
  private final MethodHandle move;
  private final MethodHandle button;
  private final MethodHandle key;
  private final MethodHandle keycode;

  /**
   * @param name of the display, as in DISPLAY
   */
  @SuppressWarnings("restricted") // X has no other door; the libraries are Debian's own
  Finger(String name) {
    Linker linker = Linker.nativeLinker();
    try (Arena names = Arena.ofConfined()) {
      SymbolLookup x11 = SymbolLookup.libraryLookup("libX11.so.6", Arena.global());
      SymbolLookup xtst = SymbolLookup.libraryLookup("libXtst.so.6", Arena.global());
      MethodHandle open =
          linker.downcallHandle(
              x11.findOrThrow("XOpenDisplay"),
              FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
      close = linker.downcallHandle(x11.findOrThrow("XCloseDisplay"), ofDisplayAnd());
      sync = linker.downcallHandle(x11.findOrThrow("XSync"), ofDisplayAnd(ValueLayout.JAVA_INT));
      keycode =
          linker.downcallHandle(
              x11.findOrThrow("XKeysymToKeycode"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_BYTE, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
      move =
          linker.downcallHandle(
              xtst.findOrThrow("XTestFakeMotionEvent"),
              ofDisplayAnd(
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_LONG));
      button =
          linker.downcallHandle(
              xtst.findOrThrow("XTestFakeButtonEvent"),
              ofDisplayAnd(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG));
      key =
          linker.downcallHandle(
              xtst.findOrThrow("XTestFakeKeyEvent"),
              ofDisplayAnd(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG));
      display = (MemorySegment) open.invokeExact(names.allocateFrom(name));
    } catch (Throwable e) {
      throw failed(e);
    }
    if (display.address() == 0) {
      throw new DemoFailure("no hand reaches the display " + name);
    }
  }

  private static FunctionDescriptor ofDisplayAnd(java.lang.foreign.MemoryLayout... more) {
    return FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS)
        .appendArgumentLayouts(more);
  }

  /**
   * Goes to a spot, presses there and lets go.
   *
   * @return {@link System#nanoTime()} just before letting go, which is what a tap counts from
   */
  long tap(int x, int y) {
    try {
      int moved = (int) move.invokeExact(display, 0, x, y, 0L);
      int pressed = (int) button.invokeExact(display, LEFT_BUTTON, DOWN, 0L);
      flush();
      long released = System.nanoTime();
      int up = (int) button.invokeExact(display, LEFT_BUTTON, UP, 0L);
      flush();
      if (moved == 0 || pressed == 0 || up == 0) {
        throw new DemoFailure("the X server does not take a touch");
      }
      return released;
    } catch (DemoFailure e) {
      throw e;
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /**
   * Presses a key and lets go.
   *
   * @param keysym as X numbers it; a digit's is its character
   */
  void press(int keysym) {
    try {
      int code = Byte.toUnsignedInt((byte) keycode.invokeExact(display, (long) keysym));
      int pressed = (int) key.invokeExact(display, code, DOWN, 0L);
      int up = (int) key.invokeExact(display, code, UP, 0L);
      flush();
      if (pressed == 0 || up == 0) {
        throw new DemoFailure("the X server does not take a key");
      }
    } catch (DemoFailure e) {
      throw e;
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** Waits until the X server has done what it was asked. */
  private void flush() throws Throwable {
    int done = (int) sync.invokeExact(display, 0);
    if (done == 0) {
      throw new DemoFailure("the X server does not answer");
    }
  }

  @Override
  public void close() {
    try {
      int closed = (int) close.invokeExact(display);
      if (closed != 0) {
        throw new DemoFailure("the X server keeps the hand");
      }
    } catch (DemoFailure e) {
      throw e;
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private static DemoFailure failed(Throwable e) {
    return new DemoFailure("the X libraries cannot be called: " + e.getMessage(), e);
  }
}
