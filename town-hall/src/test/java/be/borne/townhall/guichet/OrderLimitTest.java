package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.Catalogue;
import be.borne.protocol.guichet.OrderRequest;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.Attack;
import be.borne.townhall.guichet.engine.Commission;
import be.borne.townhall.guichet.engine.Engine;
import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.engine.Progress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One card does not use up all the paper. */
class OrderLimitTest {
  private static final NationalNumber MARGUERITE = new NationalNumber("50134199915");
  private static final NationalNumber JOOST = new NationalNumber("72154299842");
  private static final OrderRequest LIFE = new OrderRequest("life", Language.FRENCH);

  /** Five minutes before midnight in Brussels. */
  private static final Instant LATE = Instant.parse("2026-11-23T22:55:00Z");

  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(LATE);
  private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
  private OrderStore store;

  @BeforeEach
  void open() throws Exception {
    store = OrderStore.open(folder.resolve("orders.db"));
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  private Orders orders(int perCitizenAndDay) throws Exception {
    return new Orders(
        store,
        new Slow(),
        null,
        new CitizenPseudonyms(folder.resolve("pseudonyms.key")),
        "TSR",
        new GuichetConfiguration.Ordering(perCitizenAndDay),
        GuichetConfiguration.Collection.USUAL,
        clock);
  }

  private static void order(Orders orders, NationalNumber citizen) throws Exception {
    assertTrue(orders.place("library-1", citizen, UUID.randomUUID(), LIFE).isNew());
  }

  @Test
  void whoHasOrderedEnoughTodayOrdersAgainTomorrow() throws Exception {
    Orders orders = orders(2);
    UUID first = UUID.randomUUID();
    String reference = orders.place("library-1", MARGUERITE, first, LIFE).order().reference();
    order(orders, MARGUERITE);
    Refusal refusal = assertThrows(Refusal.class, () -> order(orders, MARGUERITE));
    assertEquals(429, refusal.status());
    assertEquals(FaultCode.ENOUGH_FOR_TODAY, refusal.problem().fault());
    // Asked again for what was placed, it is no further order; nor is another citizen's.
    Orders.Placed again = orders.place("library-1", MARGUERITE, first, LIFE);
    assertFalse(again.isNew());
    assertEquals(reference, again.order().reference());
    order(orders, JOOST);
    now.set(Instant.parse("2026-11-23T23:00:00Z"));
    order(orders, MARGUERITE);
  }

  @Attack(
      on = Attack.Aim.OVERLOAD,
      what = "more orders than one may have in a day, all at one moment")
  @Test
  void allAtOnceAreNoMoreThanOneByOne() throws Exception {
    Orders orders = orders(3);
    Callable<Boolean> one =
        () -> {
          try {
            order(orders, MARGUERITE);
            return true;
          } catch (Refusal e) {
            assertEquals(FaultCode.ENOUGH_FOR_TODAY, e.problem().fault());
            return false;
          }
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
      List<Boolean> placed =
          threads.invokeAll(Collections.nCopies(12, one)).stream().map(Future::resultNow).toList();
      assertEquals(3, placed.stream().filter(Boolean::booleanValue).count());
    }
  }

  @Test
  void zeroIsNoLimit() throws Exception {
    Orders orders = orders(0);
    for (int i = 0; i < 50; i++) {
      order(orders, MARGUERITE);
    }
  }

  /** An engine that never gets anything done. */
  private static final class Slow implements Engine {
    @Override
    public Catalogue catalogue() {
      Map<Language, String> title =
          Arrays.stream(Language.values())
              .collect(Collectors.toMap(Function.identity(), Language::tag));
      return new Catalogue(
          List.of(
              new Service(
                  "life", title, title, List.of(Language.FRENCH), 0, Service.Delivery.AT_ONCE)));
    }

    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public Progress advance(Commission commission) {
      return new Progress.InPreparation();
    }

    @Override
    public void close() {}
  }
}
