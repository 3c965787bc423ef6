package be.borne.kiosk.technician;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.virtual.CardGeneration;
import be.borne.device.virtual.PcscSocket;
import be.borne.device.virtual.VirtualReaderClient.Fault;
import be.borne.device.virtual.VirtualReaderClient.Slot;
import be.borne.device.virtual.VirtualReaderProcess;
import be.borne.protocol.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** {@code technician eid …} over the real pcscd with a virtual card. */
class EidCommandTest {
  private static final List<String> PERSONAL =
      List.of("50134199915", "MARS 1950", "599000000101", "Nulle-Part");

  @TempDir private static Path directory;
  private static VirtualReaderProcess reader;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void startReader() throws Exception {
    reader = VirtualReaderProcess.start(directory);
    PcscSocket.use(reader.pcscSocket());
  }

  @AfterAll
  static void endReader() throws Exception {
    reader.close();
  }

  @Test
  void tellsNameAndAddressAndHowTheyWereVerified() throws Exception {
    reader.client().insert("marguerite");
    assertEquals(0, run("eid", "read", "--trust", reader.root().toString()), err.toString());
    String said = out.toString();
    for (String told :
        List.of("VERIFIED", "Exemplaire-Fictive", "Rue de l'Invention 12", "SHA384withECDSA")) {
      assertTrue(said.contains(told), said);
    }
    assertTellsNothingPersonal();
  }

  /** The demo's one file of roots is good for every generation. */
  @ParameterizedTest
  @CsvSource({"APPLET_1_7, SHA256withRSA", "APPLET_1_7_REKEYED, SHA384withECDSA"})
  void readsOlderCards(CardGeneration generation, String algorithm) throws Exception {
    reader.client().insert("marguerite", generation, Fault.NONE, Slot.FIRST);
    assertEquals(0, run("eid", "read", "--trust", reader.root().toString()), err.toString());
    String said = out.toString();
    assertTrue(said.contains("VERIFIED") && said.contains(algorithm), said);
  }

  @Test
  void answersOneJsonObject() throws Exception {
    reader.client().insert("marguerite");
    assertEquals(0, run("eid", "read", "--json", "--trust", reader.root().toString()));
    JsonNode answer = Json.mapper().readTree(out.toString());
    assertTrue(answer.get("ok").asBoolean());
    assertEquals("Marguerite", answer.at("/identity/givenNames").asText());
    assertEquals("1000", answer.at("/address/postalCode").asText());
    assertTrue(answer.get("exchanges").asInt() > 10);
    answer.get("checks").forEach(check -> assertTrue(check.get("held").asBoolean()));
    assertTellsNothingPersonal();
  }

  @Test
  void tellsThePersonalPartOnlyWhenAsked() throws Exception {
    reader.client().insert("marguerite");
    assertEquals(
        0, run("eid", "read", "--json", "--personal", "--trust", reader.root().toString()));
    JsonNode identity = Json.mapper().readTree(out.toString()).get("identity");
    assertEquals("50134199915", identity.get("nationalNumber").asText());
    assertTrue(identity.get("photo").binaryValue().length > 1_000);
  }

  @ParameterizedTest
  @CsvSource({"FORGED, C-105", "EXPIRED, C-106", "MUTE, C-102", "FOREIGN, C-104"})
  void refusesWithTheFaultsCode(Fault fault, String code) throws Exception {
    reader.client().insert("marguerite", fault);
    assertRefused(code, "--trust", reader.root().toString());
  }

  @Test
  void refusesAFictitiousCardUnlessItsRootIsTrusted() throws Exception {
    reader.client().insert("marguerite");
    assertRefused("C-105");
  }

  @Test
  void hasTheCardSignAndVerifiesIt() throws Exception {
    reader.client().insert("liesl");
    JsonNode answer = authenticated("1234", 0, "--challenge", "00ff");
    assertEquals("00ff", answer.get("challenge").asText());
    assertEquals(96, answer.get("signature").binaryValue().length);
    assertTellsNothingPersonal();
  }

  @Test
  void offersAWrongPinOnceAndSaysWhatIsLeft() throws Exception {
    reader.client().insert("liesl");
    JsonNode answer = authenticated("9999", 1);
    assertEquals("WRONG_PIN", answer.get("reason").asText());
    assertEquals(2, answer.get("triesLeft").asInt());
    assertTrue(reader.client().status().contains("\"triesLeft\":2"));
    assertTrue(authenticated("1234", 0).get("ok").asBoolean());
    assertEquals("NOT_A_PIN", authenticated("12", 1).get("reason").asText());
    assertTrue(reader.client().status().contains("\"triesLeft\":3"));
    reader.client().insert("joost", Fault.BLOCKED);
    assertEquals("C-107", authenticated("1234", 1).get("fault").asText());
    reader.client().unblock("joost");
  }

