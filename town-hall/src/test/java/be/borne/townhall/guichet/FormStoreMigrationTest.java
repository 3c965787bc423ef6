package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.form.FormCategory;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.FormJson;
import be.borne.protocol.guichet.form.FormRefusedException;
import be.borne.townhall.guichet.store.SqliteDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was sent before forms had a category is still read with the questions of its time. */
class FormStoreMigrationTest {
  private static final Path SHIPPED = Path.of("src", "main", "config", "forms");

  @TempDir Path folder;

  @Test
  void anEarlierFormIsPutIntoACategory() throws Exception {
    FormDefinition hire = FormJson.form(Files.readString(SHIPPED.resolve("room-hire.json")));
    String before = FormJson.of(hire).replaceFirst("\"category\":\"[a-z-]+\",", "");
    assertThrows(FormRefusedException.class, () -> FormJson.form(before));
    Path file = folder.resolve("forms.db");
    try (SqliteDatabase old =
        SqliteDatabase.open(
            file, FormStore.class, List.of("V001__forms.sql", "V002__form_files.sql"))) {
      keep(old, "room-hire", before);
      keep(old, "of-our-own", before.replaceFirst("room-hire", "of-our-own"));
    }
    try (FormStore store = FormStore.open(file)) {
      FormDefinition now = FormJson.form(store.definition("room-hire", 1).orElseThrow());
      assertEquals(hire, now);
      assertEquals(
          FormCategory.POPULATION,
          FormJson.form(store.definition("of-our-own", 1).orElseThrow()).category());
      // It is not what is offered now, so whoever puts it into a category raises its version.
      assertFalse(store.isKept("of-our-own", 1, FormJson.of(hire)));
      assertTrue(store.isKept("of-our-own", 2, FormJson.of(hire)));
    }
  }

  private static void keep(SqliteDatabase store, String form, String json) throws Exception {
    store.within(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement("INSERT INTO definitions VALUES (?, 1, ?)")) {
            insert.setString(1, form);
            insert.setString(2, json);
            return insert.executeUpdate();
          }
        });
  }
}
