package be.borne.demo.house;

import be.borne.demo.process.DemoFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * What a terminal takes for a document camera: a file where its device would be, and a program that
 * gives whatever picture lies under it.
 */
public final class VirtualCamera {
  private final Path folder;

  private VirtualCamera(Path folder) {
    this.folder = folder;
  }

  /** One with a paper under it. */
  static VirtualCamera in(Path folder) {
    VirtualCamera camera = new VirtualCamera(folder);
    try {
      Files.createDirectories(folder);
      Files.writeString(
          camera.program(),
          """
          #!/bin/sh
          # In the place of v4l2-ctl: a second for light and focus, then what lies there.
          sleep 1
          exec cat '%s'
          """
              .formatted(camera.lying()));
      Files.setPosixFilePermissions(camera.program(), PosixFilePermissions.fromString("rwx------"));
      camera.plug();
      camera.lay(1);
      return camera;
    } catch (IOException e) {
      throw new DemoFailure("there can be no camera: " + folder, e);
    }
  }

  Path device() {
    return folder.resolve("video0");
  }

  Path program() {
    return folder.resolve("v4l2-ctl");
  }

  private Path lying() {
    return folder.resolve("lying.jpg");
  }

  public void plug() throws IOException {
    if (!Files.exists(device())) {
      Files.createFile(device());
    }
  }

  /** The cable is pulled. */
  public void unplug() throws IOException {
    Files.deleteIfExists(device());
  }

  /**
   * @param page of an invented letter
   */
  public void lay(int page) throws IOException {
    put(InventedPaper.photographed("Lettre inventée, page " + page));
  }

  /** The camera gives nothing that is a picture. */
  public void breakDown() throws IOException {
    put(new byte[0]);
  }

  /** In one go: the program may be reading. */
  private void put(byte[] picture) throws IOException {
    Path next = folder.resolve("next.jpg");
    Files.write(next, picture);
    Files.move(next, lying(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
