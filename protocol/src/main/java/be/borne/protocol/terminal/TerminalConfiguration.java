package be.borne.protocol.terminal;

import be.borne.protocol.fleet.UpMessage;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One terminal's configuration, read by the kiosk and by the agent from the same TOML file ({@link
 * TerminalConfigurationFile}). Paths are absolute once read. No key is in it: those lie in files of
 * their own, which it only names.
 *
 * @param terminal who and where this terminal is
 * @param identity its client certificate
 * @param card the reader, and whom it trusts to have issued a card
 * @param guichet the town hall's door
 * @param document whose seal is accepted
 * @param printer where paper comes out
 * @param fleet the broker, and the socket between kiosk and agent
 * @param storage where journal and outbox lie
 * @param timing how long anything may take
 * @param help how a citizen finds a person
 * @param speech what is spoken to a headset
 * @param livery what makes the screens the municipality's own
 * @param host how whoever looks after the terminal opens the host's screen
 * @param files what citizens' files are taken with
 */
public record TerminalConfiguration(
    Terminal terminal,
    Identity identity,
    Card card,
    Guichet guichet,
    Document document,
    Printer printer,
    Fleet fleet,
    Storage storage,
    Timing timing,
    Help help,
    Speech speech,
    Livery livery,
    Host host,
    Files files) {

  /**
   * @param id the common name of the client certificate: lower-case words joined by hyphens
   * @param site where it stands, as people call the place
   * @param municipality whose terminal it is, as the screens say it
   * @param screenWidthPixels of the kiosk window
   * @param screenHeightPixels of the kiosk window
   * @param pixelPitchMm width of a pixel of the panel, in millimetres
   */
  public record Terminal(
      String id,
      String site,
      String municipality,
      @JsonProperty("screen_width_pixels") int screenWidthPixels,
      @JsonProperty("screen_height_pixels") int screenHeightPixels,
      @JsonProperty("pixel_pitch_mm") double pixelPitchMm) {
    public Terminal {
      require(
          id != null && UpMessage.TERMINAL.matcher(id).matches(),
          "terminal.id",
          "lower-case words joined by hyphens");
      require(
          site != null && !site.isBlank() && site.length() <= 120,
          "terminal.site",
          "the place, at most 120 characters");
      require(
          municipality != null && !municipality.isBlank() && municipality.length() <= 80,
          "terminal.municipality",
          "the municipality's name, at most 80 characters");
      require(
          screenWidthPixels >= 600 && screenWidthPixels <= 8000,
          "terminal.screen_width_pixels",
          "600 to 8000");
      require(
          screenHeightPixels >= 600 && screenHeightPixels <= 8000,
          "terminal.screen_height_pixels",
          "600 to 8000");
      require(
          pixelPitchMm >= 0.05 && pixelPitchMm <= 1.0, "terminal.pixel_pitch_mm", "0.05 to 1.0");
    }
  }

  /**
   * PEM files: the terminal's certificate chain, its PKCS#8 key, and the authority of the town
   * hall's servers.
   */
  public record Identity(Path certificate, Path key, Path authority) {
    public Identity {
      require(certificate != null, "identity.certificate", "a PEM file");
      require(key != null, "identity.key", "a PEM file");
      require(authority != null, "identity.authority", "a PEM file");
    }
  }

  /**
   * @param reader part of the PC/SC reader's name; empty takes the first that is there
   * @param trust PEM files of the pinned roots
   * @param pinPad whether the PIN is typed on the reader's own keys
   * @param pinPositions where digits stand when it is typed on the screen
   */
  public record Card(
      String reader,
      List<Path> trust,
      @JsonProperty("pin_pad") PinPad pinPad,
      @JsonProperty("pin_positions") PinPositions pinPositions) {
    public Card {
      reader = reader == null ? "" : reader;
      pinPad = Objects.requireNonNullElse(pinPad, PinPad.WHEN_THERE);
      pinPositions = Objects.requireNonNullElse(pinPositions, PinPositions.FIXED);
      require(trust != null && !trust.isEmpty(), "card.trust", "at least one PEM file");
      trust = List.copyOf(trust);
    }
  }

  /** Whether a citizen types the PIN on the card reader's own keys. */
  public enum PinPad {
    /** On the screen, whatever the reader has: its keys are broken, or nobody can reach them. */
    NEVER("never"),
    /** On the reader's keys, where it has any; otherwise on the screen. */
    WHEN_THERE("when-there");

    private final String word;

    PinPad(String word) {
      this.word = word;
    }

    /**
     * @param word as it stands in the file
     * @throws IllegalArgumentException if it is neither of the two
     */
    @JsonCreator
    public static PinPad ofWord(String word) {
      for (PinPad use : values()) {
        if (use.word.equals(word)) {
          return use;
        }
      }
      throw new IllegalArgumentException("card.pin_pad: expected never or when-there");
    }
  }

  /**
   * @param address {@code https://host:port} without a path
   */
  public record Guichet(URI address) {
    public Guichet {
      require(
          address != null && "https".equals(address.getScheme()) && address.getHost() != null,
          "guichet.address",
          "https://host:port");
    }
  }

  /** Which documents must show a verification code and the reference of their order. */
  public enum VerificationCode {
    /** Every one. */
    REQUIRED("required"),
    /**
     * Those that the town hall issued with one: where an engine stands behind it that prints none.
     */
    WHEN_ISSUED("when-issued");

    private final String word;

    VerificationCode(String word) {
      this.word = word;
    }

    /**
     * @param word as it stands in the file
     * @throws IllegalArgumentException if it is neither of the two
     */
    @JsonCreator
    public static VerificationCode ofWord(String word) {
      for (VerificationCode use : values()) {
        if (use.word.equals(word)) {
          return use;
        }
      }
      throw new IllegalArgumentException(
          "document.verification_code: expected required or when-issued");
    }
  }

  /**
   * @param trust PEM files of the roots that seals may chain to
   * @param organisation the only organisation identifier (2.5.4.97) whose seal is accepted: {@code
   *     NTRBE-…}
   * @param verificationHost the host that the QR codes of its documents lead to; null if any will
   *     do
   * @param verificationCode which documents must show one
   */
  public record Document(
      List<Path> trust,
      String organisation,
      @JsonProperty("verification_host") String verificationHost,
      @JsonProperty("verification_code") VerificationCode verificationCode) {
    private static final Pattern HOST =
        Pattern.compile(
            "(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
                + "(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    public Document {
      require(trust != null && !trust.isEmpty(), "document.trust", "at least one PEM file");
      trust = List.copyOf(trust);
      require(
          organisation != null && organisation.matches("NTRBE-[0-9]{10}"),
          "document.organisation",
          "NTRBE- and ten digits");
      require(
          verificationHost == null || HOST.matcher(verificationHost).matches(),
          "document.verification_host",
          "a host's name in small letters, without https:// and port");
      verificationCode = Objects.requireNonNullElse(verificationCode, VerificationCode.REQUIRED);
    }
  }

  /**
   * @param address {@code ipp://host:port/path} or {@code ipps://…}; {@code usb:any} or {@code
   *     usb://MAKE/MODEL?serial=NUMBER}; or {@code queue:NAME}
   * @param certificate PEM file of what a printer at {@code ipps} must show; null trusts the usual
   *     authorities
   */
  public record Printer(URI address, Path certificate) {
    private static final Pattern USB =
        Pattern.compile("usb:any|usb://[^/?#]+(/[^?#]*)?(\\?serial=.+)?");
    private static final Pattern QUEUE = Pattern.compile("queue:[A-Za-z0-9_.-]{1,127}");

    public Printer {
      String scheme = address == null ? "" : String.valueOf(address.getScheme());
      switch (scheme) {
        case "ipp", "ipps" ->
            require(address.getHost() != null, "printer.address", scheme + "://host:port/path");
        case "usb" ->
            require(
                USB.matcher(address.toString()).matches(),
                "printer.address",
                "usb:any or usb://MAKE/MODEL?serial=NUMBER");
        case "queue" ->
            require(
                QUEUE.matcher(address.toString()).matches(),
                "printer.address",
                "queue: and the queue's name");
        default ->
            require(
                false,
                "printer.address",
                "ipp://host:port/path, ipps://…, usb:any, usb://MAKE/MODEL or queue:NAME");
      }
      require(
          certificate == null || scheme.equals("ipps"),
          "printer.certificate",
          "an address that begins with ipps://, since no other shows a certificate");
    }
  }

  /**
   * @param broker {@code ssl://host:port}
   * @param healthSocket Unix socket that the agent listens on and the kiosk writes to
   */
  public record Fleet(URI broker, @JsonProperty("health_socket") Path healthSocket) {
    public Fleet {
      require(
          broker != null
              && "ssl".equals(broker.getScheme())
              && broker.getHost() != null
              && broker.getPort() > 0,
          "fleet.broker",
          "ssl://host:port");
      require(healthSocket != null, "fleet.health_socket", "a path");
    }
  }

  /**
   * @param directory where the order journal and the agent's outbox lie
   */
  public record Storage(Path directory) {
    public Storage {
      require(directory != null, "storage.directory", "a directory");
    }
  }

  /**
   * Deadlines, in seconds in the file.
   *
   * @param idleTimeout without a touch or key a session is over after this
   * @param cardTimeout one exchange with the card
   * @param guichetTimeout one call of the guichet
   * @param printTimeout from handing a document over to seeing its end
   * @param healthInterval between two health reports when nothing changes
   * @param keepAlive after this the broker tells of the agent's death
   */
  public record Timing(
      @JsonProperty("idle_timeout_seconds") Duration idleTimeout,
      @JsonProperty("card_timeout_seconds") Duration cardTimeout,
      @JsonProperty("guichet_timeout_seconds") Duration guichetTimeout,
      @JsonProperty("print_timeout_seconds") Duration printTimeout,
      @JsonProperty("health_interval_seconds") Duration healthInterval,
      @JsonProperty("keep_alive_seconds") Duration keepAlive) {
    public static final Timing USUAL =
        new Timing(
            Duration.ofSeconds(90),
            Duration.ofSeconds(15),
            Duration.ofSeconds(20),
            Duration.ofSeconds(120),
            Duration.ofSeconds(60),
            Duration.ofSeconds(20));

    public Timing {
      idleTimeout = bounded(idleTimeout, 5, 600, "timing.idle_timeout_seconds");
      cardTimeout = bounded(cardTimeout, 1, 60, "timing.card_timeout_seconds");
      guichetTimeout = bounded(guichetTimeout, 1, 120, "timing.guichet_timeout_seconds");
      printTimeout = bounded(printTimeout, 5, 600, "timing.print_timeout_seconds");
      healthInterval = bounded(healthInterval, 1, 600, "timing.health_interval_seconds");
      keepAlive = bounded(keepAlive, 2, 600, "timing.keep_alive_seconds");
    }

    private static Duration bounded(Duration value, long minSeconds, long maxSeconds, String name) {
      require(
          value != null && value.toSeconds() >= minSeconds && value.toSeconds() <= maxSeconds,
          name,
          minSeconds + " to " + maxSeconds + " seconds");
      return value;
    }
  }

  /**
   * How a citizen finds a person. What is not known is not promised on any screen.
   *
   * @param staffComesWhenCalled whether somebody watches the fleet's page and goes there when a
   *     citizen asks for it on the screen
   * @param phone a number for those who stand alone; null for none
   * @param place where a person is to be found, in words of the place, by language; may lack some
   */
  public record Help(
      @JsonProperty("staff_comes_when_called") Boolean staffComesWhenCalled,
      String phone,
      Map<Language, String> place) {
    public static final Help NONE = new Help(null, null, null);
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 ./]{2,23}");
    private static final int LONGEST_PLACE = 120;

    public Help {
      staffComesWhenCalled = Objects.requireNonNullElse(staffComesWhenCalled, false);
      require(
          phone == null || PHONE.matcher(phone).matches(),
          "help.phone",
          "digits, spaces, points and strokes, at most 25 characters");
      place = place == null ? Map.of() : Map.copyOf(place);
      require(
          place.values().stream()
              .allMatch(words -> !words.isBlank() && words.length() <= LONGEST_PLACE),
          "help.place",
          "words of at most " + LONGEST_PLACE + " characters for each language");
    }
  }

  /**
   * What is spoken to a headset, and to nobody else.
   *
   * @param audioDevice the headset's name in ALSA; null for a terminal that does not speak
   * @param jack {@code auto}, {@code always}, {@code never}, or the absolute path of an input
   *     device
   * @param gainDecibels added to the sound, so that a headset of the site gives no more than 65 dBA
   * @param clips folder of recorded sentences; null for none
   * @param preferMbrola whether MBROLA's voices are taken where they are installed
   */
  public record Speech(
      @JsonProperty("audio_device") String audioDevice,
      String jack,
      @JsonProperty("gain_db") Integer gainDecibels,
      Path clips,
      @JsonProperty("prefer_mbrola") Boolean preferMbrola) {
    private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9_:=,.-]{1,80}");
    private static final Pattern JACK =
        Pattern.compile("auto|always|never|/[A-Za-z0-9_:./-]{1,200}");
    private static final int USUAL_GAIN_DECIBELS = -18;

    /** A terminal that does not speak. Below what its own check needs. */
    public static final Speech NONE = new Speech(null, null, null, null, null);

    public Speech {
      require(
          audioDevice == null || DEVICE.matcher(audioDevice).matches(),
          "speech.audio_device",
          "a device of ALSA, such as plughw:CARD=Headset,DEV=0");
      preferMbrola = Objects.requireNonNullElse(preferMbrola, false);
      jack = Objects.requireNonNullElse(jack, "auto");
      require(
          JACK.matcher(jack).matches(),
          "speech.jack",
          "auto, always, never, or the path of an input device");
      gainDecibels = Objects.requireNonNullElse(gainDecibels, USUAL_GAIN_DECIBELS);
      require(gainDecibels >= -40 && gainDecibels <= 0, "speech.gain_db", "-40 to 0");
    }
  }

  /**
   * What makes the screens the municipality's own. Whether its colours can be read, and its files
   * be used, is seen by the kiosk when it starts.
   *
   * @param names of the municipality in its languages; may lack some
   * @param colours by the names of the stylesheet's tokens; may lack most
   * @param arms a PNG file; null for none
   * @param texts a folder of {@code fr.properties} and the like, with words instead of ours; null
   *     for none
   * @param motion whether pictures show by a short motion what to do; they do where nothing is said
   */
  public record Livery(
      Map<Language, String> names,
      Map<String, String> colours,
      Path arms,
      Path texts,
      Boolean motion) {
    public static final Livery NONE = new Livery(null, null, null, null, null);

    public Livery {
      names = names == null ? Map.of() : Map.copyOf(names);
      colours = colours == null ? Map.of() : Map.copyOf(colours);
      motion = Objects.requireNonNullElse(motion, true);
      require(
          names.values().stream().allMatch(name -> !name.isBlank() && name.length() <= 80),
          "livery.names",
          "the municipality's name, at most 80 characters, for each language");
    }
  }

  /**
   * Whoever looks after the terminal where it stands.
   *
   * @param code opens the host's screen; null for a terminal that has none
   */
  public record Host(HostCode code) {
    public static final Host NONE = new Host(null);
  }

  /**
   * What a citizen's file for a form is taken with.
   *
   * @param stick the directory at which the system mounts a stick, read-only; null where there is
   *     no socket for sticks
   * @param camera the device of a document camera: {@code /dev/video0}; null for none
   * @param cameraProgram v4l2-ctl, or what stands for it on a desk without a camera
   * @param cameraTurned degrees clockwise until its pictures stand upright: 0, 90, 180 or 270
   */
  public record Files(
      Path stick,
      Path camera,
      @JsonProperty("camera_program") Path cameraProgram,
      @JsonProperty("camera_turned_degrees") Integer cameraTurned) {
    /** Where Debian's v4l-utils puts it. */
    private static final Path USUAL_PROGRAM = Path.of("/usr/bin/v4l2-ctl");

    public static final Files NONE = new Files(null, null, null, null);

    public Files {
      require(
          stick == null || stick.getParent() != null,
          "files.stick",
          "a directory, and not the root");
      cameraProgram = Objects.requireNonNullElse(cameraProgram, USUAL_PROGRAM);
      cameraTurned = Objects.requireNonNullElse(cameraTurned, 0);
      require(
          List.of(0, 90, 180, 270).contains(cameraTurned),
          "files.camera_turned_degrees",
          "0, 90, 180 or 270");
    }
  }

  public TerminalConfiguration {
    require(terminal != null, "[terminal]", "a section");
    require(identity != null, "[identity]", "a section");
    require(card != null, "[card]", "a section");
    require(guichet != null, "[guichet]", "a section");
    require(document != null, "[document]", "a section");
    require(printer != null, "[printer]", "a section");
    require(fleet != null, "[fleet]", "a section");
    require(storage != null, "[storage]", "a section");
    timing = Objects.requireNonNullElse(timing, Timing.USUAL);
    help = Objects.requireNonNullElse(help, Help.NONE);
    speech = Objects.requireNonNullElse(speech, Speech.NONE);
    livery = Objects.requireNonNullElse(livery, Livery.NONE);
    host = Objects.requireNonNullElse(host, Host.NONE);
    files = Objects.requireNonNullElse(files, Files.NONE);
  }

  private static void require(boolean holds, String setting, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(setting + ": expected " + expected);
    }
  }
}
