package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.Challenge;
import be.borne.protocol.guichet.DeliveryReport.Outcome;
import be.borne.protocol.guichet.GuichetPaths;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.Attack;
import be.borne.townhall.guichet.audit.Act;
import be.borne.townhall.guichet.audit.AuditStore;
import be.borne.townhall.guichet.audit.AuditStore.Search;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who fetched what from which terminal: after the fact, from the trail alone. */
class AuditAtTheGuichetTest extends AtTheGuichet {

  private List<AuditStore.Entry> found(Search search) throws Exception {
    try (AuditRecords records = AuditRecords.open(folder.resolve("var"))) {
      List<AuditStore.Entry> found = new ArrayList<>();
      records.tell(search, found::add);
      return found;
    }
  }

  private static Search ofOrder(String reference) {
    return new Search(Optional.empty(), Optional.empty(), "", "", reference);
  }

  @Test
  void anOrderIsFollowedFromCardToPaper() throws Exception {
    String reference = order();
    UUID claim = UUID.randomUUID();
    assertEquals(200, bus.claim(atBus, reference, claim).status());
    assertEquals(200, bus.document(atBus, reference, claim).status());
    heard(bus.report(reference, claim, Outcome.PRINTED));

    List<AuditStore.Entry> told = found(ofOrder(reference));
    assertEquals(
        List.of(
            "guichet ISSUED", "library-1 ORDERED", "bus CLAIMED", "bus FETCHED", "bus REPORTED"),
        told.stream().map(e -> e.event().where() + " " + e.event().act()).toList());
    assertEquals("PRINTED", told.getLast().event().detail());
    // The same citizen in all of them, and one that leads nowhere without the key.
    List<String> citizens =
        told.subList(1, 4).stream().map(e -> e.event().citizen()).distinct().toList();
    assertEquals(1, citizens.size());
    assertFalse(citizens.getFirst().contains(MARGUERITE));
  }

  @Test
  void whatWasDoneInACitizensNameIsFoundByTheirNumber() throws Exception {
    String reference = order();
    try (AuditRecords records = AuditRecords.open(folder.resolve("var"))) {
      List<AuditStore.Entry> hers = new ArrayList<>();
      String pseudonym = records.pseudonymOf(MARGUERITE);
      records.tell(new Search(Optional.empty(), Optional.empty(), "", pseudonym, ""), hers::add);
      assertTrue(hers.stream().anyMatch(e -> e.event().reference().equals(reference)));
      assertTrue(hers.stream().anyMatch(e -> e.event().act() == Act.SIGNED_IN));
      assertEquals(0, records.verify(Optional.empty()).broken());
    }
  }

  @Attack(on = Attack.Aim.THE_TRAIL, what = "a refused card is to leave no trace")
  @Test
  void aCardThatIsRefusedIsWrittenDownToo() throws Exception {
    Challenge challenge = library.challenge();
    refused(
        403,
        FaultCode.CITIZEN_REFUSED,
        library.post(GuichetPaths.SESSIONS, marguerite.answer(challenge, "another-terminal")));
    AuditStore.Entry last = found(Search.ALL).getLast();
    assertEquals(Act.SIGN_IN_REFUSED, last.event().act());
    assertEquals("", last.event().citizen());
    assertEquals("challenge is not signed by the card", last.event().detail());
  }

  /** A document that could be fetched without a trace would be worth stealing. */
  @Attack(on = Attack.Aim.THE_TRAIL, what = "the trail is broken, so that nothing is written down")
  @Test
  void whatCannotBeWrittenDownIsNotGivenOut() throws Exception {
    String reference = order();
    UUID claim = claimedAtLibrary(reference);
    Path trail = folder.resolve("var").resolve("audit.db");
    try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + trail);
        var statement = connection.createStatement()) {
      statement.execute(
          "CREATE TRIGGER full BEFORE INSERT ON entries BEGIN SELECT RAISE(ABORT, 'full'); END");
      assertEquals(500, library.document(atLibrary, reference, claim).status());
      // Nor is one made that would go by mail or letter.
      TestTerminal.Answer refused =
          library.order(atLibrary, UUID.randomUUID(), "life", Language.FRENCH);
      assertEquals(500, refused.status());
      statement.execute("DROP TRIGGER full");
    }
    assertEquals(200, library.document(atLibrary, reference, claim).status());
  }
}
