package be.borne.kiosk.session;

import be.borne.kiosk.file.FileTroubleException;
import be.borne.kiosk.file.PaperPage;
import be.borne.kiosk.file.PaperPicture;
import be.borne.kiosk.file.StickListing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was fetched of a citizen's file and is not at the guichet yet: what lies on the stick, or
 * the pages that were photographed, of which the last waits to be judged. Wiped when it is taken,
 * left alone, or the visit is over. Thread-safe: fetched on one thread, looked at and wiped on
 * others.
 */
final class FilesInHand {
  private final List<PaperPage> kept = new ArrayList<>();
  private PaperPage waiting;
  private StickListing listing;
  private int round;
  private boolean closed;

  /**
   * Something is about to be fetched.
   *
   * @return by which it is known when it comes; what comes from an earlier one is refused
   */
  synchronized int begin() {
    requireOpen();
    return ++round;
  }

  /** Wipes the listing at once if nobody waits for it any more. */
  synchronized void put(int ofRound, StickListing found) {
    requireOpen();
    if (ofRound == round) {
      listing = found;
    }
  }

  /** Wipes the page at once if nobody waits for it any more. */
  synchronized void put(int ofRound, PaperPage taken) {
    if (closed || ofRound != round) {
      taken.wipe();
    } else {
      wipeWaiting();
      waiting = taken;
    }
    requireOpen();
  }

  /** What waits becomes the next page. Nobody looks at it: the large picture of it goes. */
  synchronized void keepPicture() {
    round++;
    if (waiting != null) {
      kept.add(waiting.putAside());
      waiting = null;
    }
  }

  /** The last page is the one that waits. */
  synchronized void undoPicture() {
    round++;
    if (!kept.isEmpty()) {
      wipeWaiting();
      PaperPage last = kept.removeLast();
      try {
        waiting = last.inView();
      } catch (FileTroubleException e) {
        last.wipe();
        throw new IllegalStateException("a page that was packed here cannot be unpacked", e);
      }
    }
  }

  /** The pages, and what waits as the last of them; still owned by this. */
  synchronized List<PaperPage> pages() {
    requireOpen();
    List<PaperPage> pages = new ArrayList<>(kept);
    Optional.ofNullable(waiting).ifPresent(pages::add);
    return pages;
  }

  /**
   * @param number as it was shown
   */
  synchronized Optional<StickListing.Entry> chosen(int number) {
    requireOpen();
    return Optional.ofNullable(listing).flatMap(it -> it.numbered(number));
  }

  synchronized Optional<PaperPicture> inView() {
    return Optional.ofNullable(waiting).flatMap(PaperPage::picture);
  }

  synchronized void clear() {
    round++;
    wipeWaiting();
    kept.forEach(PaperPage::wipe);
    kept.clear();
    listing = null;
  }

  /** Wipes, and takes nothing ever again. */
  synchronized void close() {
    clear();
    closed = true;
  }

  private void wipeWaiting() {
    if (waiting != null) {
      waiting.wipe();
      waiting = null;
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new SessionScope.OverException();
    }
  }

  /** Not even how many. */
  @Override
  public String toString() {
    return "FilesInHand[]";
  }
}
