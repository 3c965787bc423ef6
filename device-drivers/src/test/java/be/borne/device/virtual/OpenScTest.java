package be.borne.device.virtual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import be.borne.device.virtual.VirtualReaderClient.Fault;
import be.borne.device.virtual.VirtualReaderClient.Slot;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Programs that know real cards and nothing of ours accept the virtual one: OpenSC's, over the real
 * pcscd. That applet 1.8 signs is not tried here: this OpenSC cannot.
 */
class OpenScTest {
  private static final byte[] MESSAGE = "a message".getBytes(StandardCharsets.UTF_8);

  @TempDir private static Path directory;
  private static VirtualReaderProcess reader;

  @BeforeAll
  static void startReader() throws Exception {
    reader = VirtualReaderProcess.start(directory.resolve("r"));
  }

  @AfterAll
  static void endReader() throws Exception {
    reader.close();
  }

  @ParameterizedTest
  @EnumSource
  void eidenvReadsEachGeneration(CardGeneration generation) throws Exception {
    insert("joost", generation);
    String said = run("eidenv");
    for (String line :
        List.of(
            "BELPIC_NAME: Voorbeeld-Verzonnen",
            "BELPIC_NATIONALNUMBER: 72154299842",
            "BELPIC_BIRTHDATE: 14 AUG 1972",
            "BELPIC_ZIPCODE: 1000")) {
      assertTrue(said.contains(line), said);
    }
  }

  @Test
  void eidenvReadsNamesThatAreNotLatin1() throws Exception {
    insert("lucja", CardGeneration.APPLET_1_8);
    String said = run("eidenv");
    assertTrue(said.contains("BELPIC_NAME: Zmyślona-Łudząca"), said);
  }

  @ParameterizedTest
  @CsvSource({
    "APPLET_1_1, Private RSA Key, ModLength      : 1024",
    "APPLET_1_7, Private RSA Key, ModLength      : 2048",
    "APPLET_1_7_REKEYED, Private RSA Key, ModLength      : 2048",
    "APPLET_1_8, Private EC Key, Key ref        : 130"
  })
  void pkcs15ToolListsPinKeysAndCertificates(CardGeneration generation, String kind, String detail)
      throws Exception {
    insert("joost", generation);
    String said = run("pkcs15-tool", "--dump");
    for (String line :
        List.of(
            "PKCS#15 Card [BELPIC]",
            "PIN [Basic PIN]",
            kind + " [Authentication]",
            kind + " [Signature]",
            detail,
            "X.509 Certificate [Authentication]",
            "X.509 Certificate [Signature]",
            "X.509 Certificate [CA]",
            "X.509 Certificate [Root]")) {
      assertTrue(said.contains(line), said);
    }
  }

  @Test
  void pkcs15ToolFindsTheRootAloneOnAChildsCard() throws Exception {
    insert("pixie", CardGeneration.APPLET_1_7);
    String said = run("pkcs15-tool", "--list-certificates");
    assertTrue(said.contains("[Root]") && !said.contains("[Authentication]"), said);
  }

  @ParameterizedTest
  @CsvSource({
    "APPLET_1_1, SHA1-RSA-PKCS, SHA1withRSA",
    "APPLET_1_7, SHA1-RSA-PKCS, SHA1withRSA",
    "APPLET_1_7, SHA256-RSA-PKCS, SHA256withRSA",
    "APPLET_1_7_REKEYED, SHA256-RSA-PKCS, SHA256withRSA"
  })
  void pkcs11ToolSigns(CardGeneration generation, String mechanism, String algorithm)
      throws Exception {
    insert("liesl", generation);
    run("pkcs15-tool", "--list-pins");
    String objects = run("pkcs11-tool", "--list-objects", "--type", "cert");
    assertTrue(objects.contains("label:      Authentication"), objects);

    Path message = Files.write(directory.resolve("message"), MESSAGE);
    Path signature = directory.resolve("signature");
    Path certificate = directory.resolve("certificate");
    run(
        "pkcs11-tool",
        "--login",
        "--pin",
        "1234",
        "--sign",
        "--id",
        "02",
        "--mechanism",
        mechanism,
        "--input-file",
        message.toString(),
        "--output-file",
        signature.toString());
    run(
        "pkcs11-tool",
        "--read-object",
        "--type",
        "cert",
        "--id",
        "02",
        "--output-file",
        certificate.toString());
    X509Certificate authentication =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(certificate)));
    Signature verifier = Signature.getInstance(algorithm);
    verifier.initVerify(authentication.getPublicKey());
    verifier.update(MESSAGE);
    assertTrue(verifier.verify(Files.readAllBytes(signature)));
    assertTrue(reader.client().status().contains("\"triesLeft\":3"));
  }

  @Test
  void readsTwoSlotsApart() throws Exception {
    insert("joost", CardGeneration.APPLET_1_7);
    reader.client().insert("liesl", CardGeneration.APPLET_1_8, Fault.NONE, Slot.SECOND);
    assertTrue(run("eidenv", "--reader", "0").contains("Voorbeeld-Verzonnen"));
    assertTrue(run("eidenv", "--reader", "1").contains("Muster-Erfunden"));
    reader.client().pull(Slot.SECOND);
    assertTrue(reader.client().status().startsWith("{\"inserted\":\"joost\""));
    assertTrue(reader.client().command("status slot2").startsWith("{\"inserted\":null"));
  }

  /** PC/SC sees no change, and yet the number of the chip is another. */
  @Test
  void letsACardBeSwappedUnseen() throws Exception {
    insert("joost", CardGeneration.APPLET_1_7);
    run("eidenv");
    String before = run("opensc-tool", "--send-apdu", "80E400001C");
    reader.client().swap("liesl", CardGeneration.APPLET_1_7, Fault.NONE, Slot.FIRST);
    String after = run("opensc-tool", "--send-apdu", "80E400001C");
    assertTrue(before.contains("SW1=0x90") && after.contains("SW1=0x90"), after);
    assertTrue(!before.equals(after), "the same chip");
    assertTrue(run("eidenv").contains("Muster-Erfunden"));
  }

  @Test
  void answersAStatusThatNoCardGave() throws Exception {
    insert("joost", CardGeneration.APPLET_1_7);
    run("eidenv");
    reader.client().statusAfter(1, 0x6F00);
    String said = run("opensc-tool", "--card-driver", "default", "--send-apdu", "80E400001C");
    assertTrue(said.contains("SW1=0x6F, SW2=0x00"), said);
  }

  private static void insert(String person, CardGeneration generation) throws Exception {
    reader.client().insert(person, generation, Fault.NONE, Slot.FIRST);
    awaitCard(0);
  }

  /** pcscd looks every 400 ms; OpenSC's own --wait overlooks a card that is there already. */
  private static void awaitCard(int number) throws Exception {
    String present = "(?s).*\n" + number + " +Yes .*";
    for (int look = 0; look < 100; look++) {
      if (run("opensc-tool", "--list-readers").matches(present)) {
        return;
      }
      Thread.sleep(50);
    }
    fail("pcscd does not see the card");
  }

  /** What a program says; eidenv's exit status says nothing, it is 1 whatever happens. */
  private static String run(String... command) throws Exception {
    Path output = directory.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put(PcscSocket.VARIABLE, reader.pcscSocket().toString());
    Process program = builder.start();
    if (!program.waitFor(30, TimeUnit.SECONDS)) {
      program.destroyForcibly();
      fail(command[0] + " does not end: " + Files.readString(output));
    }
    String said = Files.readString(output);
    if (!command[0].equals("eidenv")) {
      assertEquals(0, program.exitValue(), said);
    }
    return said;
  }
}
