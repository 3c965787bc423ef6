package be.borne.townhall.guichet.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and folders that only the town hall's own account may open. */
public final class PrivateFiles {
  private PrivateFiles() {}

  /** Makes the folder and those above it, if they are not there; new ones are 0700. */
  public static void folder(Path folder) throws IOException {
    Files.createDirectories(folder, mode("rwx------"));
  }

  /** Makes an empty file, 0600, if it is not there. */
  public static void present(Path file) throws IOException {
    if (!Files.exists(file)) {
      try {
        Files.createFile(file, mode("rw-------"));
      } catch (FileAlreadyExistsException e) {
        // Another program made it at the same moment: it is there.
      }
    }
  }

  /** Returns once the names of what was made in a folder are on the disk too. */
  static void settle(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * Writes a new file, 0600, and returns once it is on the disk.
   *
   * @throws java.nio.file.FileAlreadyExistsException if it is there
   */
  public static void write(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            mode("rw-------"))) {
      ByteBuffer left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }

  private static FileAttribute<?>[] mode(String permissions) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
