package be.borne.demo.faults;

import be.borne.demo.process.DemoFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The guichets of a bench: one that is killed, for the first rig alone, and one for all others,
 * which must not be hit by what befalls the first.
 */
final class Guichets implements AutoCloseable {
  private final Town town;
  private final List<GuichetProcess> opened = new ArrayList<>();

  /** Opens the one that is killed, to train the terminals and itself. */
  Guichets(Town town) throws IOException, InterruptedException {
    this.town = town;
    opened.add(town.guichet("guichet-mortal", true));
  }

  /**
   * Its first life is over, and left the archive that all others start from. They start side by
   * side; each takes seconds.
   *
   * @param more whether there are other rigs
   */
  void trained(boolean more) throws InterruptedException {
    mortal().quit();
    town.guichets().useArchive();
    try (ExecutorService openers = Executors.newVirtualThreadPerTaskExecutor()) {
      Optional<Future<GuichetProcess>> steady =
          more
              ? Optional.of(openers.submit(() -> town.guichet("guichet-steady", false)))
              : Optional.empty();
      mortal().restart();
      if (steady.isPresent()) {
        opened.add(steady.get().get());
      }
    } catch (ExecutionException e) {
      throw new DemoFailure("a guichet does not start", e.getCause());
    }
  }

  /** Whether this rig's guichet may be killed. */
  static boolean isMortal(int rig) {
    return rig == 0;
  }

  GuichetProcess mortal() {
    return opened.getFirst();
  }

  GuichetProcess of(int rig) {
    return isMortal(rig) ? opened.getFirst() : opened.getLast();
  }

  @Override
  public void close() {
    opened.forEach(GuichetProcess::close);
  }
}
