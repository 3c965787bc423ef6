package be.borne.kiosk.form;

import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.PrefillKey;
import java.util.Map;
import java.util.Optional;

/** What the verified identity already says, so that nobody types it again. */
public record Prefill(Map<PrefillKey, Answer> values) {
  public Prefill {
    values = Map.copyOf(values);
  }

  public static Prefill none() {
    return new Prefill(Map.of());
  }

  /**
   * @param key null for a field that is not prefilled
   */
  Optional<Answer> get(PrefillKey key) {
    return key == null ? Optional.empty() : Optional.ofNullable(values.get(key));
  }

  /** Hides who it is. */
  @Override
  public String toString() {
    return "Prefill[hidden]";
  }
}
