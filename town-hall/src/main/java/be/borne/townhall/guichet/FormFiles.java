package be.borne.townhall.guichet;

import be.borne.protocol.guichet.AttachedFile;
import be.borne.protocol.terminal.FaultCode;
import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.file.FileJudge;
import be.borne.townhall.guichet.file.FileRefused;
import be.borne.townhall.guichet.file.JudgeUnavailable;
import be.borne.townhall.guichet.store.StoreException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;

/** Takes the files that citizens bring for a form, after finding out what they are. */
final class FormFiles {
  /** 128 bits: nobody finds another's. */
  private static final int REFERENCE_BYTES = 16;

  private final FileStore store;
  private final CitizenPseudonyms pseudonyms;
  private final FileStore.Limits limits;
  private final Clock clock;
  private final FileJudge judge = new FileJudge();
  private final SecureRandom random = new SecureRandom();

  FormFiles(FileStore store, CitizenPseudonyms pseudonyms, FileStore.Limits limits, Clock clock) {
    this.store = store;
    this.pseudonyms = pseudonyms;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Returns if the citizen may bring a file of this size; asked before any of it is read.
   *
   * @throws Refusal if there is no room
   */
  void requireRoom(NationalNumber citizen, int bytes) throws Refusal, StoreException {
    require(store.room(pseudonyms.of(citizen), bytes, limits));
  }

  private static void require(FileStore.Room room) throws Refusal {
    switch (room) {
      case ENOUGH -> {}
      case NONE_FOR_CITIZEN ->
          throw new Refusal(409, FaultCode.FILES_ENOUGH, "citizen has as many files as one may");
      case NONE_AT_ALL -> throw Refusal.unavailable("no room for more files");
    }
  }

  /**
   * What a file is; takes seconds.
   *
   * @throws Refusal if no form takes such a file
   */
  FileJudge.Found judge(byte[] content) throws Refusal {
    try {
      return judge.judge(content);
    } catch (FileRefused e) {
      throw new Refusal(422, FaultCode.FILE_REFUSED, e.getMessage());
    } catch (JudgeUnavailable e) {
      throw Refusal.unavailable(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.unavailable("town hall is stopping");
    }
  }

  /** Keeps a file that was judged, under a reference of its own. */
  AttachedFile keep(String terminal, NationalNumber citizen, byte[] content, FileJudge.Found found)
      throws Refusal, StoreException {
    byte[] bytes = new byte[REFERENCE_BYTES];
    random.nextBytes(bytes);
    AttachedFile file =
        new AttachedFile(
            HexFormat.of().formatHex(bytes), found.kind(), content.length, found.pages());
    require(store.keep(file, content, pseudonyms.of(citizen), terminal, clock.instant(), limits));
    return file;
  }

  /**
   * Erases the citizen's own file that was not sent.
   *
   * @throws Refusal if there is none; said of another's too
   */
  void drop(NationalNumber citizen, String reference) throws Refusal, StoreException {
    if (!store.erase(reference, pseudonyms.of(citizen))) {
      throw new Refusal(404, FaultCode.FILE_REFUSED, "no such file");
    }
  }
}
