package be.borne.kiosk.screen;

import be.borne.kiosk.journey.Contrast;
import be.borne.kiosk.journey.Manner;
import be.borne.kiosk.journey.Moment;
import be.borne.kiosk.journey.TextSize;
import be.borne.kiosk.theme.Theme;
import be.borne.protocol.terminal.Language;
import be.borne.protocol.terminal.PinPositions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.regex.Pattern;
import javafx.application.Platform;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Every screen in every language, size of letters and colours on several panels: inspected for what
 * an eye might miss, and, where a directory is given, hung up as pictures to look at. Needs an X
 * server.
 */
@Command(
    name = "gallery",
    description = "Every screen as a citizen can have it, inspected and hung up to look at.",
    mixinStandardHelpOptions = true)
public final class Gallery implements Callable<Integer> {

  /**
   * @param pictures whether its screens are hung up as pictures, or inspected only
   */
  private record Panel(
      String name,
      int width,
      int height,
      double pitchMm,
      String municipality,
      String site,
      boolean pictures) {}

  private static final String EVERYTHING = ".*";
  private static final String MUNICIPALITY = "Ville de Bruxelles";
  private static final String SITE = "Bibliothèque des Riches Claires";

  /** As long as a configuration may have them. */
  private static final String LONG_MUNICIPALITY =
      "Commune de Sainte-Marguerite-lez-Trois-Fontaines-sur-Senne (Bruxelles-Capitale)";

  private static final String LONG_SITE =
      "Espace public numérique de la bibliothèque communale, deuxième étage, "
          + "à côté de la salle de lecture des périodiques";

  private static final String LONG_PLACE =
      "À l’accueil de la bibliothèque, à droite de l’entrée principale, derrière les casiers";

  private static final HostContact HOST =
      new HostContact(
          true,
          Optional.of("02 000 00 00"),
          Map.of(
              Language.FRENCH, LONG_PLACE,
              Language.DUTCH, LONG_PLACE,
              Language.GERMAN, LONG_PLACE,
              Language.ENGLISH, LONG_PLACE));

