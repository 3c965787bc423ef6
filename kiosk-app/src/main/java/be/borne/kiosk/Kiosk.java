package be.borne.kiosk;

import be.borne.kiosk.form.FilePort;
import be.borne.kiosk.journey.Moment;
import be.borne.kiosk.screen.HostContact;
import be.borne.kiosk.screen.KioskView;
import be.borne.kiosk.screen.LiveryFiles;
import be.borne.kiosk.screen.RestingPulse;
import be.borne.kiosk.screen.ScreenSettings;
import be.borne.kiosk.session.ElapsedTime;
import be.borne.kiosk.session.WordlessTrace;
import be.borne.protocol.terminal.Language;
import be.borne.protocol.terminal.TerminalConfiguration;
import be.borne.protocol.terminal.TerminalConfigurationFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The full-screen application of a terminal. Runs until it is told to end (SIGTERM). */
public final class Kiosk {
  private static final int WRONG_CONFIGURATION = 2;
  private static final int NO_SCREEN = 1;
  private static final int RESTART = 3;
  private static final int SCREEN_SECONDS = 30;

  /** A screen that is not drawn by then does not keep the terminal from knowing its devices. */
  private static final Duration DRAWING = Duration.ofSeconds(5);

  private Kiosk() {}

  /** Not a constant: the log takes its time to be set up, in which the toolkit can start. */
  private static Logger log() {
    return LoggerFactory.getLogger(Kiosk.class);
  }

  /**
   * Exit status 0 when ended by a signal, 1 if it cannot run, 2 if it is called wrongly, 3 if its
   * host wants it started again.
   */
  public static void main(String[] arguments) {
    int status;
    try {
      status = run(List.of(arguments), ElapsedTime.OF_THE_MACHINE);
    } catch (RuntimeException | Error e) {
      // The toolkit's thread would keep a terminal without a window running for ever.
      log().error("the kiosk cannot start", e);
      Runtime.getRuntime().halt(NO_SCREEN);
      return;
    }
    if (status != 0) {
      System.exit(status);
    }
  }

  /**
   * Starts the kiosk, which then runs on threads of its own.
   *
   * @param time by which the deadlines of a visit pass
   * @return the exit status; 0 if it runs, or was asked for help alone
   */
  public static int run(List<String> arguments, ElapsedTime time) {
    if (arguments.contains("--help") || arguments.contains("-h")) {
      System.out.println(KioskArguments.USAGE);
      return 0;
    }
    TerminalConfiguration configuration;
    Language language;
    TerminalParts parts;
    Future<?> toolkit = startToolkit();
    AtomicReference<Consumer<Moment>> screen = new AtomicReference<>(_ -> {});
    AtomicInteger ending = new AtomicInteger();
    try {
      KioskArguments called = KioskArguments.of(arguments);
      language = called.houseLanguage();
      configuration = TerminalConfigurationFile.read(called.configuration());
      parts =
          new TerminalParts(
              configuration,
              language,
              Clock.systemUTC(),
              time,
              moment -> screen.get().accept(moment),
              () -> {
                ending.set(RESTART);
                System.exit(RESTART);
              });
    } catch (IllegalArgumentException
        | UncheckedIOException
        | IOException
        | GeneralSecurityException e) {
      System.err.println("kiosk: " + plainly(e));
      return WRONG_CONFIGURATION;
    }
    Optional<KioskView> view;
    try {
      view = openWindow(toolkit, configuration, language, parts, screen);
      if (view.isEmpty()) {
        System.err.println("kiosk: there is no screen to draw on");
        parts.close();
        return NO_SCREEN;
      }
    } catch (IllegalArgumentException | UncheckedIOException e) {
      System.err.println("kiosk: " + plainly(e));
      parts.close();
      return WRONG_CONFIGURATION;
    }
    endInOrder(parts, ending);
    // There are few processors, and whoever switches a terminal on waits for the screen. What is
    // touched meanwhile waits too.
    awaitDrawn(view.get());
    parts.start();
    log().info("kiosk ready: {}", configuration.terminal().id());
    System.out.println("Kiosk ready: " + configuration.terminal().id());
    return 0;
  }

