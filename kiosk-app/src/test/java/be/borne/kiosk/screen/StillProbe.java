package be.borne.kiosk.screen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;

/**
 * Counts how often the toolkit's thread wakes while a window stands still, and whether it still
 * draws when there is something to draw. Ends with 1, and what went wrong on the standard error.
 */
public final class StillProbe {
  private static final int SECONDS = 3;

  /** The toolkit rests after a quarter of a second without anything to draw. */
  private static final int SETTLING_SECONDS = 2;

  /** The toolkit alone wakes sixty times. */
  private static final int MOST_A_SECOND = 5;

  private static final int DRAWN_SECONDS = 5;

  private StillProbe() {}

  public static void main(String[] args) throws Exception {
    Platform.startup(() -> Platform.setImplicitExit(false));
    Label label = new Label("still");
    Stage stage =
        onFx(
            () -> {
              if (RestingPulse.begin().isEmpty()) {
                throw new IllegalStateException("the toolkit keeps its own timer");
              }
              Stage opened = new Stage();
              opened.setScene(new Scene(label, 400, 400));
              opened.show();
              return opened;
            });
    boolean well = true;
    for (int round = 0; round < 2; round++) {
      TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
      long before = wakings();
      TimeUnit.SECONDS.sleep(SECONDS);
      long woke = wakings() - before;
      if (woke > SECONDS * MOST_A_SECOND) {
        System.err.println("woke " + woke + " times in " + SECONDS + " s of nothing");
        well = false;
      }
      CountDownLatch drawn = new CountDownLatch(1);
      String text = "drawn " + round;
      onFx(
          () -> {
            stage.getScene().addPostLayoutPulseListener(drawn::countDown);
            label.setText(text);
            return null;
          });
      if (!drawn.await(DRAWN_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("does not draw any more after a rest");
        well = false;
      }
    }
    System.exit(well ? 0 : 1);
  }

  private static <T> T onFx(Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    Platform.runLater(task);
    return task.get(DRAWN_SECONDS, TimeUnit.SECONDS);
  }

  /** Of the toolkit's own thread, as the kernel counts them (proc(5)). */
  private static long wakings() throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
      return threads
          .map(StillProbe::status)
          .filter(lines -> lines.getFirst().contains("JavaFX Applic"))
          .flatMap(List::stream)
          .filter(line -> line.startsWith("voluntary_ctxt_switches"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    }
  }

  private static List<String> status(Path thread) {
    try {
      return Files.readAllLines(thread.resolve("status"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
