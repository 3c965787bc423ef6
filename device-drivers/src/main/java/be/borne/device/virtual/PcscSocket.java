package be.borne.device.virtual;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * Points this very process at a PC/SC service other than the machine's own. PC/SC reads the
 * variable {@value #VARIABLE} from the C environment, once; Java can set only a child's.
 */
public final class PcscSocket {
  public static final String VARIABLE = "PCSCLITE_CSOCK_NAME";

  private PcscSocket() {}

  /**
   * To be called before the first use of a card reader in this process; later calls do nothing.
   *
   * @param socket {@link VirtualReaderProcess#pcscSocket()}; need not exist yet
   * @throws IllegalStateException if the C library refuses
   */
  @SuppressWarnings("restricted") // setenv has no Java counterpart; nothing else is called
  public static void use(Path socket) {
    Linker linker = Linker.nativeLinker();
    MethodHandle setenv =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("setenv"),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(VARIABLE);
      MemorySegment value = arena.allocateFrom(socket.toAbsolutePath().toString());
      int failed = (int) setenv.invokeExact(name, value, 1);
      if (failed != 0) {
        throw new IllegalStateException("setenv refused");
      }
    } catch (Throwable e) {
      throw new IllegalStateException("the environment of this process cannot be set", e);
    }
  }
}
