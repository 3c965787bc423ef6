package be.borne.device.virtual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what the virtual printer shows equal to what its flags say. While its feed script runs, the
 * script does most of that; this thread does the rest: an idle printer, and what ippeveprinter
 * keeps from its script.
 */
final class FlagKeeper implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FlagKeeper.class);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final int LOW = 5;

  private final PrinterFlags flags;
  private final VirtualPrinterPages pages;
  private final Path feeding;
  private volatile Thread thread;

  /**
   * @param feeding a file that is there while the feed script works on a document
   */
  FlagKeeper(PrinterFlags flags, VirtualPrinterPages pages, Path feeding) {
    this.flags = flags;
    this.pages = pages;
    this.feeding = feeding;
  }

  void start() {
    thread = Thread.ofVirtual().name("virtual-printer-flags").start(this::keep);
  }

  private void keep() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        if (Files.exists(feeding) || flags.isSet("paper-out") || !flags.allShown()) {
          look();
        }
        Thread.sleep(LOOK);
      } catch (IOException e) {
        // Switched off, or busy: the flags stay to be shown.
        log.debug("the virtual printer does not answer its keeper", e);
        sleepQuietly();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static void sleepQuietly() {
    try {
      Thread.sleep(LOOK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() throws IOException, InterruptedException {
    int version = flags.version();
    List<String> shown = pages.conditions();
    boolean toner = showToner(shown);
    Optional<VirtualPrinterPages.OpenJob> job = pages.openJob();
    if (job.isPresent() && job.get().cancelled()) {
      flags.setCancelled(job.get().id());
    }
    if (job.isEmpty()) {
      showIdle(shown);
    } else if (!job.get().processing()) {
      showPaper(shown);
    } else if (!Files.exists(feeding) && shown.contains("media-empty")) {
      // ippeveprinter itself holds a job without paper, deaf to everything. Its script holds it
      // too, and listens: let the job through to the script.
      pages.setPaper(true);
    }
    if (toner
        && agrees(shown, "media-empty", "paper-out")
        && agrees(shown, "media-jam", "jam")
        && agrees(shown, "cover-open", "cover-open")) {
      flags.markShown(version);
    }
  }

  private void showIdle(List<String> shown) throws IOException, InterruptedException {
    if (!agrees(shown, "media-jam", "jam") || !agrees(shown, "cover-open", "cover-open")) {
      if (shown.contains("media-empty")) {
        pages.setPaper(true);
      }
      pages.runControlJob();
    } else {
      showPaper(shown);
    }
  }

  private void showPaper(List<String> shown) throws IOException, InterruptedException {
    if (!agrees(shown, "media-empty", "paper-out")) {
      pages.setPaper(!flags.isSet("paper-out"));
    }
  }

  private boolean showToner(List<String> shown) throws IOException, InterruptedException {
    if (agrees(shown, "toner-empty", "toner-empty") && agrees(shown, "toner-low", "toner-low")) {
      return true;
    }
    pages.setTonerPercent(tonerPercent());
    return false;
  }

  private int tonerPercent() {
    int set = pages.tonerPercent();
    if (flags.isSet("toner-empty")) {
      return 0;
    }
    if (flags.isSet("toner-low")) {
      return set < VirtualPrinterPages.LOW_TONER_PERCENT ? set : LOW;
    }
    return set < VirtualPrinterPages.LOW_TONER_PERCENT
        ? VirtualPrinterPages.USUAL_TONER_PERCENT
        : set;
  }

  private boolean agrees(List<String> shown, String condition, String flag) {
    return shown.contains(condition) == flags.isSet(flag);
  }

  @Override
  public void close() {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
      try {
        running.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
