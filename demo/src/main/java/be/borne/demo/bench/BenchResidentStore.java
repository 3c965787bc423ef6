package be.borne.demo.bench;

import be.borne.demo.process.DemoFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Enters more invented residents in the embedded engine's register, from beside the running town
 * hall. The register itself takes only those of the program, who are too few for many terminals: of
 * two visits of one citizen at once one waits for the other's document.
 */
final class BenchResidentStore {
  private BenchResidentStore() {}

  /**
   * @param register the engine's file
   * @param like the number of a resident whose row is copied, each time into a household of its own
   */
  static void enter(Path register, String like, List<String> numbers) throws IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + register);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 10000");
      connection.setAutoCommit(false);
      try (PreparedStatement copied =
          connection.prepareStatement(
              "CREATE TEMP TABLE likeness AS SELECT * FROM resident WHERE national_number = ?")) {
        copied.setString(1, like);
        copied.executeUpdate();
      }
      statement.execute(
          "CREATE TEMP TABLE home AS SELECT h.* FROM household h"
              + " JOIN likeness l ON l.household = h.id");
      int household = 1_000_000;
      try (PreparedStatement home = connection.prepareStatement("UPDATE home SET id = ?");
          PreparedStatement person =
              connection.prepareStatement(
                  "UPDATE likeness SET national_number = ?, household = ?, position = 0")) {
        for (String number : numbers) {
          home.setInt(1, household);
          home.executeUpdate();
          person.setString(1, number);
          person.setInt(2, household++);
          if (person.executeUpdate() != 1) {
            throw new DemoFailure("the register does not know the resident to be copied");
          }
          statement.execute("INSERT INTO household SELECT * FROM home");
          statement.execute("INSERT INTO resident SELECT * FROM likeness");
        }
      }
      connection.commit();
    } catch (SQLException e) {
      throw new IOException("the register of the bench's residents", e);
    }
  }
}
