package be.borne.townhall.fleet;

import static be.borne.townhall.fleet.TestTown.answers;
import static be.borne.townhall.fleet.TestTown.ready;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.fleet.FleetTopics;
import be.borne.protocol.fleet.UpMessage;
import be.borne.protocol.json.Json;
import be.borne.provisioning.authority.Authority;
import be.borne.provisioning.authority.IssuedIdentity;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a valid certificate does not allow, and what garbage does not break. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TerminalRightsTest {
  private Path directory;
  private TestTown town;

  @BeforeAll
  void open(@TempDir Path shared) throws Exception {
    directory = shared;
    town = new TestTown(directory);
    town.open();
  }

  @AfterAll
  void close() {
    town.close();
  }

  @Test
  void aTerminalMaySpeakForItself() throws Exception {
    try (MqttVisitor terminal = new MqttVisitor(town, town.terminal("honest-1"), "honest-1")) {
      say(terminal, birth("honest-1", 1));
      town.await("its birth", answers("honest-1", "yes"));
      assertTrue(terminal.subscribe("fleet/v1/honest-1/down/#") < 0x80);
    }
  }

  @Test
  void aTerminalCannotTakeAnothersClientId() throws Exception {
    try (MqttVisitor victim = new MqttVisitor(town, town.terminal("victim-1"), "victim-1")) {
      for (String clientId : List.of("victim-1", "", "anything", "INTRUDER-1")) {
        assertThrows(
            MqttException.class,
            () -> new MqttVisitor(town, town.terminal("intruder-1"), clientId).close(),
            clientId);
      }
      assertTrue(victim.connected(), "the victim is not thrown out");
      say(victim, birth("victim-1", 1));
      town.await("the victim still speaks", answers("victim-1", "yes"));
    }
  }

  @Test
  void havingBeenLetInOnceDoesNotLetAnotherClientIdIn() throws Exception {
    IssuedIdentity identity = town.terminal("twice-1");
    new MqttVisitor(town, identity, "twice-1").close();
    assertThrows(MqttException.class, () -> new MqttVisitor(town, identity, "twice-2").close());
  }

  @Test
  void aTerminalCannotSpeakForAnother() throws Exception {
    try (MqttVisitor victim = new MqttVisitor(town, town.terminal("victim-2"), "victim-2")) {
      say(victim, birth("victim-2", 5));
      town.await("the victim's birth", answers("victim-2", "yes"));
    }
    String death = "{\"kind\":\"death\",\"version\":1,\"terminal\":\"victim-2\",\"session\":9}";
    for (String topic :
        List.of(
            "fleet/v1/victim-2/up/death",
            "fleet.v1.victim-2.up.death",
            "fleet/v1/victim-2/down/command",
            "fleet/v1/intruder-2/down/command",
            "fleet/v1/intruder-2/up/a/b",
            "$sys/anything",
            "activemq/management")) {
      try (MqttVisitor intruder =
          new MqttVisitor(town, town.terminal("intruder-2"), "intruder-2")) {
        assertThrows(MqttException.class, () -> intruder.publish(topic, death), topic);
      }
    }
    // On its own topic it may publish, but not about another.
    long refused = refused();
    try (MqttVisitor intruder = new MqttVisitor(town, town.terminal("intruder-2"), "intruder-2")) {
      intruder.publish("fleet/v1/intruder-2/up/death", death);
      town.await("the refusal", fleet -> fleet.at("/ingest/refused").asLong() > refused);
    }
    // A death of session 9 would have raised it.
    assertEquals(5, town.terminalJson("victim-2").get("session").asLong());
  }

  @Test
  void aTerminalCannotEavesdrop() throws Exception {
    try (MqttVisitor intruder = new MqttVisitor(town, town.terminal("intruder-3"), "intruder-3")) {
      for (String filter :
          List.of(
              "#",
              "fleet/#",
              "fleet/v1/+/up/#",
              "fleet/v1/+/down/#",
              "fleet/v1/victim-3/down/#",
              "fleet/v1/intruder-3/up/#",
              "$share/group/fleet/v1/victim-3/down/#",
              "fleet/v1/intruder-3/down/../../victim-3/down")) {
        assertRefused(intruder, filter);
      }
      try (MqttVisitor victim = new MqttVisitor(town, town.terminal("victim-3"), "victim-3")) {
        say(victim, birth("victim-3", 1));
        town.await("the victim's birth", answers("victim-3", "yes"));
      }
      assertNull(intruder.nextHeard(300));
    }
  }

  private static void assertRefused(MqttVisitor visitor, String filter) {
    try {
      int reason = visitor.subscribe(filter);
      // A path below its own down/ is its own, dots or not: topics know no "..".
      assertTrue(
          reason >= 0x80 || filter.startsWith("fleet/v1/intruder-3/down/"),
          filter + " was granted with " + reason);
    } catch (MqttException e) {
      assertTrue(e.getReasonCode() != 0, filter);
    }
  }

  @Test
  void strangersAreNotLetIn() throws Exception {
    Authority other = Authority.create(directory.resolve("other"), Clock.systemUTC());
    IssuedIdentity stranger = other.issueTerminal("library-9", directory.resolve("stranger"));
    IssuedIdentity trusting =
        new IssuedIdentity(
            stranger.certificate(), stranger.key(), town.terminal("library-9").authority());
    assertThrows(MqttException.class, () -> new MqttVisitor(town, trusting, "library-9").close());
    assertThrows(
        MqttException.class,
        () -> new MqttVisitor(town, town.terminal("ingest"), "ingest", "ingest", "guess").close(),
        "the ingest's name is its own");
  }

  @Test
  void garbageIsCountedAndDropped() throws Exception {
    long before = refused();
    String up = "fleet/v1/garbage-1/up/";
    List<String> garbage =
        List.of(
            "",
            "hello",
            "null",
            "{}",
            "[".repeat(5_000),
            "{\"kind\":\"death\",\"version\":1,\"terminal\":\"garbage-2\",\"session\":1}",
            "{\"kind\":\"death\",\"version\":0,\"terminal\":\"garbage-1\",\"session\":1}",
            "{\"kind\":\"death\",\"version\":1,\"terminal\":\"garbage-1\",\"session\":-1}",
            "{\"kind\":\"rumour\",\"version\":1,\"terminal\":\"garbage-1\",\"session\":1}",
            "x".repeat(60_000));
    try (MqttVisitor visitor = new MqttVisitor(town, town.terminal("garbage-1"), "garbage-1")) {
      for (String text : garbage) {
        visitor.publish(up + "health", text);
      }
      visitor.publish(up + "health", new byte[] {(byte) 0xff, 0, (byte) 0xc3, 0x28});
      // A death's payload on the topic of births, and a kind of topic that nobody knows.
      visitor.publish(up + "birth", Json.mapper().writeValueAsString(death("garbage-1", 1)));
      visitor.publish(up + "rumour", Json.mapper().writeValueAsString(death("garbage-1", 1)));
      town.await(
          "all of it is refused",
          fleet -> fleet.at("/ingest/refused").asLong() == before + garbage.size() + 3);

      say(visitor, birth("garbage-1", 1));
      town.await("what is right still passes", answers("garbage-1", "yes"));
      assertThrows(
          MqttException.class,
          () -> visitor.publish(up + "health", "x".repeat(70_000)),
          "longer than the broker takes");
    }
  }

  @Test
  void aNewerAgentsUnknownFieldsArePassedOver() throws Exception {
    try (MqttVisitor terminal = new MqttVisitor(town, town.terminal("newer-1"), "newer-1")) {
      JsonNode birth = Json.mapper().valueToTree(birth("newer-1", 1));
      String newer =
          birth.toString().replaceFirst("\\{", "{\"mood\":{\"deep\":[1,2]},\"weather\":\"rain\",");
      terminal.publish("fleet/v1/newer-1/up/birth", newer);
      town.await("its birth", answers("newer-1", "yes"));
    }
  }

  private long refused() throws Exception {
    return town.fleet().at("/ingest/refused").asLong();
  }

  private static UpMessage birth(String terminal, long session) {
    return new UpMessage.Birth(
        1, terminal, session, 0, TestTown.NOON, "0.1.0", "Site of " + terminal, ready(0));
  }

  private static UpMessage death(String terminal, long session) {
    return new UpMessage.Death(1, terminal, session);
  }

  private static void say(MqttVisitor visitor, UpMessage message) throws Exception {
    visitor.publish(
        FleetTopics.up(message),
        Json.mapper().writeValueAsString(message).getBytes(StandardCharsets.UTF_8));
    assertFalse(message.terminal().isEmpty());
  }
}
