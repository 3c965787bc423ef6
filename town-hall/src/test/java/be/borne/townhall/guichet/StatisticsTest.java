package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.DeliveryReport;
import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.EmailAddress;
import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.RefusalReason;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.Operator;
import be.borne.townhall.guichet.Statistics.By;
import be.borne.townhall.guichet.Statistics.Line;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatisticsTest {
  private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
  private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

  /** Summer time ended on 25 October: the last hour of October in Belgium is 22:00 in UTC. */
  private static final Instant LAST_HOUR_OF_OCTOBER = Instant.parse("2026-10-31T22:30:00Z");

  private static final Instant FIRST_HOUR_OF_NOVEMBER = Instant.parse("2026-10-31T23:30:00Z");

  @TempDir Path folder;
  private Path var;
  private OrderStore orders;
  private FormStore forms;
  private int next;

  @BeforeEach
  void open() throws Exception {
    var = Files.createDirectories(folder.resolve("var"));
    orders = OrderStore.open(var.resolve("orders.db"));
    forms = FormStore.open(var.resolve("forms.db"));
  }

  @AfterEach
  void close() throws Exception {
    orders.close();
    forms.close();
  }

  private String ordered(String service, String terminal, DeliveryWay way, Instant at)
      throws Exception {
    String reference = "TSR-2026-%08d".formatted(next++);
    Optional<EmailAddress> email =
        way == DeliveryWay.EMAIL
            ? Optional.of(new EmailAddress("invented.person@testerive.example"))
            : Optional.empty();
    assertTrue(
        orders.place(
            new StoredOrder(
                reference,
                UUID.randomUUID(),
                new byte[32],
                terminal,
                service,
                Language.FRENCH,
                Order.State.IN_PREPARATION,
                at,
                null,
                null,
                way == DeliveryWay.PAPER ? 3 : 1,
                way,
                new byte[32]),
            email,
            Instant.EPOCH,
            Integer.MAX_VALUE));
    return reference;
  }

  private String issued(String service, String terminal, DeliveryWay way, Instant at)
      throws Exception {
    String reference = ordered(service, terminal, way, at);
    orders.issued(
        reference,
        new byte[] {1},
        new IssuedDocument("0".repeat(64), 1, null),
        at,
        new Validated(reference, at, true, "PAdES-BASELINE-T", null));
    return reference;
  }

  private void printed(String reference, String terminal, Instant at) throws Exception {
    UUID claim = UUID.randomUUID();
    orders.claims().claim(claim, reference, terminal, at);
    for (int twice = 0; twice < 2; twice++) {
      orders
          .claims()
          .report(
              reference,
              terminal,
              new DeliveryReport(claim, DeliveryReport.Outcome.PRINTED, at),
              at.plusSeconds(twice));
    }
  }

  private List<Line> count(YearMonth from, YearMonth until, By by) throws Exception {
    try (Statistics statistics = Statistics.open(var)) {
      return statistics.count(from, until, by);
    }
  }

  @Test
  void eachIsCountedWhereAndWhenItHappenedInBelgium() throws Exception {
    String bought = issued("life", "library-1", DeliveryWay.PAPER, LAST_HOUR_OF_OCTOBER);
    printed(bought, "bus", FIRST_HOUR_OF_NOVEMBER);
    assertEquals(
        List.of(new Line("2026-10", 1, 0, 0, 0, 0, 0), new Line("2026-11", 0, 1, 3, 0, 0, 0)),
        count(OCTOBER, NOVEMBER, By.MONTH));
    assertEquals(
        List.of(new Line("bus", 0, 1, 3, 0, 0, 0)), count(NOVEMBER, NOVEMBER, By.TERMINAL));
    assertEquals(
        List.of(new Line("00:00", 0, 1, 3, 0, 0, 0), new Line("23:00", 1, 0, 0, 0, 0, 0)),
        count(OCTOBER, NOVEMBER, By.HOUR));
    assertEquals(List.of(new Line("life", 1, 1, 3, 0, 0, 0)), count(OCTOBER, NOVEMBER, By.SERVICE));
  }

  @Test
  void everyWayCountsAndWhatIsRefusedOrNotPrintedDoesNot() throws Exception {
    issued("life", "library-1", DeliveryWay.EMAIL, FIRST_HOUR_OF_NOVEMBER);
    orders.mails().sent("TSR-2026-00000000", FIRST_HOUR_OF_NOVEMBER);
    String letter = issued("life", "library-1", DeliveryWay.POST, FIRST_HOUR_OF_NOVEMBER);
    orders.letters().end(letter, Dispatch.Standing.POSTED, "a clerk", FIRST_HOUR_OF_NOVEMBER);
    String refused = ordered("birth-act", "library-1", DeliveryWay.PAPER, FIRST_HOUR_OF_NOVEMBER);
    orders.refused(
        refused, RefusalReason.NOTHING_TO_CERTIFY, "no such act", FIRST_HOUR_OF_NOVEMBER);
    String left = issued("life", "library-1", DeliveryWay.PAPER, FIRST_HOUR_OF_NOVEMBER);
    UUID claim = UUID.randomUUID();
    orders.claims().claim(claim, left, "library-1", FIRST_HOUR_OF_NOVEMBER);
    orders
        .claims()
        .report(
            left,
            "library-1",
            new DeliveryReport(claim, DeliveryReport.Outcome.NOT_PRINTED, FIRST_HOUR_OF_NOVEMBER),
            FIRST_HOUR_OF_NOVEMBER);
    assertTrue(forms.isKept("bulky-waste", 1, "{}"));
    forms.place(
        new FormStore.Stored(
            "TSR-2026-7K3M9QX2",
            UUID.randomUUID(),
            new byte[32],
            new byte[32],
            "library-1",
            "bulky-waste",
            1,
            Language.FRENCH,
            FIRST_HOUR_OF_NOVEMBER,
            new FormStore.Filled(
                "50134199915", "Invented-Person", "Testine", Optional.empty(), "{}"),
            Optional.empty(),
            null),
        Set.of(),
        Optional.empty(),
        Instant.EPOCH,
        Integer.MAX_VALUE);
    assertEquals(
        List.of(
            new Line("email", 1, 1, 0, 0, 0, 0),
            new Line("form", 0, 0, 0, 0, 1, 0),
            new Line("paper", 2, 0, 0, 1, 0, 0),
            new Line("post", 1, 1, 0, 0, 0, 0)),
        count(NOVEMBER, NOVEMBER, By.WAY));
    assertEquals(
        List.of("birth-act", "bulky-waste", "life"),
        count(NOVEMBER, NOVEMBER, By.SERVICE).stream().map(Line::what).toList());
    assertEquals(
        List.of("library-1", "not at a terminal"),
        count(NOVEMBER, NOVEMBER, By.TERMINAL).stream().map(Line::what).toList());
  }

  @Test
  void aMonthStandsBesideTheSameOneAYearAgo() throws Exception {
    Instant lastYear = Instant.parse("2025-11-15T12:00:00Z");
    for (int i = 0; i < 4; i++) {
      printed(issued("life", "bus", DeliveryWay.PAPER, lastYear), "bus", lastYear);
    }
    Instant thisYear = Instant.parse("2026-11-15T12:00:00Z");
    for (int i = 0; i < 5; i++) {
      printed(issued("life", "bus", DeliveryWay.PAPER, thisYear), "bus", thisYear);
    }
    Line november = count(NOVEMBER, NOVEMBER, By.MONTH).getFirst();
    assertEquals(new Line("2026-11", 5, 5, 15, 0, 0, 4), november);
    assertEquals(Optional.of(25L), november.growthPercent());
    String csv = said("--by", "month", "--from", "2026-11", "--until", "2026-11", "--csv");
    assertEquals(
        "month,ordered,delivered,copies,refused,forms,a year ago,growth %\n2026-11,5,5,15,0,0,4,+25\n",
        csv.replace("\r\n", "\n"));
    assertTrue(said("--from", "2026-11", "--until", "2026-11").contains("2026-11"));
    assertFalse(csv.contains("TSR-2026-"), "a reference is in the statistics");
  }

  private String said(String... arguments) throws Exception {
    Path configuration =
        Files.writeString(
            folder.resolve("town-hall.toml"),
            Files.readString(Path.of("src", "main", "config", "town-hall.toml")));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String[] all = new String[arguments.length + 3];
    all[0] = "statistics";
    all[1] = "--configuration";
    all[2] = configuration.toString();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    try (PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8)) {
      assertEquals(0, Operator.run(stream, stream, all), out.toString(StandardCharsets.UTF_8));
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void whatCannotBeCountedIsSaid() {
    assertThrows(IllegalArgumentException.class, () -> count(NOVEMBER, OCTOBER, By.MONTH));
    assertThrows(
        IllegalArgumentException.class, () -> count(YearMonth.of(-9999, 1), NOVEMBER, By.MONTH));
    assertThrows(IOException.class, () -> Statistics.open(folder.resolve("nowhere")));
  }
}
