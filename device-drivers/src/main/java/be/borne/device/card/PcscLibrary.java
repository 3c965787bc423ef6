package be.borne.device.card;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Functions that the JDK left out of the PC/SC library that it has loaded: handles and contexts are
 * worth something only there. Linux on 64 bits, where the library's numbers have 64 bits as well.
 */
final class PcscLibrary {
  private static final String LIBRARY = "libpcsclite.so.1";
  private static final Optional<MethodHandle> RELEASE_CONTEXT =
      function(
          "SCardReleaseContext",
          FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));

  private PcscLibrary() {}

  /** Empty, and said in the log, where the library is another one. */
  @SuppressWarnings("restricted") // Java has no other way to a function that the JDK left out
  static Optional<MethodHandle> function(String name, FunctionDescriptor descriptor) {
    try {
      return SymbolLookup.libraryLookup(LIBRARY, Arena.global())
          .find(name)
          .map(function -> Linker.nativeLinker().downcallHandle(function, descriptor));
    } catch (RuntimeException e) {
      Pcsc.LOG.info("{} cannot be called: {}", name, e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Gives a context back; the service has 200 of them. Only for one that nobody else uses, and
   * through which no card was connected: the library does not check.
   */
  static void releaseContext(long context) {
    if (context == 0 || RELEASE_CONTEXT.isEmpty()) {
      return;
    }
    try {
      long failed = (long) RELEASE_CONTEXT.get().invokeExact(context);
      Pcsc.LOG.debug("a context was given back: {}", Long.toHexString(failed));
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("SCardReleaseContext", e);
    }
  }
}
