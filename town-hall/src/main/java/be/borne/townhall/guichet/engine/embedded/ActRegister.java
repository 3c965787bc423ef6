package be.borne.townhall.guichet.engine.embedded;

import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.engine.NationalNumber;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The acts of civil status in the register's file. */
final class ActRegister {
  private ActRegister() {}

  /** Every act in which somebody is named, in whatever role. */
  static List<CivilStatusAct> naming(Connection connection, NationalNumber citizen)
      throws SQLException {
    return acts(
        connection,
        "SELECT * FROM act WHERE id IN (SELECT act FROM act_party WHERE national_number = ?)"
            + " ORDER BY drawn",
        citizen);
  }

  /** The act of somebody's death; none for the living. */
  static List<CivilStatusAct> deathOf(Connection connection, NationalNumber citizen)
      throws SQLException {
    return acts(
        connection,
        "SELECT * FROM act WHERE id IN"
            + " (SELECT act FROM act_party WHERE role = 'DECEASED' AND national_number = ?)",
        citizen);
  }

  private static List<CivilStatusAct> acts(Connection connection, String sql, NationalNumber who)
      throws SQLException {
    List<CivilStatusAct> acts = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, who.digits());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          acts.add(act(connection, row));
        }
      }
    }
    return acts;
  }

  private static CivilStatusAct act(Connection connection, ResultSet row) throws SQLException {
    return new CivilStatusAct(
        CertificateKind.valueOf(row.getString("kind")),
        row.getString("number"),
        ResidentRegister.date(row, "drawn"),
        ResidentRegister.names(row, "place"),
        ResidentRegister.date(row, "happened"),
        row.getString("time"),
        row.getString("place_of_it"),
        ResidentRegister.names(row, "court"),
        ResidentRegister.date(row, "decided"),
        ResidentRegister.date(row, "effective"),
        row.getString("form"),
        row.getString("name_before"),
        row.getString("name_after"),
        parties(connection, row.getInt("id")));
  }

  private static List<CivilStatusAct.Party> parties(Connection connection, int act)
      throws SQLException {
    List<CivilStatusAct.Party> parties = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement("SELECT * FROM act_party WHERE act = ? ORDER BY position")) {
      query.setInt(1, act);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          String number = row.getString("national_number");
          String born = row.getString("born");
          parties.add(
              new CivilStatusAct.Party(
                  CivilStatusAct.Role.valueOf(row.getString("role")),
                  number == null ? null : new NationalNumber(number),
                  Sex.valueOf(row.getString("sex")),
                  row.getString("name"),
                  row.getString("first_names"),
                  born == null ? null : new PartialDate(born),
                  row.getString("birthplace")));
        }
      }
    }
    return parties;
  }

  static void insert(Connection connection, List<CivilStatusAct> acts) throws SQLException {
    for (int id = 0; id < acts.size(); id++) {
      CivilStatusAct act = acts.get(id);
      ResidentRegister.insert(
          connection,
          "act",
          id,
          act.kind(),
          act.number(),
          act.drawn(),
          act.place().get(Language.FRENCH),
          act.place().get(Language.DUTCH),
          act.place().get(Language.GERMAN),
          act.happened(),
          act.time(),
          act.where(),
          in(act.court(), Language.FRENCH),
          in(act.court(), Language.DUTCH),
          in(act.court(), Language.GERMAN),
          act.decided(),
          act.effective(),
          act.form(),
          act.before(),
          act.after());
      for (int position = 0; position < act.parties().size(); position++) {
        CivilStatusAct.Party party = act.parties().get(position);
        ResidentRegister.insert(
            connection,
            "act_party",
            id,
            position,
            party.role(),
            party.number() == null ? null : party.number().digits(),
            party.sex(),
            party.name(),
            party.firstNames(),
            party.born() == null ? null : party.born().iso(),
            party.birthplace());
      }
    }
  }

  private static String in(Map<Language, String> names, Language language) {
    return names == null ? null : names.get(language);
  }
}
