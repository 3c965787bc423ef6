package be.borne.device.card;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.OptionalInt;

/** SCardGetAttrib, for which the JDK has no call at all. */
final class PcscAttributes {
  /** SCARD_ATTR_VENDOR_IFD_VERSION (PC/SC part 3): four bytes 0xMMmmbbbb, lowest first. */
  static final int VENDOR_IFD_VERSION = 0x00010102;

  private static final int MAX_BYTES = 264;
  private static final Optional<MethodHandle> GET_ATTRIB = find();

  private PcscAttributes() {}

  private static Optional<MethodHandle> find() {
    return PcscLibrary.function(
        "SCardGetAttrib",
        FunctionDescriptor.of(
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.ADDRESS,
            ValueLayout.ADDRESS));
  }

  /**
   * @param handle of an open connection
   * @return empty if the reader does not say
   */
  static Optional<byte[]> read(long handle, int attribute) {
    if (GET_ATTRIB.isEmpty()) {
      return Optional.empty();
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocate(MAX_BYTES);
      MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_LONG, MAX_BYTES);
      long failed =
          (long)
              GET_ATTRIB
                  .get()
                  .invokeExact(handle, Integer.toUnsignedLong(attribute), value, length);
      long bytes = length.get(ValueLayout.JAVA_LONG, 0);
      return failed == 0 && bytes >= 0 && bytes <= MAX_BYTES
          ? Optional.of(value.asSlice(0, bytes).toArray(ValueLayout.JAVA_BYTE))
          : Optional.empty();
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("SCardGetAttrib", e);
    }
  }

  /**
   * @param version as {@link #VENDOR_IFD_VERSION} gives it
   * @return {@code 0x0506} for 5.06; empty if there is no version in it
   */
  static OptionalInt firmware(byte[] version) {
    if (version.length != 4) {
      return OptionalInt.empty();
    }
    int firmware = (version[3] & 0xFF) << 8 | (version[2] & 0xFF);
    return firmware == 0 ? OptionalInt.empty() : OptionalInt.of(firmware);
  }
}
