package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.Catalogue;
import be.borne.protocol.guichet.DeliveryReport.Outcome;
import be.borne.protocol.guichet.GuichetPaths;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.OrderRequest;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.guichet.UnfinishedOrder.Standing;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.Attack;
import be.borne.townhall.guichet.engine.wcs.LivingWcs;
import be.borne.townhall.guichet.validation.TestSealer;
import be.borne.townhall.guichet.validation.ValidationSettings;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A guichet of which a w.c.s. issues the documents, with the service file that the project shows as
 * its example: from the citizen's card to the sealed file, and back to the workflow.
 */
class WcsAtTheGuichetTest extends AtTheGuichet {
  private static final Path SERVICES = Path.of("src/main/config/wcs-services");
  private TestSealer sealer;
  private byte[] sealed;
  private LivingWcs wcs;

  @Override
  GuichetConfiguration configured(GuichetConfiguration usual) throws Exception {
    sealer = new TestSealer(start.truncatedTo(ChronoUnit.SECONDS));
    sealed = sealer.sealed(SignatureLevel.PAdES_BASELINE_T);
    wcs = new LivingWcs(sealed);
    wcs.number = MARGUERITE;
    Path root = pem("wcs-root.pem", sealer.rootCertificate().getEncoded());
    Path revoked = Files.write(folder.resolve("wcs.crl"), sealer.revocationList(false));
    return new GuichetConfiguration(
        usual.municipality(),
        usual.storage(),
        usual.door(),
        usual.eid(),
        usual.verification(),
        new GuichetConfiguration.Seal(TestSealer.ORGANISATION),
        GuichetConfiguration.Ordering.UNLIMITED,
        null,
        new ValidationSettings(List.of(root), null, null, List.of(revoked), Duration.ofMinutes(1)),
        null,
        null,
        null,
        GuichetConfiguration.Limits.NONE,
        null,
        wcs.settings(folder, SERVICES));
  }

  private Path pem(String name, byte[] certificate) throws Exception {
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(certificate)
            + "\n-----END CERTIFICATE-----\n");
  }

  @BeforeEach
  void asUsual() {
    wcs.submitting = _ -> true;
  }

  @AfterAll
  void stopWcs() {
    wcs.close();
  }

  private TestTerminal.Answer ordering(String token) throws Exception {
    return library.order(
        token,
        UUID.randomUUID(),
        new OrderRequest(
            "household-composition",
            Language.FRENCH,
            "rent",
            1,
            be.borne.protocol.guichet.DeliveryWay.PAPER,
            null));
  }

  private LivingWcs.Kept keptOf(Order order) {
    return wcs.kept().stream()
        .filter(kept -> kept.data.path("reference_borne").asText().equals(order.reference()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void itsDocumentReachesTheTerminalByteForByteAndItsWorkflowHearsOfThePaper() throws Exception {
    List<Service> offered = library.get(GuichetPaths.SERVICES, null).as(Catalogue.class).services();
    assertEquals(List.of("household-composition"), offered.stream().map(Service::id).toList());

    TestTerminal.Answer answer = ordering(atLibrary);
    assertEquals(201, answer.status(), answer::toString);
    Order order = answer.as(Order.class);
    assertEquals(Order.State.READY, order.state());
    assertNull(order.document().verificationCode(), "nothing of ours stands on it");
    assertEquals(sealed.length, order.document().sizeBytes());

    UUID claim = claimedAtLibrary(order.reference());
    assertArrayEquals(sealed, library.document(atLibrary, order.reference(), claim).body());
    LivingWcs.Kept kept = keptOf(order);
    assertTrue(kept.owner.isPresent(), "an orphan");
    assertEquals(MARGUERITE, kept.data.path("nn").asText());
    assertEquals(List.of(), List.copyOf(kept.triggers));

    heard(library.report(order.reference(), claim, Outcome.PRINTED));
    await(() -> kept.triggers.equals(List.of("printed")));
  }

  /** A clerk of the w.c.s. looks first; the paper is had elsewhere, another day. */
  @Test
  void anOrderThatAClerkChecksIsCollectedAtAnotherTerminal() throws Exception {
    wcs.submitting =
        kept -> {
          kept.status = "wait";
          kept.document = null;
          return true;
        };
    Order order = ordering(atLibrary).as(Order.class);
    assertEquals(Order.State.IN_PREPARATION, order.state());
    assertEquals(Standing.IN_PREPARATION, standing(order.reference()).orElseThrow());

    LivingWcs.Kept kept = keptOf(order);
    kept.document = sealed;
    kept.status = "gen";
    assertEquals(Standing.READY, standing(order.reference()).orElseThrow());
    UUID claim = UUID.randomUUID();
    assertEquals(200, bus.claim(atBus, order.reference(), claim).status());
    assertArrayEquals(sealed, bus.document(atBus, order.reference(), claim).body());
  }

  @Test
  void aCitizenWhomTheSiteDoesNotKnowIsRefused() throws Exception {
    String joostsToken = library.signIn(joost);
    Order order = ordering(joostsToken).as(Order.class);
    assertEquals(Order.State.REFUSED, order.state());
  }

  /** Sealed, and by an authority that is trusted, for another organisation. */
  @Attack(on = Attack.Aim.ENGINE, what = "an engine's document with another organisation's seal")
  @Test
  void aDocumentOfAnotherOrganisationIsNotGivenOut() throws Exception {
    byte[] others = sealer.ofAnotherOrganisation().sealed(SignatureLevel.PAdES_BASELINE_T);
    wcs.submitting =
        kept -> {
          kept.document = others;
          return true;
        };
    refused(502, FaultCode.WRONG_ISSUER, ordering(atLibrary));
  }

  @Attack(on = Attack.Aim.ENGINE, what = "an engine's document without a seal")
  @Test
  void whatCarriesNoSealIsNotGivenOut() throws Exception {
    wcs.submitting =
        kept -> {
          kept.document = "%PDF-1.7 of nobody".getBytes(StandardCharsets.US_ASCII);
          return true;
        };
    TestTerminal.Answer answer = ordering(atLibrary);
    assertEquals(502, answer.status(), answer::toString);
  }

  private static void await(BooleanSupplier done) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (!done.getAsBoolean() && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertTrue(done.getAsBoolean(), "did not come within fifteen seconds");
  }
}
