package be.borne.kiosk.screen;

import be.borne.kiosk.journey.State;
import be.borne.kiosk.theme.Theme;
import be.borne.protocol.terminal.Language;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javafx.application.Platform;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

/**
 * Every screen in every language on several panels, as pictures to look at, each inspected for what
 * an eye might miss. Needs an X server.
 */
public final class Gallery {
  private static final String MUNICIPALITY = "Ville de Bruxelles";
  private static final String SITE = "Bibliothèque des Riches Claires";

  /**
   * @param pictures whether its screens are written as pictures, or inspected only
   */
  private record Panel(
      String name,
      int width,
      int height,
      double pitchMm,
      String municipality,
      String site,
      boolean pictures) {}

  /** As long as a configuration may have them. */
  private static final String LONG_MUNICIPALITY =
      "Commune de Sainte-Marguerite-lez-Trois-Fontaines-sur-Senne (Bruxelles-Capitale)";

  private static final String LONG_SITE =
      "Espace public numérique de la bibliothèque communale, deuxième étage, "
          + "à côté de la salle de lecture des périodiques";

  /** Hung once more with the focus ring on its first button. */
  private static final String RINGED = "still-there";

  private static final List<Panel> PANELS =
      List.of(
          new Panel("upright", 1080, 1920, 0.2745, MUNICIPALITY, SITE, true),
          new Panel("lying", 1920, 1080, 0.2745, MUNICIPALITY, SITE, true),
          new Panel("desktop", 600, 1067, 0.2745, MUNICIPALITY, SITE, false),
          new Panel("wordy", 1080, 1920, 0.2745, LONG_MUNICIPALITY, LONG_SITE, false));

  private final Path directory;
  private final List<String> problems = new ArrayList<>();

  private Gallery(Path directory) {
    this.directory = directory;
  }

  /**
   * Ends with 1, and the problems on the standard error, when a screen is not as it should be.
   *
   * @param args the directory to write into, and then, optionally, the languages to draw: {@code fr
   *     nl}; all are inspected
   */
  public static void main(String[] args) throws InterruptedException, ExecutionException {
    Gallery gallery = new Gallery(Path.of(args[0]));
    List<String> drawn = List.of(args).subList(1, args.length);
    CompletableFuture<Void> hung = new CompletableFuture<>();
    Platform.startup(
        () -> {
          try {
            gallery.hang(drawn);
            hung.complete(null);
          } catch (IOException | RuntimeException | Error e) {
            hung.completeExceptionally(e);
          }
        });
    hung.get();
    gallery.problems.forEach(System.err::println);
    Platform.exit();
    System.exit(gallery.problems.isEmpty() ? 0 : 1);
  }

  private void hang(List<String> drawn) throws IOException {
    for (Panel panel : PANELS) {
      Theme theme = new Theme(panel.width(), panel.height(), panel.pitchMm());
      theme.loadTypeface();
      List<Bounds> stops = new ArrayList<>();
      for (Language language : Language.values()) {
        boolean draw = panel.pictures() && (drawn.isEmpty() || drawn.contains(language.tag()));
        ScreenOf screens = new ScreenOf(panel.municipality(), panel.site(), language);
        Path folder = directory.resolve(panel.name()).resolve(language.tag());
        Files.createDirectories(folder);
        for (Map.Entry<String, State> sample : SampleStates.in(language).entrySet()) {
          Screen screen = screens.of(sample.getValue());
          List<List<Screen.Choice>> pages = new ListPages(theme).of(screen);
          for (int page = 0; page < pages.size(); page++) {
            String name = sample.getKey() + (page == 0 ? "" : "-" + (page + 1));
            Path file = folder.resolve(name + ".png");
            hang(screen, pages, page, panel, theme, draw ? file : null, stops);
          }
        }
      }
      if (stops.stream().distinct().count() > 1) {
        problems.add(
            panel.name()
                + ": Stop is not always in the same place: "
                + stops.stream().distinct().toList());
      }
    }
  }

  private void hang(
      Screen screen,
      List<List<Screen.Choice>> pages,
      int page,
      Panel panel,
      Theme theme,
      Path file,
      List<Bounds> stops)
      throws IOException {
    Painted painted =
        new Painter(theme, new TypedDigits(2), _ -> {}, _ -> {}).paint(screen, pages, page);
    Scene scene = new Scene(painted.root(), panel.width(), panel.height());
    scene.getStylesheets().add(theme.stylesheet());
    painted.root().applyCss();
    painted.root().layout();
    painted.stop().ifPresent(stop -> stops.add(corner(stop)));
    for (String problem :
        new LayoutInspection(theme, panel.width(), panel.height()).of(screen, painted)) {
      problems.add(String.join(" ", panel.name(), screen.language().tag(), screen.name(), problem));
    }
    if (file != null) {
      write(scene.snapshot(null), file);
      if (screen.name().equals(RINGED)) {
        painted.inReadingOrder().getFirst().setRinged(true);
        write(scene.snapshot(null), file.resolveSibling(RINGED + "-ringed.png"));
      }
    }
  }

  /** Left and lower edge: where a hand looks for Stop, whatever the word's length. */
  private static Bounds corner(Pressable stop) {
    Bounds at = stop.localToScene(stop.getLayoutBounds());
    return new BoundingBox(
        Math.rint(at.getMinX()), Math.rint(at.getMinY()), 0, Math.rint(at.getHeight()));
  }

  private static void write(WritableImage image, Path file) throws IOException {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] pixels = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(0, 0, width, height, pixels, 0, width);
    ImageIO.write(picture, "png", file.toFile());
  }

  /** As if so many digits had been typed. */
  private record TypedDigits(int count) implements PinDigits {
    @Override
    public boolean add(char digit) {
      return false;
    }

    @Override
    public void removeLast() {}

    @Override
    public void clear() {}
  }
}