  private JsonNode authenticated(String pin, int status, String... arguments) throws Exception {
    InputStream before = System.in;
    out.getBuffer().setLength(0);
    try {
      System.setIn(new ByteArrayInputStream((pin + "\n").getBytes(StandardCharsets.US_ASCII)));
      List<String> line = new ArrayList<>(List.of("eid", "authenticate", "--json", "--trust"));
      line.add(reader.root().toString());
      line.addAll(List.of(arguments));
      assertEquals(status, run(line.toArray(String[]::new)), out.toString() + err);
      return Json.mapper().readTree(out.toString());
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void tellsOfCardsAsTheyComeAndGo() throws Exception {
    reader.client().pull();
    assertEquals(0, run("eid", "watch", "--json", "--events", "1", "--for", "20"));
    assertEquals("READER_READY", Json.mapper().readTree(out.toString()).get("event").asText());
    assertEquals(1, run("eid", "watch", "--reader", "no such reader", "--for", "1"));
    assertEquals(2, run("eid", "watch", "--for", "0"));
  }

  @Test
  void saysThatNoReaderHasTheName() throws Exception {
    assertRefused("C-101", "--reader", "no such reader", "--timeout", "2");
  }

  @Test
  void saysThatNoCardCame() throws Exception {
    assertRefused("C-113", "--reader", "00 01", "--timeout", "8");
  }

  @Test
  void answersAWrongCommandLineWithTwo() throws Exception {
    assertEquals(2, run("eid", "read", "--trust", "/no/such/file.pem"));
    assertEquals(2, run("eid", "read", "--timeout", "0"));
    assertEquals(2, run("eid", "simulate", "--person", "nobody"));
    assertEquals(2, run("eid", "simulate", "--person", "joost", "--fault", "sideways"));
    assertEquals(2, run("eid", "simulate"));
    assertEquals(2, run("eid", "simulate", "--list", "--person", "joost"));
    assertEquals(2, run("eid", "simulate", "--person", "joost", "--applet", "1.9"));
    assertEquals(2, run("eid", "dance"));
    Path noCertificate = Files.writeString(directory.resolve("empty.pem"), "nothing");
    assertEquals(2, run("eid", "read", "--trust", noCertificate.toString()));
  }

  @Test
  void listsTheCastAndWhatCanBeWrong() {
    assertEquals(0, run("eid", "simulate", "--list"));
    String said = out.toString();
    for (String told : List.of("marguerite", "Odile Imaginée", "Place de la Chimère", "cloned")) {
      assertTrue(said.contains(told), said);
    }
  }

  @ParameterizedTest
  @CsvSource({"NONE, ''", "FORGED, C-105", "EXPIRED, C-106", "FORGED_ADDRESS, C-105"})
  void replaysWhatItRecorded(Fault fault, String code) throws Exception {
    reader.client().insert("marguerite", fault);
    Path file = directory.resolve("recording-" + fault);
    int expected = code.isEmpty() ? 0 : 1;
    String trust = reader.root().toString();
    assertEquals(
        expected,
        run("eid", "read", "--json", "--trust", trust, "--record", file.toString()),
        err.toString());
    JsonNode read = Json.mapper().readTree(out.toString());
    String recording = Files.readString(file);
    for (String secret : PERSONAL) {
      assertFalse(recording.contains(secret), recording);
      String hex =
          HexFormat.of().withUpperCase().formatHex(secret.getBytes(StandardCharsets.UTF_8));
      assertFalse(recording.contains(hex), recording);
    }
    out.getBuffer().setLength(0);
    assertEquals(expected, run("eid", "replay", "--json", file.toString()), err.toString());
    JsonNode replayed = Json.mapper().readTree(out.toString());
    assertEquals(read.get("ok"), replayed.get("ok"));
    assertEquals(read.get("fault"), replayed.get("fault"));
    assertEquals(read.get("checks").findValues("kind"), replayed.get("checks").findValues("kind"));
    assertEquals("", err.toString());
    // What was written down is not overwritten.
    assertEquals(2, run("eid", "read", "--trust", trust, "--record", file.toString()));
  }

  @Test
  void replaysNoFileThatIsNoRecording() throws Exception {
    Path file = Files.writeString(directory.resolve("no-recording"), "nothing\n");
    assertEquals(2, run("eid", "replay", file.toString()));
    assertTrue(err.toString().contains("line 1"), err.toString());
    assertEquals(2, run("eid", "replay", directory.resolve("absent").toString()));
  }

  @Test
  void simulatesACardForAnyProgram() throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--class-path", System.getProperty("java.class.path")));
    command.addAll(List.of(Technician.class.getName(), "eid", "simulate"));
    command.addAll(List.of("--person", "liesl", "--applet", "1.7"));
    Process simulation =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader lines = simulation.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      assertTrue(line != null && line.startsWith("export PCSCLITE_CSOCK_NAME="), line);
      String said = eidenv(line.substring(line.indexOf('=') + 1));
      assertTrue(said.contains("BELPIC_NAME: Muster-Erfunden"), said);
    } finally {
      List<ProcessHandle> all = simulation.descendants().toList();
      simulation.destroy();
      assertTrue(simulation.waitFor(30, TimeUnit.SECONDS));
      for (ProcessHandle part : all) {
        part.onExit().get(30, TimeUnit.SECONDS);
      }
    }
  }

  /** Its own --wait overlooks a card that is there already. */
  private static String eidenv(String pcscSocket) throws Exception {
    ProcessBuilder eidenv = new ProcessBuilder("eidenv").redirectErrorStream(true);
    eidenv.environment().put("PCSCLITE_CSOCK_NAME", pcscSocket);
    String said = "";
    for (int look = 0; look < 100 && !said.contains("BELPIC"); look++) {
      Thread.sleep(50);
      Process reading = eidenv.start();
      said = new String(reading.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
    return said;
  }

  private void assertRefused(String code, String... arguments) throws Exception {
    List<String> line = new ArrayList<>(List.of("eid", "read", "--json"));
    line.addAll(List.of(arguments));
    assertEquals(1, run(line.toArray(String[]::new)), err.toString());
    JsonNode answer = Json.mapper().readTree(out.toString());
    assertFalse(answer.get("ok").asBoolean());
    assertEquals(code, answer.get("fault").asText(), answer.toString());
    assertFalse(answer.has("identity"));
    assertTellsNothingPersonal();
  }

  private void assertTellsNothingPersonal() {
    String said = out.toString() + err;
    for (String secret : PERSONAL) {
      assertFalse(said.contains(secret), said);
    }
  }

  private int run(String... arguments) {
    CommandLine line = Technician.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
