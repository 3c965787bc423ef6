package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.Catalogue;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.OrderRequest;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.engine.Commission;
import be.borne.townhall.guichet.engine.Engine;
import be.borne.townhall.guichet.engine.EngineFailure;
import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.engine.Progress;
import be.borne.townhall.guichet.engine.SealedDocument;
import be.borne.townhall.guichet.engine.embedded.EmbeddedEngine;
import be.borne.townhall.guichet.store.SqliteDatabase;
import be.borne.townhall.guichet.validation.DocumentValidator;
import be.borne.townhall.guichet.validation.ValidationSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What an engine issues is given out only if it passes, and its report is kept with the order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrdersValidationTest {
  private static final NationalNumber MARGUERITE = new NationalNumber("50134199915");
  private static final OrderRequest LIFE = new OrderRequest("life", Language.FRENCH);

  private Path folder;
  private OrderStore store;
  private Altered engine;
  private DocumentValidator validator;
  private Orders orders;

  /** The embedded engine with somebody between it and the guichet. */
  private record Altered(EmbeddedEngine real, AtomicReference<UnaryOperator<byte[]>> change)
      implements Engine {
    @Override
    public Catalogue catalogue() {
      return real.catalogue();
    }

    @Override
    public boolean ready() {
      return real.ready();
    }

    @Override
    public Progress advance(Commission commission) throws EngineFailure {
      return real.advance(commission) instanceof Progress.Issued(SealedDocument document)
          ? new Progress.Issued(
              new SealedDocument(change.get().apply(document.pdf()), document.verificationCode()))
          : new Progress.Refused("not issued");
    }

    @Override
    public void close() {
      real.close();
    }
  }

  @BeforeAll
  void open(@TempDir Path temporary) throws Exception {
    folder = temporary;
    Municipality testerive =
        new Municipality(
            "Ville de Testerive", "Stad Testerive", "Stadt Testerive", "City of Testerive", "TSR");
    EmbeddedEngine real =
        new EmbeddedEngine(
            folder.resolve("engine"),
            testerive,
            "NTRBE-0000000097",
            code -> URI.create("http://localhost/verify/" + code),
            Clock.systemUTC());
    engine = new Altered(real, new AtomicReference<>(UnaryOperator.identity()));
    validator =
        new DocumentValidator(
            new ValidationSettings(null, null, null, null, Duration.ofMinutes(2)),
            List.of(real.sealRoot()),
            "NTRBE-0000000097",
            Clock.systemUTC());
    validator.rehearse(real.rehearsal().pdf());
    store = OrderStore.open(folder.resolve("orders.db"));
    orders =
        new Orders(
            store,
            engine,
            validator,
            new CitizenPseudonyms(folder.resolve("pseudonyms.key")),
            "TSR",
            GuichetConfiguration.Ordering.UNLIMITED,
            GuichetConfiguration.Collection.USUAL,
            Clock.systemUTC());
  }

  @AfterAll
  void close() throws Exception {
    validator.close();
    engine.close();
    store.close();
  }

  @Test
  void theReportIsKeptWithTheOrder() throws Exception {
    engine.change().set(UnaryOperator.identity());
    Order order = orders.place("library-1", MARGUERITE, UUID.randomUUID(), LIFE).order();
    assertEquals(Order.State.READY, order.state());
    try (OrderRecords records = OrderRecords.open(folder, "staff", Clock.systemUTC())) {
      byte[] report = records.report(order.reference()).orElseThrow();
      String xml = new String(report, StandardCharsets.UTF_8);
      assertTrue(xml.contains("urn:etsi:019102:mainindication:total-passed"), xml);
      assertFalse(xml.contains("50134199915"));
      assertFalse(xml.contains("Marguerite"));
      assertTrue(records.report("TSR-2026-00000000").isEmpty());
      assertTrue(records.report("'; DROP TABLE orders").isEmpty());
    }
  }

  @Test
  void anAlteredDocumentIsNotGivenOutNorKeptAndTheOperatorSeesIt() throws Exception {
    refused(FaultCode.SEAL_BROKEN, pdf -> Arrays.copyOf(pdf, pdf.length + 1));
    refused(
        FaultCode.NOT_A_DOCUMENT,
        pdf -> "{\"error\":\"no such document\"}".getBytes(StandardCharsets.US_ASCII));
    refused(FaultCode.NOT_A_DOCUMENT, pdf -> new byte[0]);
  }

  private void refused(FaultCode fault, UnaryOperator<byte[]> change) throws Exception {
    engine.change().set(change);
    UUID key = UUID.randomUUID();
    Refusal refusal =
        assertThrows(Refusal.class, () -> orders.place("library-1", MARGUERITE, key, LIFE));
    assertEquals(502, refusal.status());
    assertEquals(fault, refusal.problem().fault());
    StoredOrder order = store.byKey(key).orElseThrow();
    assertEquals(Order.State.REFUSED, order.state());
    assertTrue(store.document(order.reference()).isEmpty());
    try (OrderRecords records = OrderRecords.open(folder, "staff", Clock.systemUTC())) {
      OrderRecords.Failure newest = records.failures().getFirst();
      assertEquals(order.reference(), newest.reference());
      assertTrue(refusal.getMessage().endsWith(newest.rule()), newest.rule());
    }
    // The same key finds the same refusal; nothing is issued behind its back.
    engine.change().set(UnaryOperator.identity());
    assertEquals(
        Order.State.REFUSED, orders.place("library-1", MARGUERITE, key, LIFE).order().state());
  }

  @Test
  void anUpdatedStoreKeepsItsOrders() throws Exception {
    Path old = folder.resolve("old.db");
    try (SqliteDatabase database =
        SqliteDatabase.open(old, OrderStore.class, List.of("V001__orders.sql"))) {
      database.within(
          connection -> {
            try (var statement = connection.createStatement()) {
              return statement.executeUpdate(
                  "INSERT INTO orders VALUES ('TSR-2026-7K3M9QX2',"
                      + " '123e4567-e89b-42d3-a456-426614174000', zeroblob(32), 'library-1',"
                      + " 'life', 'fr', 'READY', NULL, 1, 2, NULL, '7K3M-9QX2-0000-ABCD', '"
                      + "0".repeat(64)
                      + "', 1)");
            }
          });
    }
    try (OrderStore updated = OrderStore.open(old)) {
      assertTrue(updated.byReference("TSR-2026-7K3M9QX2").isPresent());
      assertTrue(updated.validation("TSR-2026-7K3M9QX2").isEmpty());
      assertTrue(
          updated.withdraw(
              "TSR-2026-7K3M9QX2", WithdrawalReason.LOST_OR_STOLEN, Clock.systemUTC().instant()));
    }
  }
}
