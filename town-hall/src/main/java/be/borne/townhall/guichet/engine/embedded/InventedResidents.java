package be.borne.townhall.guichet.engine.embedded;

import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.engine.NationalNumber;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;

/**
 * Everybody in {@code residents.toml}, every act in {@code acts.toml} and every conviction in
 * {@code convictions.toml}: the truth of the embedded register.
 */
record InventedResidents(
    List<Household> households, List<CivilStatusAct> acts, List<Conviction> convictions) {

  private record Residents(@JsonProperty("household") List<Household> households) {}

  private record Acts(@JsonProperty("act") List<CivilStatusAct> acts) {}

  private record Convictions(@JsonProperty("conviction") List<Conviction> convictions) {}

  InventedResidents {
    convictions = List.copyOf(convictions);
    households = List.copyOf(households);
    acts = List.copyOf(acts);
  }

  static InventedResidents read() throws IOException {
    return new InventedResidents(
        read("residents.toml", Residents.class).households(),
        read("acts.toml", Acts.class).acts(),
        read("convictions.toml", Convictions.class).convictions());
  }

  /** Everybody, in the order of the file. */
  List<Resident> everybody() {
    return households.stream().flatMap(household -> household.members().stream()).toList();
  }

  private static <T> T read(String file, Class<T> type) throws IOException {
    SimpleModule units = new SimpleModule();
    text(units, NationalNumber.class, NationalNumber::new);
    text(units, LocalDate.class, LocalDate::parse);
    text(units, PartialDate.class, PartialDate::new);
    units.addKeyDeserializer(
        Language.class,
        new KeyDeserializer() {
          @Override
          public Object deserializeKey(String key, DeserializationContext context) {
            return Language.ofTag(key);
          }
        });
    try (InputStream in = InventedResidents.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException(file + " is not in the program");
      }
      return TomlMapper.builder()
          .addModule(units)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build()
          .readValue(in, type);
    }
  }

  private static <T> void text(SimpleModule units, Class<T> type, Function<String, T> of) {
    units.addDeserializer(
        type,
        new StdScalarDeserializer<T>(type) {
          private static final long serialVersionUID = 1L;

          @Override
          public T deserialize(JsonParser parser, DeserializationContext context)
              throws IOException {
            return of.apply(parser.getText());
          }
        });
  }
}