  /**
   * The toolkit takes as long to start as keys, certificates and devices take to be made ready, and
   * neither needs the other.
   */
  private static Future<?> startToolkit() {
    FutureTask<?> starting =
        new FutureTask<>(() -> Platform.startup(() -> Platform.setImplicitExit(false)), null);
    // The toolkit's own thread keeps the program running only if the one that starts it would.
    Thread.ofPlatform().daemon(false).name("toolkit").start(starting);
    return starting;
  }

  /**
   * A screen that cannot be shown would leave another one standing, with buttons that mean nothing
   * any more: better none, and a new start.
   */
  private static void show(Window window, Moment moment, TerminalParts parts) {
    try {
      window.view().show(moment);
      window.drawNow().run();
    } catch (RuntimeException | Error e) {
      log()
          .error(
              "{} cannot be shown",
              moment.state().getClass().getSimpleName(),
              new WordlessTrace(e));
      window.view().close();
      Thread.ofPlatform()
          .name("window-failed")
          .start(
              () -> {
                parts.close();
                Runtime.getRuntime().halt(NO_SCREEN);
              });
    }
  }

  private static void awaitDrawn(KioskView view) {
    try {
      if (!view.awaitDrawn(DRAWING)) {
        log().warn("the first screen is not drawn yet");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<KioskView> openWindow(
      Future<?> toolkit,
      TerminalConfiguration configuration,
      Language houseLanguage,
      TerminalParts parts,
      AtomicReference<Consumer<Moment>> screen) {
    CompletableFuture<Window> opened = new CompletableFuture<>();
    try {
      toolkit.get(SCREEN_SECONDS, TimeUnit.SECONDS);
      Platform.runLater(
          () -> {
            try {
              opened.complete(open(configuration, houseLanguage, parts));
            } catch (RuntimeException | Error e) {
              opened.completeExceptionally(e);
            }
          });
      Window window = opened.get(SCREEN_SECONDS, TimeUnit.SECONDS);
      screen.set(moment -> Platform.runLater(() -> show(window, moment, parts)));
      return Optional.of(window.view());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IllegalArgumentException wrong) {
        throw wrong;
      }
      if (e.getCause() instanceof UncheckedIOException unread) {
        throw unread;
      }
      // Where there is no display JavaFX throws an UnsupportedOperationException.
      log().error("the window cannot be opened", e.getCause());
      return Optional.empty();
    } catch (TimeoutException e) {
      log().error("the window does not open", e);
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /**
   * The window, once it is open.
   *
   * @param drawNow what the view has changed, without waiting for the toolkit's next beat
   */
  private record Window(KioskView view, Runnable drawNow) {}

  private static Window open(
      TerminalConfiguration configuration, Language houseLanguage, TerminalParts parts) {
    Optional<RestingPulse> pulse = RestingPulse.begin();
    KioskView view =
        new KioskView(
            new Stage(),
            settings(configuration, houseLanguage, parts.files()),
            parts.runner().pin(),
            parts.runner().text(),
            parts.runner().paper(),
            parts.narration(),
            parts.runner()::touched,
            parts.runner()::activity);
    view.show(parts.runner().moment());
    return new Window(view, () -> pulse.ifPresent(RestingPulse::now));
  }

  /**
   * A program ended by SIGTERM exits with 143 in Java; to those who started it an orderly end is a
   * success. Halting skips nothing: this is the only hook, and by then everything is closed.
   */
  private static void endInOrder(TerminalParts parts, AtomicInteger status) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  parts.close();
                  log().info("kiosk ended");
                  Runtime.getRuntime().halt(status.get());
                },
                "end"));
  }

  private static HostContact hostContact(TerminalConfiguration.Help help) {
    return new HostContact(
        help.staffComesWhenCalled(), Optional.ofNullable(help.phone()), help.place());
  }

  private static ScreenSettings settings(
      TerminalConfiguration configuration, Language houseLanguage, FilePort files) {
    TerminalConfiguration.Terminal terminal = configuration.terminal();
    return new ScreenSettings(
        LiveryFiles.read(configuration),
        terminal.site(),
        terminal.screenWidthPixels(),
        terminal.screenHeightPixels(),
        terminal.pixelPitchMm(),
        houseLanguage,
        hostContact(configuration.help()),
        configuration.card().pinPositions(),
        configuration.livery().motion(),
        configuration.host().code() != null,
        files);
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
