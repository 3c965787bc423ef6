package be.borne.device.printer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Draws a PDF for a printer that takes none: Ghostscript ({@code gs}) in a process of its own,
 * without the right to open any file but its input, within bounds of memory, processor time and
 * output. A page is an A4 sheet of dots, never scaled; what does not lie on that sheet is not
 * drawn.
 *
 * <p>The document is a person's. It lies in memory only, in a {@link RasterPlace}, and its name is
 * gone before Ghostscript has read it; what Ghostscript puts aside there goes with the directory.
 * Where a kill comes first, the directory goes with the next start of a printer.
 */
final class PdfRaster {
  private static final long MAX_MEMORY_BYTES = 1L << 30;
  static final int MAX_RASTER_BYTES = 64 << 20;
  private static final int MAX_SAID_BYTES = 4096;
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final byte[] PDF_HEADER = "%PDF-".getBytes(StandardCharsets.US_ASCII);

  private PdfRaster() {}

  /**
   * @param deadline for the whole of it; it also has one of its own, 30 seconds
   * @return {@code image/pwg-raster}, as the printer wants it
   * @throws RasterFailure if it cannot be drawn, or not within the bounds
   */
  static Sendable draw(PrintJob job, RasterSettings settings, Sides sides, Deadline deadline)
      throws RasterFailure, InterruptedException {
    // Anything else gs would take for PostScript, which is a program.
    if (!startsWithHeader(job.pdf())) {
      throw new RasterFailure("the document is not a PDF");
    }
    Duration longest = deadline.left().compareTo(LONGEST) < 0 ? deadline.left() : LONGEST;
    boolean twoSided = sides == Sides.TWO_SIDED_LONG_EDGE;
    Path directory;
    try {
      RasterPlace.sweep();
      directory = RasterPlace.make();
    } catch (IOException e) {
      throw new RasterFailure("there is no place in " + RasterPlace.MEMORY + " to draw in", e);
    }
    try {
      byte[] raster =
          run(
              command(settings, twoSided, job.impressions(), longest),
              job.pdf(),
              directory,
              longest);
      PwgPages.finish(raster, settings, twoSided, job.pages());
      if ((long) raster.length * job.copies() > MAX_RASTER_BYTES) {
        throw new RasterFailure("its copies are larger than " + MAX_RASTER_BYTES + " bytes");
      }
      return new Sendable(Sendable.PWG_RASTER, PwgPages.repeated(raster, job.copies()));
    } finally {
      RasterPlace.remove(directory);
    }
  }

  private static boolean startsWithHeader(byte[] document) {
    return document.length >= PDF_HEADER.length
        && Arrays.equals(document, 0, PDF_HEADER.length, PDF_HEADER, 0, PDF_HEADER.length);
  }

  private static List<String> command(
      RasterSettings settings, boolean twoSided, int pages, Duration longest) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "prlimit",
                "--as=" + MAX_MEMORY_BYTES,
                "--cpu=" + (longest.toSeconds() + 1),
                "--core=0",
                "--nofile=64",
                "--",
                "gs",
                "-q",
                "-dSAFER",
                "-dBATCH",
                "-dNOPAUSE",
                "-sstdout=%stderr",
                "-sDEVICE=pwgraster",
                "-sMediaClass=PwgRaster",
                "-scupsPageSizeName=iso_a4_210x297mm",
                "-dFIXEDMEDIA",
                "-dDEVICEWIDTHPOINTS=595.276",
                "-dDEVICEHEIGHTPOINTS=841.89",
                "-r" + settings.dotsPerInch(),
                "-dcupsColorSpace=" + settings.color().space,
                "-dcupsBitsPerColor=" + settings.color().bits,
                // TotalPageCount, CrossFeedTransform and FeedTransform of the PWG header
                "-dcupsInteger0=" + pages,
                "-dcupsInteger1=1",
                "-dcupsInteger2=1"));
    if (twoSided) {
      command.add("-dDuplex=true");
      switch (settings.back()) {
        case NORMAL -> {
          // as it is
        }
        case FLIPPED -> command.add("-scupsBackSideOrientation=Flipped");
        case ROTATED -> command.add("-scupsBackSideOrientation=Rotated");
      }
    }
    command.addAll(List.of("-sOutputFile=%stdout", "-f", "/dev/stdin"));
    return command;
  }

  private static byte[] run(List<String> command, byte[] pdf, Path directory, Duration longest)
      throws RasterFailure, InterruptedException {
    Process process;
    Path input = directory.resolve("in");
    try {
      Files.write(input, pdf);
      ProcessBuilder builder = new ProcessBuilder(command).redirectInput(input.toFile());
      builder.environment().clear();
      builder.environment().put("PATH", "/usr/bin:/bin");
      builder.environment().put("TMPDIR", directory.toString());
      process = builder.start();
      Files.delete(input);
    } catch (IOException e) {
      throw new RasterFailure("gs or prlimit does not start (Debian: ghostscript, util-linux)", e);
    }
    CompletableFuture<byte[]> said = reader(process.getErrorStream(), MAX_SAID_BYTES);
    CompletableFuture<byte[]> raster = reader(process.getInputStream(), MAX_RASTER_BYTES + 1);
    try {
      byte[] drawn = raster.get(longest.toMillis(), TimeUnit.MILLISECONDS);
      if (drawn.length > MAX_RASTER_BYTES) {
        throw new RasterFailure("the drawn document is larger than " + MAX_RASTER_BYTES + " bytes");
      }
      if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
        // What gs says of a document may quote it.
        throw new RasterFailure("gs could not draw the document");
      }
      return drawn;
    } catch (TimeoutException e) {
      throw new RasterFailure("gs did not draw the document within " + longest, e);
    } catch (ExecutionException e) {
      throw new RasterFailure("gs broke off", e);
    } finally {
      process.destroyForcibly();
      said.cancel(true);
    }
  }

  /** Reads at most so many bytes, and lets go of the rest of what comes. */
  private static CompletableFuture<byte[]> reader(InputStream stream, int most) {
    CompletableFuture<byte[]> read = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("raster-reader")
        .start(
            () -> {
              try (stream) {
                byte[] bytes = stream.readNBytes(most);
                read.complete(bytes);
                if (bytes.length < most) {
                  return;
                }
                stream.skip(Long.MAX_VALUE);
              } catch (IOException e) {
                read.completeExceptionally(e);
              }
            });
    return read;
  }

  /** Of memory that held a person's document. */
  static void wipe(Sendable document) {
    if (document.format().equals(Sendable.PWG_RASTER)) {
      Arrays.fill(document.bytes(), (byte) 0);
    }
  }
}
