package be.borne.demo.bench;

import be.borne.demo.house.House;
import be.borne.demo.process.DemoFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What the kiosk's JVM keeps of one run for all later ones: classes loaded and linked, and what was
 * often called. It fits one JDK, one set of jars and one set of options; with any other the JVM
 * does without it.
 */
final class AotCache {
  static final String KIOSK = "be.borne.kiosk.Kiosk";
  private static final Duration WRITING = Duration.ofMinutes(3);

  private AotCache() {}

  /**
   * Runs the kiosk through a whole visit and has it end in an orderly way, upon which its JVM
   * writes the cache.
   *
   * @param house whose kiosk is not running
   * @param cache the file to be written; an older one is replaced
   */
  static void train(House house, JavaProgram programs, Route route, Path cache) throws IOException {
    Files.createDirectories(cache.toAbsolutePath().getParent());
    Files.deleteIfExists(cache);
    house.startKiosk(programs.kiosk(List.of("-XX:AOTCacheOutput=" + cache), List.of(KIOSK), false));
    route.learn(VisitRoutes.inThe(house));
    route.awaitStart();
    house.end(house.kiosk(), WRITING);
    if (!Files.exists(cache)) {
      throw new DemoFailure("no AOT cache came about; see " + house.kiosk().log());
    }
  }
}
