package be.borne.townhall.guichet.engine.wcs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.Service.Delivery;
import be.borne.protocol.terminal.Language;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example is a service; each way to spoil it is said with the file and the place in it. */
class WcsServiceFilesTest {
  private static final Path EXAMPLES = Path.of("src/main/config/wcs-services");
  private static final String EXAMPLE = "10-household-composition.toml";

  @TempDir Path folder;

  @Test
  void theExampleIsUnderstood() throws Exception {
    WcsService read = WcsServiceFiles.read(EXAMPLES).getFirst();
    assertEquals("household-composition", read.id());
    assertEquals(Delivery.AT_ONCE, read.delivery());
    assertEquals("Samenstelling van het gezin", read.title().get(Language.DUTCH));
    assertEquals("Bail", read.purposes().getFirst().value());
    assertEquals("reference_borne", read.reference());
    assertEquals(1, read.data().get("nb_exemplaires").intValue());
    assertTrue(read.data().get("certifie").booleanValue());
  }

  /** Whoever sends the trigger has paid, and terminals take no payment. */
  @Test
  void whatHasToBePaidIsNotOfferedAndTheReasonSaid() throws Exception {
    String text = Files.readString(EXAMPLES.resolve(EXAMPLE));
    Path file = folder.resolve(EXAMPLE);
    Files.writeString(
        file, text + "\n[payment]\nprice_cents = 1400\npaid = \"paid\"\ncancelled = \"printed\"\n");
    WcsService service = WcsServiceFiles.read(folder).getFirst();
    assertEquals(new WcsService.Payment(1400, "paid", "printed"), service.payment());
    ObjectNode schema =
        (ObjectNode)
            new ObjectMapper()
                .readTree(
                    Transcript.all().stream()
                        .filter(each -> each.number() == 16)
                        .findFirst()
                        .orElseThrow()
                        .body());
    schema
        .withArray("fields")
        .addObject()
        .put("type", "string")
        .put("varname", "reference_borne")
        .put("required", false);
    assertEquals(
        List.of(
            "paid is no trigger of the workflow",
            "it has to be paid first, and terminals take no payment yet"),
        service.against(WcsSchema.of(schema)));
    assertEquals(
        List.of(), WcsServiceFiles.read(EXAMPLES).getFirst().against(WcsSchema.of(schema)));

    Files.writeString(file, text + "\n[payment]\nprice_cents = 0\npaid = \"paid\"\n");
    IOException refused = assertThrows(IOException.class, () -> WcsServiceFiles.read(folder));
    assertTrue(refused.getMessage().contains("price_cents"), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "delivery = \"at-once\" | delivery = \"soon\" | delivery: expected at-once",
        "form = \"composition-de-menage\" | form = \"../x\" | a form",
        "reference_borne = \"{reference}\" | reference_borne = \"mine\" | sent as {reference}",
        "nn = \"{national-number}\" | nn = \"{nrn}\" | nn stands for nothing",
        "motif = \"{purpose}\" | motif = \"Bail\" | {purpose} is sent exactly",
        "de = \"Haushaltszusammensetzung\" | # gone | title",
        "value = \"Bail\" | value = \"\" | purposes.1: a purpose without the value",
        "unchecked = [] | uncheked = [] | uncheked",
        "fee_cents = 0 | fee_cents = = 0 | line",
      })
  void whatIsWrongIsSaidWithItsPlace(String good, String bad, String said) throws Exception {
    String text = Files.readString(EXAMPLES.resolve(EXAMPLE));
    assertTrue(text.contains(good), good);
    int at = text.indexOf(good);
    Files.writeString(
        folder.resolve(EXAMPLE), text.substring(0, at) + bad + text.substring(at + good.length()));
    IOException refused =
        assertThrows(IOException.class, () -> WcsServiceFiles.read(folder), "was taken");
    assertTrue(refused.getMessage().contains(EXAMPLE), refused.getMessage());
    assertTrue(refused.getMessage().contains(said), refused.getMessage());
  }

  @Test
  void twoFilesWithOneServiceAreRefused() throws Exception {
    for (String name : List.of("1.toml", "2.toml")) {
      Files.copy(EXAMPLES.resolve(EXAMPLE), folder.resolve(name));
    }
    IOException refused = assertThrows(IOException.class, () -> WcsServiceFiles.read(folder));
    assertTrue(refused.getMessage().contains("2.toml"), refused.getMessage());
  }

  /** Which of the two a workflow would be told could not be said. */
  @Test
  void twoServicesOnOneFormThatTellItOfAPrintInTwoWaysAreRefused() throws Exception {
    String text = Files.readString(EXAMPLES.resolve(EXAMPLE));
    Files.writeString(folder.resolve("1.toml"), text);
    Files.writeString(
        folder.resolve("2.toml"),
        text.replace("household-composition", "another")
            .replace("printed = \"printed\"", "printed = \"done\""));
    IOException refused = assertThrows(IOException.class, () -> WcsServiceFiles.read(folder));
    assertTrue(refused.getMessage().contains("household-composition"), refused.getMessage());
  }

  @Test
  void aFolderWithoutServicesIsRefused() {
    assertThrows(IOException.class, () -> WcsServiceFiles.read(folder));
    assertThrows(IOException.class, () -> WcsServiceFiles.read(folder.resolve("nowhere")));
  }
}
