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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The documents of a w.c.s. that can be ordered, each a file of TOML: {@code docs/wcs-services.md}.
 * They are offered in the order of the files' names.
 */
final class WcsServiceFiles {
  private static final String ENDING = ".toml";
  private static final int MOST = 100;
  private static final long MAX_SIZE_BYTES = 64 * 1024;

  private WcsServiceFiles() {}

  /**
   * Reads all of a folder, or none: a citizen should not find half of what was meant.
   *
   * @throws IOException naming the file, the place in it and what was expected
   */
  static List<WcsService> read(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new IOException(directory + ": no such folder of services");
    }
    List<Path> files;
    try (Stream<Path> listed = Files.list(directory)) {
      files = listed.filter(f -> f.getFileName().toString().endsWith(ENDING)).sorted().toList();
    }
    if (files.isEmpty() || files.size() > MOST) {
      throw new IOException(
          directory + ": expected 1 to " + MOST + " services, each a file of TOML");
    }
    ObjectMapper toml = mapper();
    List<WcsService> services = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Path file : files) {
      WcsService service = read(toml, file);
      if (!ids.add(service.id())) {
        throw new IOException(file + ": another file has a service " + service.id());
      }
      for (WcsService other : services) {
        if (other.form().equals(service.form())
            && !Objects.equals(other.printed(), service.printed())) {
          throw new IOException(
              file + ": " + other.id() + " tells the same form of a print in another way");
        }
      }
      services.add(service);
    }
    return List.copyOf(services);
  }

  private static WcsService read(ObjectMapper toml, Path file) throws IOException {
    try {
      return TomlFile.read(file, MAX_SIZE_BYTES, toml).as(WcsService.class);
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
