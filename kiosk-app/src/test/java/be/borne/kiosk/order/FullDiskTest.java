package be.borne.kiosk.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.virtual.VirtualPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is really full, at each part of a print, and one that can only be read; on a real
 * printer. A file system in memory, seen by the one program alone, is the disk.
 */
class FullDiskTest {
  private static final String REFERENCE = "TSR-2026-7K3M9QX2";

  @TempDir static Path printerDirectory;
  private static VirtualPrinter virtual;

  @TempDir Path directory;

  @BeforeAll
  static void startPrinter() throws Exception {
    virtual = VirtualPrinter.start(printerDirectory, 0);
  }

  @AfterAll
  static void stopPrinter() {
    virtual.close();
  }

  @Test
  void withRoomItPrintsAndCounts() throws Exception {
    assertEquals(
        List.of(
            "outcome Printed",
            "probe true",
            "probe with room true",
            "step PRINTED",
            "counted 1",
            "printer []"),
        said("NEVER", 1));
  }

  @Test
  void fullBeforeTheIntentNothingIsSent() throws Exception {
    assertEquals(
        List.of(
            "disk full",
            "outcome JournalUnavailable",
            "probe false",
            "probe with room true",
            "step NOT_PRINTED",
            "counted 0",
            "printer []"),
        said("BEFORE", 0));
  }

  /**
   * The document is on its way, so the paper comes; the citizen is told what was seen, and once
   * there is room again the journal knows it too.
   */
  @Test
  void fullWhileTheDocumentTravelsThePaperIsFollowedAndTheJournalCatchesUp() throws Exception {
    List<String> expected =
        List.of(
            "disk full",
            "outcome Printed",
            "probe false",
            "probe with room true",
            "step PRINTED",
            "counted 1",
            "printer []");
    virtual.slow(Duration.ofSeconds(2));
    try {
      assertEquals(expected, said("PRINTING", 1));
    } finally {
      virtual.slow(Duration.ZERO);
    }
  }

  @Test
  void aDiskThatCanOnlyBeReadTakesNoOrder() throws Exception {
    List<String> lines = run("mount -o remount,ro,size=1m tmpfs \"$DISK\"", "NEVER");
    assertTrue(
        lines.stream().anyMatch(line -> line.contains("JournalUnavailableException")),
        lines.toString());
  }

  private List<String> said(String phase, int sheets) throws Exception {
    int before = virtual.sheets().size();
    List<String> lines = new ArrayList<>(run("true", phase));
    lines.removeIf(line -> !line.matches("(disk|outcome|probe|step|counted|printer) .*"));
    assertEquals(sheets, virtual.sheets().size() - before, "sheets");
    return lines;
  }

  private List<String> run(String preparation, String phase) throws Exception {
    Path document = directory.resolve("document.pdf");
    Files.write(document, pdf());
    Path disk = Files.createDirectories(directory.resolve("disk"));
    Path log = directory.resolve("cramped.log");
    List<String> command =
        List.of(
            "unshare",
            "--map-root-user",
            "--mount",
            "/bin/sh",
            "-ec",
            "mount -t tmpfs -o size=1m tmpfs \"$DISK\"; " + preparation + "; exec \"$@\"",
            "cramped",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            CrampedPrint.class.getName(),
            virtual.address().toString(),
            disk.toString(),
            phase,
            document.toString(),
            REFERENCE);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("DISK", disk.toString());
    Process process = builder.start();
    try {
      assertTrue(process.waitFor(150, TimeUnit.SECONDS), "it does not end");
      return Files.readAllLines(log);
    } finally {
      process.destroyForcibly();
    }
  }

  private static byte[] pdf() throws IOException {
    try (PDDocument document = new PDDocument();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      document.addPage(new PDPage(PDRectangle.A4));
      document.save(bytes);
      return bytes.toByteArray();
    }
  }
}
