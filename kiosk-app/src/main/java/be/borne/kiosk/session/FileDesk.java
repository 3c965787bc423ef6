package be.borne.kiosk.session;

import be.borne.kiosk.file.FileDevices;
import be.borne.kiosk.file.FileTroubleException;
import be.borne.kiosk.file.PaperCamera;
import be.borne.kiosk.file.PaperFile;
import be.borne.kiosk.file.PaperPage;
import be.borne.kiosk.file.Stick;
import be.borne.kiosk.file.StickListing;
import be.borne.kiosk.form.FileTrouble;
import be.borne.kiosk.guichet.GuichetClient;
import be.borne.kiosk.guichet.GuichetException;
import be.borne.kiosk.journey.Effect;
import be.borne.kiosk.journey.Event;
import be.borne.protocol.guichet.form.FileKind;
import be.borne.protocol.guichet.form.Input;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches a citizen's file from a stick or from under the camera and brings it to the guichet.
 * Nothing of it is written down, its name least of all.
 */
final class FileDesk {
  private static final Logger LOG = LoggerFactory.getLogger(FileDesk.class);

  /** Longer than any citizen is waited for. */
  private static final Duration LONGEST_FOR_A_STICK = Duration.ofMinutes(20);

  private final FileDevices devices;
  private final GuichetClient guichet;

  FileDesk(FileDevices devices, GuichetClient guichet) {
    this.devices = devices;
    this.guichet = guichet;
  }

  /** What an earlier citizen left in is not shown to the next. */
  void visitBegun() {
    devices.stick().ifPresent(Stick::visitBegun);
  }

  /** Looks at the stick; may wait as long as a look at one takes. */
  void visitEnded() {
    devices.stick().ifPresent(Stick::visitEnded);
  }

  /** Answers StickLeftIn any number of times, then StickListed or FileFailed. */
  void awaitStick(Input.FileField field, SessionScope session, Consumer<Event> answer)
      throws InterruptedException {
    int round = session.files().begin();
    try {
      Stick stick = stick();
      stick.await(LONGEST_FOR_A_STICK, leftIn -> answer.accept(new Event.StickLeftIn(leftIn)));
      StickListing listing = stick.list(field);
      session.files().put(round, listing);
      answer.accept(new Event.StickListed(listing.shown()));
    } catch (FileTroubleException e) {
      failed(e, answer);
    }
  }

  /** Answers FileTaken or FileFailed. */
  void sendStickFile(Effect.SendStickFile wanted, SessionScope session, Consumer<Event> answer)
      throws GuichetException, InterruptedException {
    byte[] content = {};
    try {
      StickListing.Entry chosen =
          session
              .files()
              .chosen(wanted.number())
              .orElseThrow(
                  () -> new FileTroubleException(FileTrouble.STICK_GONE, "nothing was listed"));
      content = stick().read(chosen, wanted.field());
      send(chosen.kind(), content, session, answer);
    } catch (FileTroubleException e) {
      failed(e, answer);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  /** Answers PictureTaken or FileFailed. */
  void takePicture(SessionScope session, Consumer<Event> answer) throws InterruptedException {
    int round = session.files().begin();
    try {
      PaperPage page = camera().takePicture();
      session.files().put(round, page);
      answer.accept(new Event.PictureTaken(page.look()));
    } catch (FileTroubleException e) {
      failed(e, answer);
    }
  }

  /** Answers FileTaken or FileFailed. */
  void sendPictures(Effect.SendPictures wanted, SessionScope session, Consumer<Event> answer)
      throws GuichetException, InterruptedException {
    byte[] content = {};
    try {
      List<PaperPage> pages = session.files().pages();
      if (pages.isEmpty() || pages.size() != wanted.pages()) {
        throw new FileTroubleException(FileTrouble.CAMERA_FAILED, "there are other pages");
      }
      content = PaperFile.of(pages, wanted.field());
      send(PaperFile.kind(wanted.field()), content, session, answer);
    } catch (FileTroubleException e) {
      failed(e, answer);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  private void send(FileKind kind, byte[] content, SessionScope session, Consumer<Event> answer)
      throws GuichetException, InterruptedException {
    var signIn = session.signIn();
    // Once: what a slow line did not carry in minutes it does not carry in minutes more.
    answer.accept(new Event.FileTaken(guichet.attach(signIn, kind, content).answer()));
  }

  /** Has the guichet erase a file that is not wanted any more. */
  void forget(String reference, SessionScope session)
      throws GuichetException, InterruptedException {
    guichet.detach(session.signIn(), reference);
  }

  private static void failed(FileTroubleException e, Consumer<Event> answer) {
    LOG.info("a citizen's file: {}, {}", e.trouble(), e.getMessage());
    answer.accept(new Event.FileFailed(e.trouble()));
  }

  private Stick stick() throws FileTroubleException {
    return devices
        .stick()
        .orElseThrow(
            () ->
                new FileTroubleException(FileTrouble.STICK_GONE, "there is no socket for sticks"));
  }

  private PaperCamera camera() throws FileTroubleException {
    return devices
        .camera()
        .orElseThrow(
            () -> new FileTroubleException(FileTrouble.CAMERA_FAILED, "there is no camera"));
  }
}
