package be.borne.townhall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.form.FormJson;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator types, and what is said and written then. */
class FormOperatorTest {
  private static final String SHIPPED = "src/main/config/forms";

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void nothingSaid() {
    out.reset();
    err.reset();
  }

  private int run(String... arguments) {
    return Operator.run(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        arguments);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private String file(String name, String content) throws Exception {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  @Test
  void aFormGoesOutAndComesBackTheSame() throws Exception {
    Path json = folder.resolve("room-hire.wcs.json");
    assertEquals(
        0, run("forms", "export", "--from", SHIPPED, "room-hire", "--output", json.toString()));
    assertTrue(said().contains("not said in its words: adult: shownWhen"), said());
    Path to = folder.resolve("forms");
    assertEquals(0, run("forms", "import", json.toString(), "--to", to.toString()), this::said);
    assertEquals(
        FormJson.form(Files.readString(Path.of(SHIPPED, "room-hire.json"))),
        FormJson.form(Files.readString(to.resolve("room-hire.json"))));
    // Nothing is written over.
    assertEquals(1, run("forms", "import", json.toString(), "--to", to.toString()));
    assertTrue(said().contains("is there already"), said());
    assertEquals(
        1, run("forms", "export", "--from", SHIPPED, "room-hire", "--output", json.toString()));
  }

  /** Words in two braces are filled in by a w.c.s., and would not come back. */
  @Test
  void aFormThatWouldNotComeBackIsNotWrittenAndTheReasonSaid() throws Exception {
    ObjectNode form =
        (ObjectNode) new ObjectMapper().readTree(Path.of(SHIPPED, "room-hire.json").toFile());
    ((ObjectNode) form.at("/pages/0/fields/0/label")).put("fr", "{{ x }}");
    file("room-hire.json", form.toString());
    assertEquals(1, run("forms", "export", "--from", folder.toString(), "room-hire"));
    assertTrue(said().startsWith("a form that could not be read again: room-hire: "), said());
    assertTrue(said().contains("words that the site fills in"), said());
    assertFalse(said().contains("Exception"), said());
  }

  @Test
  void aFormIsWrittenToTheOutput() {
    assertEquals(0, run("forms", "export", "--from", SHIPPED, "room-hire"));
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("\"url_name\" : \"room-hire\""));
    assertEquals(1, run("forms", "export", "--from", SHIPPED, "no-such-form"));
    assertTrue(said().contains("no form of this name"), said());
    assertEquals(2, run("forms", "export", "room-hire"), "where from?");
  }

  @Test
  void oneOfASiteNeedsACategoryAndSaysWhatIsInOneLanguage() throws Exception {
    String json =
        file(
            "site.json",
            """
            {"name": "Un arbre", "url_name": "un-arbre", "fields": [
             {"type": "string", "varname": "ou", "label": "Où est-il ?"}]}
            """);
    String to = folder.resolve("forms").toString();
    assertEquals(1, run("forms", "import", json, "--to", to));
    assertTrue(said().contains("un-arbre: it does not say in which category"), said());
    assertEquals(1, run("forms", "import", json, "--to", to, "--category", "everything"));
    assertFalse(Files.exists(Path.of(to)));
    assertEquals(0, run("forms", "import", json, "--to", to, "--category", "environment"));
    assertTrue(
        out.toString(StandardCharsets.UTF_8).contains("un-arbre: 1 texts stand in one language"));
    assertTrue(Files.exists(Path.of(to, "un-arbre.json")));
  }

  @Test
  void eachFieldThatIsInTheWayIsNamedAndNothingIsWritten() throws Exception {
    String json =
        file(
            "site.json",
            """
            [{"name": "Un", "url_name": "un-arbre", "fields": [
              {"type": "string", "varname": "ou", "label": "Où ?"}]},
             {"name": "Deux", "url_name": "deux", "fields": [
              {"type": "table", "varname": "t", "label": "Tableau"},
              {"type": "block:x", "varname": "b", "label": "Bloc"}]}]
            """);
    Path to = folder.resolve("forms");
    assertEquals(
        1, run("forms", "import", json, "--to", to.toString(), "--category", "environment"));
    assertTrue(said().contains("deux: \"Tableau\": a table, which is not asked here"), said());
    assertTrue(said().contains("deux: \"Bloc\": a block:x, which is not asked here"), said());
    assertFalse(Files.exists(to));
  }

  @Test
  void whatIsNoFormIsSaidToBeNone() throws Exception {
    String to = folder.resolve("forms").toString();
    assertEquals(1, run("forms", "import", file("a.json", "{"), "--to", to));
    assertTrue(said().contains("is no JSON"), said());
    assertEquals(1, run("forms", "import", file("b.json", "[]"), "--to", to));
    assertEquals(1, run("forms", "import", folder.resolve("nowhere").toString(), "--to", to));
    assertFalse(Files.exists(Path.of(to)));
  }
}
