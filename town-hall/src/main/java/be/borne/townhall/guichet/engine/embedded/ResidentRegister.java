package be.borne.townhall.guichet.engine.embedded;

import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.store.SqliteDatabase;
import be.borne.townhall.guichet.store.StoreException;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The invented residents in an SQLite file of their own, as a municipality's register is a system
 * of its own. What stands in {@code residents.toml} is the truth: every start writes it anew.
 */
final class ResidentRegister implements AutoCloseable {
  private static final List<String> MIGRATIONS = List.of("V001__residents.sql");

  private record File(@JsonProperty("household") List<Household> households) {}

  private final SqliteDatabase database;

  private ResidentRegister(SqliteDatabase database) {
    this.database = database;
  }

  static ResidentRegister open(Path file) throws IOException, StoreException {
    List<Household> households = invented();
    SqliteDatabase database = SqliteDatabase.open(file, ResidentRegister.class, MIGRATIONS);
    try {
      database.within(
          connection -> {
            replace(connection, households);
            return null;
          });
      return new ResidentRegister(database);
    } catch (StoreException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** Everybody in the resource file. */
  static List<Household> invented() throws IOException {
    SimpleModule units = new SimpleModule();
    units.addDeserializer(
        NationalNumber.class,
        new Text<>(NationalNumber.class) {
          private static final long serialVersionUID = 1L;

          @Override
          NationalNumber of(String text) {
            return new NationalNumber(text);
          }
        });
    units.addDeserializer(
        LocalDate.class,
        new Text<>(LocalDate.class) {
          private static final long serialVersionUID = 1L;

          @Override
          LocalDate of(String text) {
            return LocalDate.parse(text);
          }
        });
    units.addKeyDeserializer(
        Language.class,
        new com.fasterxml.jackson.databind.KeyDeserializer() {
          @Override
          public Object deserializeKey(String key, DeserializationContext context) {
            return Language.ofTag(key);
          }
        });
    try (InputStream in = ResidentRegister.class.getResourceAsStream("residents.toml")) {
      return TomlMapper.builder()
          .addModule(units)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build()
          .readValue(in, File.class)
          .households();
    }
  }

  private abstract static class Text<T> extends StdScalarDeserializer<T> {
    private static final long serialVersionUID = 1L;

    Text(Class<T> type) {
      super(type);
    }

    abstract T of(String text);

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      return of(parser.getText());
    }
  }

  /** The household of which the citizen is a member; empty if the register does not know him. */
  Optional<Household> householdOf(NationalNumber citizen) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT h.* FROM household h JOIN resident r ON r.household = h.id"
                      + " WHERE r.national_number = ?")) {
            query.setString(1, citizen.digits());
            try (ResultSet row = query.executeQuery()) {
              return row.next() ? Optional.of(household(connection, row)) : Optional.empty();
            }
          }
        });
  }

  private static Household household(Connection connection, ResultSet row) throws SQLException {
    return new Household(
        row.getString("street"),
        row.getString("postal_code"),
        Map.of(
            Language.FRENCH, row.getString("locality_fr"),
            Language.DUTCH, row.getString("locality_nl"),
            Language.GERMAN, row.getString("locality_de")),
        members(connection, row.getInt("id")));
  }

  private static List<Resident> members(Connection connection, int household) throws SQLException {
    List<Resident> members = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT * FROM resident WHERE household = ? ORDER BY position")) {
      query.setInt(1, household);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          members.add(
              new Resident(
                  new NationalNumber(row.getString("national_number")),
                  Resident.Relation.valueOf(row.getString("relation")),
                  row.getString("name"),
                  row.getString("first_names"),
                  LocalDate.parse(row.getString("born")),
                  row.getString("birthplace"),
                  row.getString("nationality"),
                  Resident.CivilStatus.valueOf(row.getString("civil_status")),
                  LocalDate.parse(row.getString("since"))));
        }
      }
    }
    return members;
  }

  private static void replace(Connection connection, List<Household> households)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("DELETE FROM resident");
      statement.executeUpdate("DELETE FROM household");
    }
    try (PreparedStatement household =
            connection.prepareStatement("INSERT INTO household VALUES (?, ?, ?, ?, ?, ?)");
        PreparedStatement resident =
            connection.prepareStatement(
                "INSERT INTO resident VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (int id = 0; id < households.size(); id++) {
        insert(household, id, households.get(id));
        List<Resident> members = households.get(id).members();
        for (int position = 0; position < members.size(); position++) {
          insert(resident, id, position, members.get(position));
        }
      }
    }
  }

  private static void insert(PreparedStatement insert, int id, Household household)
      throws SQLException {
    insert.setInt(1, id);
    insert.setString(2, household.street());
    insert.setString(3, household.postalCode());
    insert.setString(4, household.locality().get(Language.FRENCH));
    insert.setString(5, household.locality().get(Language.DUTCH));
    insert.setString(6, household.locality().get(Language.GERMAN));
    insert.executeUpdate();
  }

  private static void insert(PreparedStatement insert, int household, int position, Resident who)
      throws SQLException {
    insert.setString(1, who.number().digits());
    insert.setInt(2, household);
    insert.setInt(3, position);
    insert.setString(4, who.relation().name());
    insert.setString(5, who.name());
    insert.setString(6, who.firstNames());
    insert.setString(7, who.born().toString());
    insert.setString(8, who.birthplace());
    insert.setString(9, who.nationality());
    insert.setString(10, who.civilStatus().name());
    insert.setString(11, who.since().toString());
    insert.executeUpdate();
  }

  @Override
  public void close() throws StoreException {
    database.close();
  }
}
