package be.borne.townhall.guichet.engine.wcs;

import be.borne.protocol.guichet.Service.Delivery;
import be.borne.townhall.toml.TomlFile;
import be.borne.townhall.toml.TomlMistake;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Files of TOML, each of which is one record; errors name the file and the place in it. */
final class WcsToml {
  private static final String ENDING = ".toml";
  private static final int MOST = 100;
  private static final long MAX_SIZE_BYTES = 64 * 1024;

  private final ObjectMapper toml = mapper();

  /**
   * The files of a folder in the order of their names, 1 to 100.
   *
   * @param what they are, for whoever reads that there are none
   * @throws IOException if there is no such folder, or too few or too many
   */
  static List<Path> files(Path directory, String what) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new IOException(directory + ": no such folder of " + what);
    }
    List<Path> files;
    try (Stream<Path> listed = Files.list(directory)) {
      files = listed.filter(f -> f.getFileName().toString().endsWith(ENDING)).sorted().toList();
    }
    if (files.isEmpty() || files.size() > MOST) {
      throw new IOException(
          "%s: expected 1 to %d %s, each a file of TOML".formatted(directory, MOST, what));
    }
    return files;
  }

  /**
   * @throws IOException naming the file, the line and place in it, and what was expected
   */
  <T> T read(Path file, Class<T> type) throws IOException {
    try {
      return TomlFile.read(file, MAX_SIZE_BYTES, toml).as(type);
    } catch (TomlMistake e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static ObjectMapper mapper() {
    SimpleModule words = new SimpleModule();
    words.addDeserializer(Delivery.class, new DeliveryWord());
    return TomlMapper.builder()
        .addModule(words)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .build();
  }

  /** {@code "at-once"} or {@code "after-a-clerks-check"}. */
  private static final class DeliveryWord extends StdScalarDeserializer<Delivery> {
    private static final long serialVersionUID = 1L;

    DeliveryWord() {
      super(Delivery.class);
    }

    @Override
    public Delivery deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String word = parser.getText();
      for (Delivery delivery : Delivery.values()) {
        if (delivery.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word)) {
          return delivery;
        }
      }
      throw JsonMappingException.from(parser, "expected at-once or after-a-clerks-check");
    }
  }
}
