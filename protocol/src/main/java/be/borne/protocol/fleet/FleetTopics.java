package be.borne.protocol.fleet;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * MQTT topics: {@code fleet/v1/{terminal}/up/{kind}}. A terminal may write only below its own
 * {@code up}.
 */
public final class FleetTopics {
  /** Everything that terminals say. */
  public static final String ALL_UP = "fleet/v1/+/up/#";

  private static final Pattern UP =
      Pattern.compile("fleet/v1/(" + UpMessage.TERMINAL.pattern() + ")/up/[a-z]+");

  private FleetTopics() {}

  public static String up(UpMessage message) {
    String kind =
        switch (message) {
          case UpMessage.Birth ignored -> "birth";
          case UpMessage.Health ignored -> "health";
          case UpMessage.Death ignored -> "death";
        };
    return upPrefix(message.terminal()) + kind;
  }

  /** {@code fleet/v1/{terminal}/up/}, the only place where that terminal may publish. */
  public static String upPrefix(String terminal) {
    return "fleet/v1/" + terminal + "/up/";
  }

  /** {@code fleet/v1/{terminal}/down/}, the only place where that terminal may listen. */
  public static String downPrefix(String terminal) {
    return "fleet/v1/" + terminal + "/down/";
  }

  /** The terminal that a topic belongs to; empty if it is no upward topic of ours. */
  public static Optional<String> terminalOf(String topic) {
    Matcher matcher = UP.matcher(topic);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
