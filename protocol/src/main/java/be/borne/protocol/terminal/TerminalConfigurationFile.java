package be.borne.protocol.terminal;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;

/** Reads {@code terminal.toml}. Relative paths in it are relative to the file's own folder. */
public final class TerminalConfigurationFile {
  private static final long MAX_SIZE_BYTES = 64 * 1024;

  private TerminalConfigurationFile() {}

  /**
   * @return the checked configuration, every path absolute
   * @throws IllegalArgumentException if the file's content is wrong; says the setting and what was
   *     expected, with the line where TOML itself is broken
   * @throws UncheckedIOException if the file cannot be read
   */
  public static TerminalConfiguration read(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      if (Files.size(file) > MAX_SIZE_BYTES) {
        throw new IllegalArgumentException(file + ": larger than " + MAX_SIZE_BYTES + " bytes");
      }
      return mapper(folder).readValue(Files.readString(file), TerminalConfiguration.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(file + ": " + explain(e), e);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }

  private static String explain(JacksonException e) {
    Throwable cause = e.getCause();
    if (cause instanceof IllegalArgumentException own) {
      return own.getCause() instanceof URISyntaxException
          ? setting(e) + ": expected an address: " + own.getMessage()
          : own.getMessage();
    }
    int line = e.getLocation() == null ? -1 : e.getLocation().getLineNr();
    return (line > 0 ? "line " + line + ": " : "") + e.getOriginalMessage();
  }

  private static String setting(JacksonException e) {
    return e instanceof JsonMappingException mapping
        ? mapping.getPath().stream()
            .map(JsonMappingException.Reference::getFieldName)
            .filter(Objects::nonNull)
            .collect(Collectors.joining("."))
        : "";
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
      return folder.resolve(parser.getText()).normalize();
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
      return Duration.ofSeconds(parser.getLongValue());
    }
  }
}
