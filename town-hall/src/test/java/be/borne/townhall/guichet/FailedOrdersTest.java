package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.Catalogue;
import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.EmailAddress;
import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.guichet.OrderRequest;
import be.borne.protocol.guichet.PickupCode;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.guichet.Sides;
import be.borne.protocol.guichet.UnfinishedOrder;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.engine.Commission;
import be.borne.townhall.guichet.engine.Engine;
import be.borne.townhall.guichet.engine.EngineFailure;
import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.engine.Progress;
import be.borne.townhall.guichet.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An order by e-mail or post that failed before its citizen's eyes. It was once carried on at the
 * next sign-in and sent without a word, beside the one that had been ordered again meanwhile.
 */
class FailedOrdersTest {
  private static final NationalNumber MARGUERITE = new NationalNumber("50134199915");
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
  private static final String ADDRESS = "invented.person@testerive.example";

  @TempDir Path folder;
  private final Moody engine = new Moody();
  private OrderStore store;
  private Orders orders;

  @BeforeEach
  void open() throws Exception {
    store = OrderStore.open(folder.resolve("orders.db"));
    orders = orders(NOON);
  }

  private Orders orders(Instant now) throws Exception {
    return new Orders(
        store,
        engine,
        new Offer(engine, EnumSet.of(DeliveryWay.EMAIL, DeliveryWay.POST)),
        null,
        new CitizenPseudonyms(folder.resolve("pseudonyms.key")),
        "TSR",
        GuichetConfiguration.Ordering.UNLIMITED,
        GuichetConfiguration.Collection.USUAL,
        _ -> {},
        () -> {},
        Clock.fixed(now, ZoneOffset.UTC));
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  private static OrderRequest request(DeliveryWay way) {
    return new OrderRequest(
        "life",
        Language.FRENCH,
        null,
        1,
        way,
        way == DeliveryWay.EMAIL ? new EmailAddress(ADDRESS) : null);
  }

  private boolean isOnDisk(String text) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
          return true;
        }
      }
    }
    return false;
  }

  private void issue(String reference) throws Exception {
    store.issued(
        reference,
        new byte[5_000],
        new IssuedDocument(
            "0".repeat(64), 5_000, "0000-0000-" + PickupCode.of(reference).grouped()),
        NOON,
        new Validated(reference, NOON, true, "PAdES-BASELINE-T", null));
  }

  @ParameterizedTest
  @EnumSource(
      value = DeliveryWay.class,
      names = {"EMAIL", "POST"})
  void whatFailedBeforeItsCitizensEyesIsCollectedAndNotSent(DeliveryWay way) throws Exception {
    UUID key = UUID.randomUUID();
    engine.fails = true;
    assertThrows(Refusal.class, () -> orders.place("library-1", MARGUERITE, key, request(way)));
    engine.fails = false;
    List<UnfinishedOrder> waiting = orders.unfinished(MARGUERITE).orders();
    assertEquals(1, waiting.size());
    assertFalse(isOnDisk(ADDRESS), "the address is still legible");
    String reference = waiting.getFirst().reference();
    issue(reference);
    assertTrue(store.isOnPaper(reference));
    assertEquals(Optional.empty(), store.mails().due(NOON));
    assertEquals(List.of(), store.letters().toPost(10));
    assertEquals(
        UnfinishedOrder.Standing.READY,
        orders.unfinished(MARGUERITE).orders().getFirst().standing());
    // Who would say now that it is sent would be wrong.
    Refusal refusal =
        assertThrows(Refusal.class, () -> orders.place("library-1", MARGUERITE, key, request(way)));
    assertEquals(409, refusal.status());
  }

  /** Nobody was told otherwise: within the visit the same order goes on. */
  @Test
  void askedForAgainAtOnceItIsSentAfterAll() throws Exception {
    UUID key = UUID.randomUUID();
    engine.fails = true;
    assertThrows(
        Refusal.class,
        () -> orders.place("library-1", MARGUERITE, key, request(DeliveryWay.EMAIL)));
    engine.fails = false;
    Orders.Placed placed = orders.place("library-1", MARGUERITE, key, request(DeliveryWay.EMAIL));
    assertFalse(placed.isNew());
    issue(placed.order().reference());
    assertEquals(placed.order().reference(), store.mails().due(NOON).orElseThrow().reference());
  }

  /** That it is being made is what was said, and that it is sent then. */
  @Test
  void whatIsBeingMadeIsSentWhenItIsMade() throws Exception {
    Orders.Placed placed =
        orders.place("library-1", MARGUERITE, UUID.randomUUID(), request(DeliveryWay.EMAIL));
    assertEquals(1, orders.unfinished(MARGUERITE).orders().size());
    issue(placed.order().reference());
    assertTrue(store.mails().due(NOON).isPresent());
    assertFalse(store.isOnPaper(placed.order().reference()));
    assertEquals(List.of(), orders.unfinished(MARGUERITE).orders());
  }

  private void isCollected(String reference) throws Exception {
    issue(reference);
    assertTrue(store.isOnPaper(reference));
    assertEquals(Optional.empty(), store.mails().due(NOON));
    assertEquals(List.of(), store.letters().toPost(10));
    assertFalse(isOnDisk(ADDRESS), "the address is still legible");
  }

  private String ordered(UUID key) throws Exception {
    return orders
        .place("library-1", MARGUERITE, key, request(DeliveryWay.EMAIL))
        .order()
        .reference();
  }

  /** Once only a refusal counted as a failure: what broke, or was never answered, was sent. */
  @Test
  void whatBrokeOrWasNeverAnsweredIsCollected() throws Exception {
    engine.meanwhile =
        () -> {
          throw new IllegalStateException("broken");
        };
    assertThrows(IllegalStateException.class, () -> ordered(UUID.randomUUID()));
    engine.meanwhile = () -> {};
    // A town hall that is killed in the middle of it leaves the same behind: nobody was told.
    isCollected(orders.unfinished(MARGUERITE).orders().getFirst().reference());
  }

  /**
   * The first call was at work still; the second was told to come later, and so was the citizen.
   */
  @Test
  void whatAnotherCallWasRefusedIsCollectedThoughTheFirstSucceeds() throws Exception {
    UUID key = UUID.randomUUID();
    String reference = ordered(key);
    // It cannot wait for its turn.
    Thread.currentThread().interrupt();
    try {
      assertThrows(Refusal.class, () -> ordered(key));
    } finally {
      assertTrue(Thread.interrupted());
    }
    isCollected(reference);
  }

  @Test
  void whoIsToldMeanwhileThatItFailedIsNotToldThatItGoes() throws Exception {
    UUID key = UUID.randomUUID();
    engine.meanwhile =
        () -> {
          try {
            store.failed(store.byKey(key).orElseThrow().reference(), NOON);
          } catch (StoreException e) {
            throw new IllegalStateException(e);
          }
        };
    Refusal refusal = assertThrows(Refusal.class, () -> ordered(key));
    assertEquals(409, refusal.status());
    isCollected(store.byKey(key).orElseThrow().reference());
  }

  /** Looking at it once neither noted a failure nor honoured one. */
  @Test
  void aLookThatFailsIsAFailureToo() throws Exception {
    String reference = ordered(UUID.randomUUID());
    engine.fails = true;
    assertThrows(Refusal.class, () -> orders.look(MARGUERITE, reference));
    engine.fails = false;
    orders.look(MARGUERITE, reference);
    assertEquals(DeliveryWay.PAPER, store.byReference(reference).orElseThrow().way());
    isCollected(reference);
  }

  /** It was once kept for as long as a document can be collected. */
  @Test
  void theAddressOfWhatFailedIsForgottenWhenTheVisitIsOver() throws Exception {
    engine.fails = true;
    UUID key = UUID.randomUUID();
    assertThrows(Refusal.class, () -> ordered(key));
    engine.fails = false;
    String promised = ordered(UUID.randomUUID());
    orders(NOON.plus(CitizenSessions.LIFE)).forgetDocuments();
    assertEquals(DeliveryWay.EMAIL, store.byKey(key).orElseThrow().way());
    orders(NOON.plus(CitizenSessions.LIFE).plusSeconds(1)).forgetDocuments();
    assertEquals(DeliveryWay.PAPER, store.byKey(key).orElseThrow().way());
    assertTrue(isOnDisk(ADDRESS), "what was promised has its address");
    issue(promised);
    store.mails().sent(promised, NOON);
    assertFalse(isOnDisk(ADDRESS), "the address is still legible");
  }

  /** Makes nothing at once, or fails. */
  private static final class Moody implements Engine {
    private boolean fails;
    private Runnable meanwhile = () -> {};

    @Override
    public Catalogue catalogue() {
      Map<Language, String> title =
          Stream.of(Language.values())
              .collect(Collectors.toMap(Function.identity(), language -> "Life"));
      return new Catalogue(
          List.of(
              new Service(
                  "life",
                  title,
                  title,
                  List.of(Language.FRENCH),
                  0,
                  Service.Delivery.AT_ONCE,
                  Sides.ONE_SIDED,
                  List.of(),
                  1,
                  List.of(DeliveryWay.values()))));
    }

    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public Progress advance(Commission commission) throws EngineFailure {
      meanwhile.run();
      if (fails) {
        throw new EngineFailure("engine is away");
      }
      return new Progress.InPreparation();
    }

    @Override
    public void close() {}
  }
}
