package be.borne.townhall.guichet.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import be.borne.protocol.guichet.GuichetCall;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/guichet-openapi.json} is drawn from the table of calls and its records. After a
 * change of either, {@code mvn -pl town-hall -am test -Dtest=GuichetDocumentTest
 * -Dborne.accept=true -Dsurefire.failIfNoSpecifiedTests=false} writes it anew.
 */
class GuichetDocumentTest {
  static final Path FILE = Path.of("..", "docs", "guichet-openapi.json");

  @Test
  void theFileIsWhatTheCodeSays() throws IOException {
    String drawn = GuichetDocument.text(GuichetDocument.draw());
    if (Boolean.getBoolean("borne.accept")) {
      Files.writeString(FILE, drawn);
    }
    assertEquals(
        drawn,
        Files.readString(FILE),
        "docs/guichet-openapi.json is not the code; run this test with -Dborne.accept=true");
  }

  /** By a parser that knows nothing of how it was drawn. */
  @Test
  void anotherParserUnderstandsItWithoutAWord() throws IOException {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    SwaggerParseResult parsed =
        new OpenAPIV3Parser().readContents(Files.readString(FILE), List.of(), options);
    assertEquals(List.of(), parsed.getMessages());
    OpenAPI document = parsed.getOpenAPI();
    assertNotNull(document);
    Set<String> operations =
        document.getPaths().values().stream()
            .flatMap(path -> path.readOperations().stream())
            .map(Operation::getOperationId)
            .collect(Collectors.toSet());
    assertEquals(
        Arrays.stream(GuichetCall.values())
            .map(GuichetDocument::operation)
            .collect(Collectors.toSet()),
        operations);
  }
}
