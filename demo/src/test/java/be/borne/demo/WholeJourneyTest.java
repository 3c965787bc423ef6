package be.borne.demo;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.demo.evidence.PrintedPaper;
import be.borne.demo.evidence.Summary;
import be.borne.demo.house.Folders;
import be.borne.demo.house.Installation;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * One citizen, from the first touch to card and paper, through the real window, reader, printer,
 * broker and browser; then everything that this left is looked at.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class WholeJourneyTest {
  private final Path output = Path.of("target", "whole-journey").toAbsolutePath();
  private Summary summary;
  private Set<Long> processesBefore;

  // The class's timeout is for tests only, and this does the work of all of them.
  @BeforeAll
  @Timeout(600)
  void walkThrough() {
    processesBefore = ourChildren();
    summary =
        new HeadlessDemo(Installation.ofThisProgram(), Folders.prepare(output), System.out::println)
            .run();
  }

  @Test
  void thePaperIsWhatTheTownHallIssued() {
    assertTrue(summary.document().identical());
    assertEquals(summary.document().issuedSha256(), PrintedPaper.sha256(paper()));
  }

  @Test
  void poplerSeesOneSealOverTheWholeFile() {
    String said = PrintedPaper.pdfsig(paper());
    assertAll(
        () -> assertTrue(said.contains("Signature #1"), said),
        () -> assertFalse(said.contains("Signature #2"), said),
        () -> assertTrue(said.contains("Total document signed"), said),
        () -> assertTrue(said.contains("Signature is Valid"), said));
  }

  @Test
  void thePrinterCompletedOneJob() {
    assertEquals(List.of("completed"), summary.job().states());
  }

  @Test
  void theFleetKnowsOfOneDocument() {
    assertEquals(1, summary.fleet().path("counters").path("documentsDelivered").asInt());
  }

  @Test
  void everyStepLeftAPictureOfARealScreen() throws IOException {
    try (Stream<Path> pictures = Files.list(output.resolve("screens"))) {
      List<Path> all = pictures.sorted().toList();
      assertTrue(all.size() >= 9, all.toString());
      for (Path picture : all) {
        BufferedImage image = ImageIO.read(picture.toFile());
        assertTrue(colours(image) > 3, picture + " is blank");
      }
    }
    assertTrue(
        Files.size(output.resolve("console.png")) > 10_000, "the console's picture is blank");
  }

  @Test
  void nothingOfTheCitizenIsLeftInLogsJournalsOutboxOrBroker() throws IOException {
    PersonalDataSearch.Result result =
        PersonalDataSearch.below(output.resolve("house"), TownHallRegister::holdsPersons);
    assertTrue(
        result.filesRead() > 10, "only " + result.filesRead() + " files were found to search");
    assertEquals(List.of(), result.findings());
  }

  @Test
  void noProcessIsLeft() {
    Set<Long> now = ourChildren();
    now.removeAll(processesBefore);
    assertEquals(Set.of(), now);
  }

  private Path paper() {
    return output.resolve("printed").resolve(summary.document().file());
  }

  private static Set<Long> ourChildren() {
    return ProcessHandle.current()
        .descendants()
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }

  private static long colours(BufferedImage image) {
    return Stream.iterate(0, x -> x < image.getWidth(), x -> x + 7)
        .flatMap(
            x ->
                Stream.iterate(0, y -> y < image.getHeight(), y -> y + 7)
                    .map(y -> image.getRGB(x, y)))
        .distinct()
        .limit(10)
        .count();
  }
}
