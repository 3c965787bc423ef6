package be.borne.kiosk.screen;

import be.borne.kiosk.journey.Contrast;
import be.borne.kiosk.theme.Palette;
import be.borne.protocol.terminal.Language;
import be.borne.protocol.terminal.TerminalConfiguration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javafx.scene.image.Image;

/** Reads a municipality's livery, and refuses what a citizen could not read. */
public final class LiveryFiles {
  private static final long MOST_BYTES_OF_ARMS = 1 << 20;
  private static final int MOST_PIXELS_OF_ARMS = 2000;
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int IHDR_NAME = 0x49484452;
  private static final int IHDR_WIDTH = 16;
  private static final int IHDR_END = 33;
  private static final long MOST_BYTES_OF_TEXTS = 256 * 1024;
  private static final Pattern PLACE = Pattern.compile("\\{(\\d(,[a-z]+)?)");
  private static final int MOST_THAT_IS_COUNTED = 15;

  /** So much longer than ours a text may be: what fits is tried with ours. */
  private static final double MOST_TIMES_OUR_LENGTH = 1.25;

  private static final int ALWAYS_ALLOWED = 12;

  private LiveryFiles() {}

  /**
   * To be called once the toolkit runs.
   *
   * @throws IllegalArgumentException if something in it is wrong; names the setting or the text
   * @throws UncheckedIOException if a file cannot be read
   */
  public static Livery read(TerminalConfiguration configuration) {
    TerminalConfiguration.Livery settings = configuration.livery();
    Palette colours;
    try {
      colours = Palette.of(Contrast.CALM).with(settings.colours());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("livery.colours: " + e.getMessage(), e);
    }
    return new Livery(
        configuration.terminal().municipality(),
        settings.names(),
        colours,
        Optional.ofNullable(settings.arms()).map(LiveryFiles::arms),
        settings.texts() == null ? Map.of() : texts(settings.texts()),
        Optional.ofNullable(configuration.document().verificationHost()));
  }

  private static Image arms(Path file) {
    byte[] png = bytes(file, MOST_BYTES_OF_ARMS, "livery.arms");
    // Before anything is unpacked: a small file may hold a picture of gigabytes.
    if (!isPngOfSize(png)) {
      throw new IllegalArgumentException(
          "livery.arms: " + file + " is no PNG of at most 2000 pixels each way");
    }
    Image image = new Image(new ByteArrayInputStream(png));
    if (image.isError() || image.getWidth() < 1) {
      throw new IllegalArgumentException("livery.arms: " + file + " cannot be read as a PNG");
    }
    return image;
  }

  /** By its signature and its first chunk [PNG, 5.2 and 11.2.2]. */
  private static boolean isPngOfSize(byte[] file) {
    if (file.length < IHDR_END || !Arrays.equals(file, 0, PNG.length, PNG, 0, PNG.length)) {
      return false;
    }
    ByteBuffer header = ByteBuffer.wrap(file);
    int width = header.getInt(IHDR_WIDTH);
    int height = header.getInt(IHDR_WIDTH + Integer.BYTES);
    return width > 0
        && height > 0
        && Math.max(width, height) <= MOST_PIXELS_OF_ARMS
        && header.getInt(IHDR_WIDTH - Integer.BYTES) == IHDR_NAME;
  }

  private static Map<Language, Map<String, String>> texts(Path folder) {
    Map<Language, Map<String, String>> all = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      Path file = folder.resolve(language.tag() + ".properties");
      if (Files.exists(file)) {
        all.put(language, texts(file, language));
      }
    }
    if (all.isEmpty()) {
      throw new IllegalArgumentException(
          "livery.texts: in " + folder + " there is none of fr, nl, de, en.properties");
    }
    return all;
  }

  private static Map<String, String> texts(Path file, Language language) {
    Texts ours = new Texts(language);
    Properties read = new Properties();
    byte[] bytes = bytes(file, MOST_BYTES_OF_TEXTS, "livery.texts");
    try {
      read.load(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException | IOException e) {
      throw new IllegalArgumentException(
          "livery.texts: " + file.getFileName() + ": " + e.getMessage(), e);
    }
    Map<String, String> own = new TreeMap<>();
    for (String key : read.stringPropertyNames()) {
      String text = read.getProperty(key);
      String problem = problemOf(key, text, ours);
      if (problem != null) {
        throw new IllegalArgumentException(
            "livery.texts: " + file.getFileName() + ": " + key + ": " + problem);
      }
      own.put(key, text);
    }
    return own;
  }

  /** What is wrong with it; null if nothing is. */
  private static String problemOf(String key, String text, Texts ours) {
    if (!ours.keys().contains(key)) {
      return "there is no such text";
    }
    String our = ours.pattern(key);
    if (text.isBlank() || text.lines().anyMatch(String::isBlank)) {
      return "it is empty, or has an empty line";
    }
    if (text.contains("'")) {
      return "the apostrophe has to be a typographic one";
    }
    if (text.length()
        > Math.max(our.length() + ALWAYS_ALLOWED, our.length() * MOST_TIMES_OUR_LENGTH)) {
      return "it is too long to fit: " + text.length() + " characters, ours has " + our.length();
    }
    if (!places(text).equals(places(our))) {
      return "it has other places than ours: " + places(our);
    }
    boolean counts = our.contains(",");
    try {
      for (int count = 0; count <= MOST_THAT_IS_COUNTED; count++) {
        Object shown = counts ? count : "x";
        new MessageFormat(text).format(new Object[] {shown, shown, shown});
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // The second is what a choice without alternatives ends in.
      return "its places cannot be understood";
    }
    return null;
  }

  private static Set<String> places(String text) {
    Set<String> places = new TreeSet<>();
    PLACE.matcher(text).results().forEach(found -> places.add(found.group(1)));
    return places;
  }

  private static byte[] bytes(Path file, long most, String setting) {
    try {
      if (Files.size(file) > most) {
        throw new IllegalArgumentException(
            setting + ": " + file + " has more than " + most + " bytes");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(setting + ": " + file, e);
    }
  }
}
