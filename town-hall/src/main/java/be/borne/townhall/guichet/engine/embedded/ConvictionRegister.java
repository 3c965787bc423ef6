package be.borne.townhall.guichet.engine.embedded;

import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.engine.NationalNumber;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The convictions in the register's file. */
final class ConvictionRegister {
  private ConvictionRegister() {}

  /** Somebody's, the earliest first. */
  static List<Conviction> of(Connection connection, NationalNumber citizen) throws SQLException {
    List<Conviction> convictions = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT * FROM conviction WHERE national_number = ? ORDER BY decided, id")) {
      query.setString(1, citizen.digits());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          convictions.add(
              new Conviction(
                  citizen,
                  ResidentRegister.date(row, "decided"),
                  ResidentRegister.names(row, "court"),
                  ResidentRegister.names(row, "offence"),
                  ResidentRegister.names(row, "sentence")));
        }
      }
    }
    return convictions;
  }

  static void insert(Connection connection, List<Conviction> convictions) throws SQLException {
    for (int id = 0; id < convictions.size(); id++) {
      Conviction conviction = convictions.get(id);
      ResidentRegister.insert(
          connection,
          "conviction",
          id,
          conviction.number().digits(),
          conviction.decided(),
          conviction.court().get(Language.FRENCH),
          conviction.court().get(Language.DUTCH),
          conviction.court().get(Language.GERMAN),
          conviction.offence().get(Language.FRENCH),
          conviction.offence().get(Language.DUTCH),
          conviction.offence().get(Language.GERMAN),
          conviction.sentence().get(Language.FRENCH),
          conviction.sentence().get(Language.DUTCH),
          conviction.sentence().get(Language.GERMAN));
    }
  }
}
