package be.borne.kiosk;

import be.borne.kiosk.journey.Moment;
import be.borne.kiosk.screen.HostContact;
import be.borne.kiosk.screen.KioskView;
import be.borne.kiosk.screen.ScreenSettings;
import be.borne.protocol.terminal.Language;
import be.borne.protocol.terminal.TerminalConfiguration;
import be.borne.protocol.terminal.TerminalConfigurationFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The full-screen application of a terminal. Runs until it is told to end (SIGTERM). */
@Command(
    name = "kiosk",
    description = "The full-screen application of a terminal.",
    mixinStandardHelpOptions = true)
public final class Kiosk implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(Kiosk.class);
  private static final int WRONG_CONFIGURATION = 2;
  private static final int NO_SCREEN = 1;
  private static final int SCREEN_SECONDS = 30;

  @Option(
      names = "--configuration",
      required = true,
      paramLabel = "FILE",
      description = "The terminal's configuration (terminal.toml).")
  private Path configurationFile;

  @Option(
      names = "--language",
      paramLabel = "TAG",
      defaultValue = "fr",
      description = "Spoken to someone who has not chosen yet: fr, nl, de or en.")
  private String houseLanguage;

  /** Exit status 0 when ended by a signal, 1 if it cannot run, 2 if it is called wrongly. */
  public static void main(String[] arguments) {
    int status = new CommandLine(new Kiosk()).execute(arguments);
    if (status != 0) {
      System.exit(status);
    }
  }

  @Override
  public Integer call() {
    TerminalConfiguration configuration;
    Language language;
    TerminalParts parts;
    AtomicReference<Consumer<Moment>> screen = new AtomicReference<>(_ -> {});
    try {
      language = Language.ofTag(houseLanguage);
      configuration = TerminalConfigurationFile.read(configurationFile);
      parts =
          new TerminalParts(
              configuration, language, Clock.systemUTC(), moment -> screen.get().accept(moment));
    } catch (IllegalArgumentException
        | UncheckedIOException
        | IOException
        | GeneralSecurityException e) {
      System.err.println("kiosk: " + plainly(e));
      return WRONG_CONFIGURATION;
    }
    if (!openWindow(configuration, language, parts, screen)) {
      System.err.println("kiosk: there is no screen to draw on");
      parts.close();
      return NO_SCREEN;
    }
    endOnSignal(parts);
    parts.start();
    LOG.info("kiosk ready: {}", configuration.terminal().id());
    System.out.println("Kiosk ready: " + configuration.terminal().id());
    return 0;
  }

  private static boolean openWindow(
      TerminalConfiguration configuration,
      Language houseLanguage,
      TerminalParts parts,
      AtomicReference<Consumer<Moment>> screen) {
    CountDownLatch opened = new CountDownLatch(1);
    try {
      Platform.startup(
          () -> {
            Platform.setImplicitExit(false);
            KioskView view =
                new KioskView(
                    new Stage(),
                    settings(configuration, houseLanguage),
                    parts.runner().pin(),
                    parts.narration(),
                    parts.runner()::touched,
                    parts.runner()::activity);
            screen.set(moment -> Platform.runLater(() -> view.show(moment)));
            opened.countDown();
          });
      return opened.await(SCREEN_SECONDS, TimeUnit.SECONDS);
    } catch (UnsupportedOperationException e) {
      // What JavaFX throws where there is no display.
      LOG.error("no display", e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * A program ended by SIGTERM exits with 143 in Java; to those who started it an orderly end is a
   * success. Halting skips nothing: this is the only hook, and by then everything is closed.
   */
  private static void endOnSignal(TerminalParts parts) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  parts.close();
                  LOG.info("kiosk ended");
                  Runtime.getRuntime().halt(0);
                },
                "end"));
  }

  private static HostContact hostContact(TerminalConfiguration.Help help) {
    return new HostContact(
        help.staffComesWhenCalled(), Optional.ofNullable(help.phone()), help.place());
  }

  private static ScreenSettings settings(
      TerminalConfiguration configuration, Language houseLanguage) {
    TerminalConfiguration.Terminal terminal = configuration.terminal();
    return new ScreenSettings(
        terminal.municipality(),
        terminal.site(),
        terminal.screenWidthPixels(),
        terminal.screenHeightPixels(),
        terminal.pixelPitchMm(),
        houseLanguage,
        hostContact(configuration.help()));
  }

  private static String plainly(Exception e) {
    return switch (e) {
      case UncheckedIOException unread ->
          unread.getMessage() + " (" + unread.getCause().getClass().getSimpleName() + ")";
      // Its own message is the bare path.
      case FileSystemException file ->
          file.getFile() + ": cannot be read (" + file.getClass().getSimpleName() + ")";
      default -> e.getMessage();
    };
  }
}
