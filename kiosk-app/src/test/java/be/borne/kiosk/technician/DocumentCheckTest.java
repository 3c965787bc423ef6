package be.borne.kiosk.technician;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.document.SealedSamples;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code document check}, by what it says, how it exits and what it leaves. */
class DocumentCheckTest {
  @TempDir static Path folder;
  private static SealedSamples.Files files;

  @BeforeAll
  static void make() throws Exception {
    files = SealedSamples.atEveryLevel(folder);
  }

  private record Answer(int exit, String out, String err) {
    JsonNode json() throws Exception {
      return new ObjectMapper().readTree(out);
    }
  }

  private static Answer check(Path pdf, String... more) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> arguments = new ArrayList<>(List.of("check", pdf.toString()));
    arguments.addAll(
        List.of("--trust", files.root().toString(), "--organisation", SealedSamples.ORGANISATION));
    arguments.addAll(Arrays.asList(more));
    int exit =
        new CommandLine(new DocumentCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments.toArray(new String[0]));
    return new Answer(exit, out.toString(), err.toString());
  }

  @Test
  void everyLevelPassesWithTheListThatItNeeds() throws Exception {
    for (Path pdf : files.documents()) {
      Answer good =
          check(
              pdf,
              "--crl",
              files.list().toString(),
              "--order",
              SealedSamples.REFERENCE,
              "--code",
              SealedSamples.CODE,
              "--host",
              SealedSamples.HOST);
      assertEquals(0, good.exit(), good.out());
      assertTrue(good.out().contains("pass   qr-code: "), good.out());
    }
  }

  @Test
  void withoutAListTheShortLevelsAreRefusedAndToldWhatToBring() throws Exception {
    for (Path pdf : files.documents()) {
      Answer answer = check(pdf, "--json");
      boolean brings = pdf.toString().contains("B_LT");
      assertEquals(brings ? 0 : 1, answer.exit(), pdf + answer.out());
      if (!brings) {
        assertEquals("not-revoked", answer.json().get("rule").asText());
        assertTrue(answer.json().get("reason").asText().contains("brought along"));
      }
    }
  }

  @Test
  void whatWouldBePrintedIsTheSealedRevision() throws Exception {
    Path archived = folder.resolve("good-B_LTA.pdf");
    Path printed = folder.resolve("printed.pdf");
    Answer answer = check(archived, "--sealed-out", printed.toString(), "--json");
    assertEquals(0, answer.exit(), answer.out());
    byte[] whole = Files.readAllBytes(archived);
    byte[] sealed = Files.readAllBytes(printed);
    assertTrue(sealed.length < whole.length);
    assertArrayEquals(Arrays.copyOf(whole, sealed.length), sealed);
    assertEquals(sealed.length, answer.json().get("printedBytes").asInt());
    assertEquals(whole.length - sealed.length, answer.json().get("proofBytes").asInt());
  }

  @Test
  void aHostileFileIsRefusedAndNothingIsWritten() throws Exception {
    Path hostile = folder.resolve("hostile.pdf");
    byte[] good = Files.readAllBytes(folder.resolve("good-B_LT.pdf"));
    Files.write(hostile, Arrays.copyOf(good, good.length + 1));
    Path printed = folder.resolve("never.pdf");
    Answer answer = check(hostile, "--sealed-out", printed.toString());
    assertEquals(1, answer.exit());
    assertTrue(answer.out().contains("refuses it: only-proof-follows (D-401): "), answer.out());
    assertFalse(Files.exists(printed));
    Path error = folder.resolve("error.pdf");
    Files.writeString(error, "{\"error\":\"engine is busy\"}");
    Answer noPdf = check(error);
    assertEquals(1, noPdf.exit());
    assertTrue(noPdf.out().contains("refuses it: is-pdf"), noPdf.out());
    assertEquals(1, check(folder.resolve("good-B_LT.pdf"), "--code", "0000-0000-0000-0000").exit());
    assertEquals(1, check(folder.resolve("good-B_LT.pdf"), "--host", "elsewhere.example").exit());
  }

  @Test
  void aSealHoldsOnWhatIsNoCertificateAsLongAsNothingIsExpectedOfIt() throws Exception {
    Path pdf = SealedSamples.saysNothing(folder.resolve("says-nothing.pdf"));
    Answer answer = check(pdf);
    assertEquals(0, answer.exit(), answer.out());
    for (String rule : List.of("order-reference", "verification-code", "qr-code")) {
      assertTrue(answer.out().contains("-      " + rule + ": "), answer.out());
    }
    assertTrue(answer.out().contains("Its seal holds: "), answer.out());
    assertFalse(answer.out().contains("This terminal would print it"), answer.out());
    for (List<String> expected :
        List.of(
            List.of("order-reference", "--order", SealedSamples.REFERENCE),
            List.of("order-reference", "--code", SealedSamples.CODE),
            List.of("order-reference", "--host", SealedSamples.HOST))) {
      Answer strict = check(pdf, expected.subList(1, expected.size()).toArray(new String[0]));
      assertEquals(1, strict.exit(), () -> expected + strict.out());
      assertTrue(strict.out().contains("refuses it: " + expected.getFirst()), strict.out());
    }
  }

  @Test
  void whatACertificateCarriesIsJudgedThoughNothingIsExpectedOfIt() throws Exception {
    Path pdf = SealedSamples.contradictsItself(folder.resolve("contradicts-itself.pdf"));
    Answer answer = check(pdf);
    assertEquals(1, answer.exit(), answer.out());
    assertTrue(answer.out().contains("refuses it: qr-code"), answer.out());
  }

  @Test
  void whatIsMissingIsSaidInPlainWords() {
    Path good = folder.resolve("good-B_LT.pdf");
    for (List<String> wrong :
        List.of(
            List.of("is not there", folder.resolve("none.pdf").toString()),
            List.of("is a folder", folder.toString()),
            List.of("is no revocation list", good.toString(), "--crl", files.root().toString()),
            List.of("is no revocation list", good.toString(), "--crl", good.toString()),
            List.of("cannot be read", good.toString(), "--crl", folder + "/none.crl"),
            List.of("is not there", good.toString(), "--trust", folder + "/none.pem"),
            List.of("no certificate", good.toString(), "--trust", good.toString()),
            List.of("no order reference", good.toString(), "--order", "nonsense"),
            List.of("no verification code", good.toString(), "--code", "nonsense"))) {
      Answer answer =
          check(Path.of(wrong.get(1)), wrong.subList(2, wrong.size()).toArray(new String[0]));
      assertEquals(2, answer.exit(), () -> wrong + answer.out());
      assertTrue(answer.err().contains(wrong.getFirst()), () -> wrong + answer.err());
    }
  }
}
