package be.borne.kiosk.screen;

import be.borne.kiosk.journey.Contrast;
import be.borne.kiosk.journey.TextSize;
import be.borne.protocol.terminal.Language;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.transform.Scale;
import javax.imageio.ImageIO;

/**
 * Where the gallery's pictures hang: a folder of small pictures and one page to look at them all,
 * which also says which of them are not as they were when they were last accepted.
 */
final class GalleryWall implements AutoCloseable {
  private static final double PICTURE_SCALE = 1.0 / 3;

  /** Packing a picture takes longer than drawing it, and both can be done at once. */
  private static final int PACKERS = 2;

  /** Pictures that wait to be packed: a third of a megabyte each, or a little more. */
  private static final int MOST_WAITING = 24;

  private static final String PAGE = "gallery.html";

  /** What a picture shows. */
  record Label(String panel, String screen, Language language, TextSize size, Contrast contrast) {
    String file() {
      return String.join("/", panel, language.tag(), lower(size), lower(contrast), screen + ".png");
    }

    /**
     * @param page from 0
     */
    Label ofPage(int page) {
      return page == 0
          ? this
          : new Label(panel, screen + "-" + (page + 1), language, size, contrast);
    }

    /** Of one screen on one panel all varieties stand in one line of the accepted set. */
    String line() {
      return panel + " " + screen;
    }

    private String variety() {
      return language.tag() + "-" + lower(size) + "-" + lower(contrast);
    }

    private static String lower(Enum<?> value) {
      return value.name().toLowerCase(Locale.ROOT);
    }
  }

  private record Hung(Label label, String print, String status) {}

  private final Path directory;
  private final Path acceptedFile;
  private final Map<String, String> accepted = new LinkedHashMap<>();
  private final List<Hung> hung = new ArrayList<>();
  private final ExecutorService packers = Executors.newFixedThreadPool(PACKERS);
  private final List<Future<?>> packing = new ArrayList<>();

  /**
   * @param acceptedFile the fingerprints of the pictures that were last accepted; may be missing
   */
  GalleryWall(Path directory, Path acceptedFile) throws IOException {
    this.directory = directory;
    this.acceptedFile = acceptedFile;
    if (Files.exists(acceptedFile)) {
      for (String line : Files.readAllLines(acceptedFile)) {
        String[] parts = line.split(" ", -1);
        for (int i = 2; i < parts.length; i++) {
          String[] print = parts[i].split("=", -1);
          accepted.put(parts[0] + " " + parts[1] + " " + print[0], print[1]);
        }
      }
    }
  }

  /** Takes a picture of what the scene shows, laid out. */
  void hang(Scene scene, Label label) throws IOException {
    SnapshotParameters small = new SnapshotParameters();
    small.setTransform(new Scale(PICTURE_SCALE, PICTURE_SCALE));
    WritableImage image = scene.getRoot().snapshot(small, null);
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] pixels = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    String print = fingerprint(pixels);
    String before = accepted.get(label.line() + " " + label.variety());
    String status = before == null ? "new" : before.equals(print) ? "same" : "changed";
    Path file = directory.resolve(label.file());
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    if (status.equals("changed") && Files.exists(file)) {
      Path old = directory.resolve("before").resolve(label.file());
      Files.createDirectories(Objects.requireNonNull(old.getParent()));
      Files.move(file, old, StandardCopyOption.REPLACE_EXISTING);
    }
    if (packing.size() == MOST_WAITING) {
      awaitPacked();
    }
    packing.add(packers.submit(() -> pack(pixels, width, height, file)));
    hung.add(new Hung(label, print, status));
  }

  private static Void pack(int[] pixels, int width, int height, Path file) throws IOException {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(0, 0, width, height, pixels, 0, width);
    ImageIO.write(picture, "png", file.toFile());
    return null;
  }

  private void awaitPacked() throws IOException {
    try {
      for (Future<?> each : packing) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("a picture cannot be written", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
    packing.clear();
  }

  /** Packs nothing any more. */
  @Override
  public void close() {
    packers.shutdownNow();
  }

  /** 24 bits are enough to see a change, and short enough for a file that people compare. */
  private static String fingerprint(int[] pixels) {
    CRC32 sum = new CRC32();
    for (int pixel : pixels) {
      sum.update(pixel >> 16);
      sum.update(pixel >> 8);
      sum.update(pixel);
    }
    return String.format(Locale.ROOT, "%06x", sum.getValue() & 0xffffff);
  }

  /**
   * Writes the page.
   *
   * @param accept whether what hangs now is accepted from now on
   * @param whole whether all there is hangs; if not, what was accepted of the rest stays
   * @return in one line, how many pictures hang and how many of them changed
   */
  String finish(boolean accept, boolean whole) throws IOException {
    awaitPacked();
    if (accept) {
      Files.write(acceptedFile, lines(whole));
    }
    StringBuilder data = new StringBuilder("[\n");
    for (Hung each : hung) {
      data.append("[\"")
          .append(each.label().file())
          .append("\",\"")
          .append(accept ? "same" : each.status())
          .append("\"],\n");
    }
    data.append("]");
    Path index = directory.resolve("index.html");
    Files.writeString(index, page().replace("/*PICTURES*/[]", data));
    long changed = hung.stream().filter(each -> each.status().equals("changed")).count();
    long fresh = hung.stream().filter(each -> each.status().equals("new")).count();
    return hung.size() + " pictures, " + changed + " changed, " + fresh + " new: " + index;
  }

  private Collection<StringBuilder> lines(boolean whole) {
    Map<String, String> prints = new LinkedHashMap<>();
    if (!whole) {
      prints.putAll(accepted);
    }
    for (Hung each : hung) {
      prints.put(each.label().line() + " " + each.label().variety(), each.print());
    }
    Map<String, StringBuilder> lines = new LinkedHashMap<>();
    prints.forEach(
        (label, print) -> {
          int variety = label.lastIndexOf(' ');
          lines
              .computeIfAbsent(label.substring(0, variety), line -> new StringBuilder(line))
              .append(label, variety, label.length())
              .append('=')
              .append(print);
        });
    return lines.values();
  }

  private static String page() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(GalleryWall.class.getResourceAsStream(PAGE), PAGE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
