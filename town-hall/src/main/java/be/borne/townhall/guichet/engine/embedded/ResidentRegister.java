package be.borne.townhall.guichet.engine.embedded;

import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.store.SqliteDatabase;
import be.borne.townhall.guichet.store.StoreException;
import java.io.IOException;
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
 * of its own. What stands in {@link InventedResidents} is the truth: every start writes it anew.
 */
final class ResidentRegister implements AutoCloseable {
  private static final List<String> MIGRATIONS =
      List.of("V001__residents.sql", "V002__what_certificates_state.sql", "V003__convictions.sql");

  private final SqliteDatabase database;

  private ResidentRegister(SqliteDatabase database) {
    this.database = database;
  }

  static ResidentRegister open(Path file, InventedResidents residents)
      throws IOException, StoreException {
    SqliteDatabase database = SqliteDatabase.open(file, ResidentRegister.class, MIGRATIONS);
    try {
      database.within(
          connection -> {
            replace(connection, residents);
            return null;
          });
      return new ResidentRegister(database);
    } catch (StoreException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** Everything about the citizen; empty if the register does not know him. */
  Optional<Dossier> dossierOf(NationalNumber citizen) throws StoreException {
    return database.within(
        connection -> {
          Optional<Household> household = householdOf(connection, citizen);
          if (household.isEmpty()) {
            return Optional.empty();
          }
          List<CivilStatusAct> acts = ActRegister.naming(connection, citizen);
          List<CivilStatusAct> deaths = new ArrayList<>();
          for (NationalNumber near : Dossier.nearRelatives(citizen, household.get(), acts)) {
            deaths.addAll(ActRegister.deathOf(connection, near));
          }
          return Optional.of(
              new Dossier(
                  household.get(),
                  household.get().member(citizen).orElseThrow(),
                  acts,
                  deaths,
                  ConvictionRegister.of(connection, citizen)));
        });
  }

  private static Optional<Household> householdOf(Connection connection, NationalNumber citizen)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT h.* FROM household h JOIN resident r ON r.household = h.id"
                + " WHERE r.national_number = ?")) {
      query.setString(1, citizen.digits());
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(household(connection, row)) : Optional.empty();
      }
    }
  }

  private static Household household(Connection connection, ResultSet row) throws SQLException {
    LocalDate declared = date(row, "cohabitation_declared");
    return new Household(
        row.getString("street"),
        row.getString("postal_code"),
        names(row, "locality"),
        declared == null
            ? null
            : new Household.Cohabitation(
                declared,
                List.of(
                    new NationalNumber(row.getString("cohabitant_1")),
                    new NationalNumber(row.getString("cohabitant_2")))),
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
          members.add(resident(connection, row));
        }
      }
    }
    return members;
  }

  private static Resident resident(Connection connection, ResultSet row) throws SQLException {
    NationalNumber number = new NationalNumber(row.getString("national_number"));
    LocalDate declared = date(row, "burial_declared");
    return new Resident(
        number,
        Resident.Relation.valueOf(row.getString("relation")),
        Sex.valueOf(row.getString("sex")),
        row.getString("name"),
        row.getString("first_names"),
        new PartialDate(row.getString("born")),
        row.getString("birthplace"),
        new Resident.Nationality(row.getString("nationality"), date(row, "nationality_since")),
        Resident.CivilStatus.valueOf(row.getString("civil_status")),
        new Resident.Registration(
            Resident.Register.valueOf(row.getString("register")), date(row, "registered_since")),
        date(row, "since"),
        declared == null
            ? null
            : new Resident.BurialWish(
                Resident.Method.valueOf(row.getString("burial_method")),
                Resident.Rite.valueOf(row.getString("burial_rite")),
                declared),
        row.getBoolean("not_an_elector"),
        earlier(connection, number));
  }

  private static List<Address> earlier(Connection connection, NationalNumber resident)
      throws SQLException {
    List<Address> addresses = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT * FROM earlier_address WHERE resident = ? ORDER BY since DESC")) {
      query.setString(1, resident.digits());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          addresses.add(
              new Address(
                  date(row, "since"),
                  date(row, "until"),
                  row.getString("street"),
                  row.getString("postal_code"),
                  names(row, "locality")));
        }
      }
    }
    return addresses;
  }

  /** Null if the column is. */
  static LocalDate date(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    return text == null ? null : LocalDate.parse(text);
  }

  /** A name in each language of certificates; null if the columns are. */
  static Map<Language, String> names(ResultSet row, String column) throws SQLException {
    String french = row.getString(column + "_fr");
    return french == null
        ? null
        : Map.of(
            Language.FRENCH, french,
            Language.DUTCH, row.getString(column + "_nl"),
            Language.GERMAN, row.getString(column + "_de"));
  }

  private static void replace(Connection connection, InventedResidents residents)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table :
          List.of("conviction", "act_party", "act", "earlier_address", "resident", "household")) {
        statement.executeUpdate("DELETE FROM " + table);
      }
    }
    for (int id = 0; id < residents.households().size(); id++) {
      insert(connection, id, residents.households().get(id));
    }
    ActRegister.insert(connection, residents.acts());
    ConvictionRegister.insert(connection, residents.convictions());
  }

  private static void insert(Connection connection, int id, Household household)
      throws SQLException {
    Household.Cohabitation cohabitation = household.cohabitation();
    insert(
        connection,
        "household",
        id,
        household.street(),
        household.postalCode(),
        household.locality().get(Language.FRENCH),
        household.locality().get(Language.DUTCH),
        household.locality().get(Language.GERMAN),
        cohabitation == null ? null : cohabitation.declared(),
        cohabitation == null ? null : cohabitation.parties().getFirst().digits(),
        cohabitation == null ? null : cohabitation.parties().getLast().digits());
    List<Resident> members = household.members();
    for (int position = 0; position < members.size(); position++) {
      insert(connection, id, position, members.get(position));
    }
  }

  private static void insert(Connection connection, int household, int position, Resident who)
      throws SQLException {
    Resident.BurialWish wish = who.burialWish();
    insert(
        connection,
        "resident",
        who.number().digits(),
        household,
        position,
        who.relation(),
        who.sex(),
        who.name(),
        who.firstNames(),
        who.born().iso(),
        who.birthplace(),
        who.nationality().country(),
        who.nationality().since(),
        who.civilStatus(),
        who.registered().register(),
        who.registered().since(),
        who.since(),
        wish == null ? null : wish.method(),
        wish == null ? null : wish.rite(),
        wish == null ? null : wish.declared(),
        who.notAnElector() ? 1 : 0);
    for (Address address : who.earlier()) {
      insert(
          connection,
          "earlier_address",
          who.number().digits(),
          address.since(),
          address.until(),
          address.street(),
          address.postalCode(),
          address.locality().get(Language.FRENCH),
          address.locality().get(Language.DUTCH),
          address.locality().get(Language.GERMAN));
    }
  }

  /** One row; whatever is no number is written as its own name or ISO date. */
  static void insert(Connection connection, String table, Object... values) throws SQLException {
    String marks = "?, ".repeat(values.length - 1) + "?";
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO " + table + " VALUES (" + marks + ")")) {
      for (int i = 0; i < values.length; i++) {
        Object value = values[i];
        statement.setObject(
            i + 1, value == null || value instanceof Integer ? value : value.toString());
      }
      statement.executeUpdate();
    }
  }

  @Override
  public void close() throws StoreException {
    database.close();
  }
}