  private static final List<Panel> PANELS =
      List.of(
          new Panel("upright", 1080, 1920, 0.2745, MUNICIPALITY, SITE, true),
          new Panel("lying", 1920, 1080, 0.2745, MUNICIPALITY, SITE, true),
          new Panel("desktop", 600, 1067, 0.2745, MUNICIPALITY, SITE, false),
          new Panel("wordy", 1080, 1920, 0.2745, LONG_MUNICIPALITY, LONG_SITE, false));

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "Where pictures and index.html go; without it everything is inspected only.")
  private Path directory;

  @Option(
      names = "--accepted",
      paramLabel = "FILE",
      description = "The fingerprints of the pictures that were last accepted.")
  private Path acceptedFile;

  @Option(names = "--accept", description = "What hangs now is accepted.")
  private boolean accept;

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      defaultValue = EVERYTHING,
      description = "Only what this is found in: upright/fr/usual/calm/pin")
  private Pattern only;

  private final List<String> problems = new ArrayList<>();
  private Optional<GalleryWall> wall = Optional.empty();

  /**
   * Ends with 1, and the problems on the standard error, when a screen is not as it should be; with
   * 2 if it could not look at all.
   */
  public static void main(String[] args) {
    // The toolkit's own thread would keep a failed gallery open for ever.
    System.exit(new CommandLine(new Gallery()).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException, ExecutionException, IOException {
    if (directory != null) {
      wall = Optional.of(new GalleryWall(directory, acceptedFile));
    }
    CompletableFuture<Void> hung = new CompletableFuture<>();
    Platform.startup(
        () -> {
          try {
            hang();
            hung.complete(null);
          } catch (IOException | RuntimeException | Error e) {
            hung.completeExceptionally(e);
          }
        });
    try {
      hung.get();
      if (wall.isPresent()) {
        System.out.println(wall.get().finish(accept, only.pattern().equals(EVERYTHING)));
      }
    } finally {
      wall.ifPresent(GalleryWall::close);
    }
    problems.forEach(System.err::println);
    return problems.isEmpty() ? 0 : 1;
  }

  private void hang() throws IOException {
    for (Panel panel : PANELS) {
      Theme theme = new Theme(panel.width(), panel.height(), panel.pitchMm());
      theme.loadTypeface();
      for (TextSize size : TextSize.values()) {
        Map<Bounds, String> stops = new LinkedHashMap<>();
        Map<Bounds, String> helps = new LinkedHashMap<>();
        for (Contrast contrast : Contrast.values()) {
          // Colours move nothing: it is enough to inspect them where they are also looked at.
          if (contrast == Contrast.CALM || (wall.isPresent() && panel.pictures())) {
            hang(panel, theme.with(size, contrast), size, contrast, stops, helps);
          }
        }
        inOnePlace(panel, size, "Stop", stops);
        inOnePlace(panel, size, "Help", helps);
      }
    }
  }

  /**
   * @param seen every place, with the first picture that has it there
   */
  private void inOnePlace(Panel panel, TextSize size, String what, Map<Bounds, String> seen) {
    if (seen.size() > 1) {
      problems.add(
          panel.name()
              + " "
              + size
              + ": "
              + what
              + " is not always in the same place: "
              + seen.values());
    }
  }

  private void hang(
      Panel panel,
      Theme theme,
      TextSize size,
      Contrast contrast,
      Map<Bounds, String> stops,
      Map<Bounds, String> helps)
      throws IOException {
    StackPane ground = new StackPane();
    Scene scene = new Scene(ground, panel.width(), panel.height());
    scene.getStylesheets().add(theme.stylesheet());
    // As at a terminal, one for all screens: with each anew, the styles were looked up anew too.
    Map<String, Painter> painters = new HashMap<>();
    for (Language language : Language.values()) {
      Function<String, ScreenOf> screens =
          sample ->
              new ScreenOf(
                  SampleRequests.liveryOf(panel.municipality(), sample),
                  panel.site(),
                  language,
                  HOST,
                  true,
                  SampleFiles.portOf(sample));
      Manner usual = Manner.of(language);
      Manner manner = new Manner(language, size, contrast, usual.pace(), usual.loudness());
      for (Map.Entry<String, Moment> sample : SampleStates.in(manner).entrySet()) {
        SampleEntries.Sample shown =
            SampleEntries.Sample.asItAppears(screens.apply(sample.getKey()).of(sample.getValue()));
        hang(
            label(panel, sample.getKey(), manner),
            panel,
            theme,
            scene,
            painterOf(shown, theme, painters),
            shown,
            stops,
            helps);
      }
      for (SampleEntries.Sample sample :
          SampleEntries.in(language, panel.municipality(), panel.site())) {
        hang(
            label(panel, sample.screen().name(), manner),
            panel,
            theme,
            scene,
            painterOf(sample, theme, painters),
            sample,
            stops,
            helps);
      }
    }
  }

  private static Painter painterOf(
      SampleEntries.Sample sample, Theme theme, Map<String, Painter> painters) {
    return painters.computeIfAbsent(
        sample.text().view(),
        _ -> {
          Typing typing = new Typing(new TypedDigits(2), sample.text(), PinPositions.FIXED);
          return new Painter(
              theme, typing, SamplePaper::inView, Narration.SILENT, _ -> {}, _ -> {});
        });
  }

  private static GalleryWall.Label label(Panel panel, String name, Manner manner) {
    return new GalleryWall.Label(
        panel.name(), name, manner.language(), manner.textSize(), manner.contrast());
  }

  private void hang(
      GalleryWall.Label label,
      Panel panel,
      Theme theme,
      Scene scene,
      Painter painter,
      SampleEntries.Sample sample,
      Map<Bounds, String> stops,
      Map<Bounds, String> helps)
      throws IOException {
    if (!only.matcher(label.file()).find()) {
      return;
    }
    List<Page> pages = painter.pagesOf(sample.screen());
    for (int page = 0; page < pages.size(); page++) {
      Painted painted = painter.paint(sample.screen(), pages, page);
      painted.board().ifPresent(board -> board.turn(sample.layer()));
      ((StackPane) scene.getRoot()).getChildren().setAll(painted.root());
      scene.getRoot().applyCss();
      scene.getRoot().layout();
      String file = label.ofPage(page).file();
      painted.stop().ifPresent(stop -> stops.putIfAbsent(corner(stop), file));
      painted.help().ifPresent(help -> helps.putIfAbsent(corner(help), file));
      for (String problem :
          new LayoutInspection(theme, panel.width(), panel.height()).of(sample.screen(), painted)) {
        problems.add(file + " " + problem);
      }
      if (wall.isPresent() && panel.pictures()) {
        wall.get().hang(scene, label.ofPage(page));
      }
    }
  }

  /** Left and lower edge: where a hand looks for it, whatever the word's length. */
  private static Bounds corner(Pressable tool) {
    Bounds at = tool.localToScene(tool.getLayoutBounds());
    return new BoundingBox(Math.rint(at.getMinX()), Math.rint(at.getMaxY()), 0, 0);
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
