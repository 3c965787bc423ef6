package be.borne.kiosk.session;

import be.borne.kiosk.file.FileDevices;
import be.borne.kiosk.file.PaperCamera;
import be.borne.kiosk.file.PaperFile;
import be.borne.kiosk.file.PaperPage;
import be.borne.kiosk.file.Shots;
import be.borne.protocol.guichet.form.FileKind;
import be.borne.protocol.guichet.form.FileSource;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.terminal.TerminalConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A visit with as many pages as a form can have, in a program of its own with little memory. */
final class TwentyPages {
  private static final int PAGES = 20;

  private TwentyPages() {}

  public static void main(String[] args) throws Exception {
    PaperCamera camera = camera(Path.of(args[0]), Shots.dotted(3264, 2448));
    Input.FileField field =
        new Input.FileField(
            List.of(FileKind.PDF), 20_000_000, PAGES, List.of(FileSource.DOCUMENT_CAMERA));
    FilesInHand files = new FilesInHand();
    long bytes = 0;
    for (int page = 0; page < PAGES; page++) {
      if (page > 0) {
        files.keepPicture();
      }
      PaperPage taken = camera.takePicture();
      bytes += taken.jpeg().length;
      files.put(files.begin(), taken);
    }
    int sent = PaperFile.of(files.pages(), field).length;
    System.out.println(bytes + " bytes were kept, " + sent + " are sent");
  }

  /** What gives the same shot every time. */
  static PaperCamera camera(Path directory, byte[] shot) throws IOException {
    Path picture = Files.write(directory.resolve("picture"), shot);
    Path program = directory.resolve("camera.sh");
    Files.writeString(program, "#!/bin/sh\nexec cat '%s'\n".formatted(picture));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return FileDevices.of(new TerminalConfiguration.Files(null, picture, program, 0))
        .camera()
        .orElseThrow();
  }
}
