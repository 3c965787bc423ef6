package be.borne.demo.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.file.FileDevices;
import be.borne.kiosk.file.FileTroubleException;
import be.borne.kiosk.file.PaperCamera;
import be.borne.kiosk.file.PaperPage;
import be.borne.kiosk.file.Stick;
import be.borne.kiosk.file.StickListing;
import be.borne.kiosk.form.FileTrouble;
import be.borne.kiosk.form.PaperLook;
import be.borne.kiosk.form.StickFile;
import be.borne.protocol.guichet.form.FileKind;
import be.borne.protocol.guichet.form.FileSource;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.terminal.TerminalConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dock's stick and camera, as the unchanged terminal takes them. */
class VirtualFilesTest {
  private static final Input.FileField ANY =
      new Input.FileField(List.of(FileKind.values()), 10_000_000, 9, List.of(FileSource.values()));

  @TempDir Path folder;

  @Test
  void aStickComesAndGoes() throws Exception {
    VirtualStick played = VirtualStick.at(folder.resolve("stick"));
    Stick stick = new Stick(played.mount());
    assertThrows(FileTroubleException.class, () -> stick.await(Duration.ofMillis(50), _ -> {}));
    played.in();
    played.in();
    stick.await(Duration.ofSeconds(10), _ -> {});
    StickListing listing = stick.list(ANY);
    assertEquals(
        Set.of("Plan de la rue", "brief-buren", "IMG_0001"),
        listing.shown().files().stream().map(StickFile::name).collect(Collectors.toSet()));
    assertTrue(listing.more(), "a text is on it too");
    assertTrue(stick.read(listing.numbered(1).orElseThrow(), ANY).length > 0);
    played.out();
    FileTroubleException gone =
        assertThrows(
            FileTroubleException.class, () -> stick.read(listing.numbered(1).orElseThrow(), ANY));
    assertEquals(FileTrouble.STICK_GONE, gone.trouble());
  }

  @Test
  void aPaperLiesUnderTheCameraUntilItBreaks() throws Exception {
    VirtualCamera played = VirtualCamera.in(folder.resolve("camera"));
    FileDevices devices =
        FileDevices.of(new TerminalConfiguration.Files(null, played.device(), played.program(), 0));
    assertEquals(Set.of(FileSource.DOCUMENT_CAMERA), devices.sources());
    PaperCamera camera = devices.camera().orElseThrow();
    PaperPage page = camera.takePicture();
    assertEquals(PaperLook.WRITING, page.look());
    assertTrue(page.height() > page.width(), "it stands upright");
    played.breakDown();
    assertEquals(
        FileTrouble.CAMERA_FAILED,
        assertThrows(FileTroubleException.class, camera::takePicture).trouble());
    played.lay(2);
    played.unplug();
    assertFalse(devices.sources().contains(FileSource.DOCUMENT_CAMERA));
    played.plug();
    assertEquals(PaperLook.WRITING, camera.takePicture().look());
  }
}
