package be.borne.kiosk.file;

import be.borne.kiosk.form.FilePort;
import be.borne.protocol.guichet.form.FileSource;
import be.borne.protocol.terminal.TerminalConfiguration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a terminal has to take files with.
 *
 * @param stick the socket for sticks; empty if there is none
 * @param camera empty if there is none
 */
public record FileDevices(Optional<Stick> stick, Optional<PaperCamera> camera) implements FilePort {
  public static final FileDevices NONE = new FileDevices(Optional.empty(), Optional.empty());

  public static FileDevices of(TerminalConfiguration.Files settings) {
    return new FileDevices(
        Optional.ofNullable(settings.stick()).map(Stick::new),
        Optional.ofNullable(settings.camera())
            .map(
                device ->
                    PaperCamera.at(settings.cameraProgram(), device, settings.cameraTurned())));
  }

  /** A socket is always there; a camera that somebody unplugged is not offered. */
  @Override
  public Set<FileSource> sources() {
    Set<FileSource> there = EnumSet.noneOf(FileSource.class);
    stick.ifPresent(_ -> there.add(FileSource.USB_STICK));
    camera.filter(PaperCamera::isThere).ifPresent(_ -> there.add(FileSource.DOCUMENT_CAMERA));
    return there;
  }

  @Override
  public boolean stickWasIn() {
    return stick.map(Stick::wasSeen).orElse(false);
  }
}
