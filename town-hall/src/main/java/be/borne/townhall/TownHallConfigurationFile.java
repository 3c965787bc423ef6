package be.borne.townhall;

import be.borne.townhall.guichet.FormSettings;
import be.borne.townhall.guichet.GuichetConfiguration;
import be.borne.townhall.guichet.MailSettings;
import be.borne.townhall.guichet.Municipality;
import be.borne.townhall.guichet.WcsSettings;
import be.borne.townhall.guichet.validation.ValidationSettings;
import be.borne.townhall.toml.TomlFile;
import be.borne.townhall.toml.TomlMistake;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code town-hall.toml}, read section by section, each into the record of whoever it is for.
 * Relative paths in it are relative to the file's own folder; durations are whole seconds.
 */
public final class TownHallConfigurationFile {
  private static final long MAX_SIZE_BYTES = 64 * 1024;
  private static final Set<String> SECTIONS =
      Set.of(
          "municipality",
          "storage",
          "guichet",
          "eid",
          "verification",
          "seal",
          "orders",
          "collection",
          "validation",
          "email",
          "post",
          "forms",
          "limits",
          "audit",
          "wcs",
          "clerk",
          "fleet");

  private final TomlFile file;

  private TownHallConfigurationFile(TomlFile file) {
    this.file = file;
  }

  /**
   * @throws IllegalArgumentException naming file and line, if the file is no TOML, or has a section
   *     that nobody reads
   * @throws UncheckedIOException if the file cannot be read
   */
  public static TownHallConfigurationFile open(Path file) {
    try {
      TomlFile read =
          TomlFile.read(file, MAX_SIZE_BYTES, mapper(file.toAbsolutePath().getParent()));
      for (Iterator<String> names = read.root().fieldNames(); names.hasNext(); ) {
        String name = names.next();
        if (!SECTIONS.contains(name)) {
          throw read.mistake(
              List.of(name),
              "no such section; expected one of "
                  + SECTIONS.stream().sorted().collect(Collectors.joining(", ")),
              null);
        }
      }
      return new TownHallConfigurationFile(read);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }

  /**
   * One section as a record, which checks itself.
   *
   * @param name as between the brackets
   * @param type a record with a component for each setting
   * @return empty if the file has no such section
   * @throws IllegalArgumentException naming file, line and setting, and what was expected
   */
  public <T> Optional<T> section(String name, Class<T> type) {
    return file.table(name, type);
  }

  /**
   * What is wrong with a setting, found elsewhere: as the records say it, {@code section.setting:
   * expected …}, with file and line before it.
   */
  IllegalArgumentException mistake(IllegalArgumentException own) {
    return own instanceof TomlMistake ? own : file.mistake(own);
  }

  /**
   * The sections of the guichet, together.
   *
   * @throws IllegalArgumentException naming file, line and setting, and what was expected
   */
  public GuichetConfiguration guichet() {
    try {
      return new GuichetConfiguration(
          section("municipality", Municipality.class).orElse(null),
          section("storage", GuichetConfiguration.Storage.class).orElse(null),
          section("guichet", GuichetConfiguration.Door.class).orElse(null),
          section("eid", GuichetConfiguration.Eid.class).orElse(null),
          section("verification", GuichetConfiguration.Verification.class).orElse(null),
          section("seal", GuichetConfiguration.Seal.class).orElse(null),
          section("orders", GuichetConfiguration.Ordering.class).orElse(null),
          section("collection", GuichetConfiguration.Collection.class).orElse(null),
          section("validation", ValidationSettings.class).orElse(null),
          section("email", MailSettings.class).orElse(null),
          section("post", GuichetConfiguration.Post.class).orElse(null),
          section("forms", FormSettings.class).orElse(null),
          section("limits", GuichetConfiguration.Limits.class).orElse(null),
          section("audit", GuichetConfiguration.Audit.class).orElse(null),
          section("wcs", WcsSettings.class).orElse(null),
          section("clerk", GuichetConfiguration.Clerk.class).orElse(null));
    } catch (IllegalArgumentException e) {
      throw mistake(e);
    }
  }

  private static ObjectMapper mapper(Path folder) {
    SimpleModule units = new SimpleModule();
    units.addDeserializer(Path.class, new PathBelow(folder));
    units.addDeserializer(Duration.class, new WholeSeconds());
    return TomlMapper.builder()
        .addModule(units)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .build();
  }

  private static final class PathBelow extends StdScalarDeserializer<Path> {
    private static final long serialVersionUID = 1L;
    private final transient Path folder;

    PathBelow(Path folder) {
      super(Path.class);
      this.folder = folder;
    }

    @Override
    public Path deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      return parser.hasToken(JsonToken.VALUE_STRING)
          ? folder.resolve(parser.getText()).normalize()
          : (Path) context.handleUnexpectedToken(Path.class, parser);
    }
  }

  private static final class WholeSeconds extends StdScalarDeserializer<Duration> {
    private static final long serialVersionUID = 1L;

    WholeSeconds() {
      super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return parser.hasToken(JsonToken.VALUE_NUMBER_INT)
          ? Duration.ofSeconds(parser.getLongValue())
          : (Duration) context.handleUnexpectedToken(Duration.class, parser);
    }
  }
}
