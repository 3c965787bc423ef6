package be.borne.protocol.guichet;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * An order as the guichet sees it.
 *
 * @param reference the order's own reference, which also stands on the document: {@code
 *     BXL-2026-7K3M9QX2}; random, so that it says nothing of the citizen
 * @param serviceId what was ordered
 * @param state how far it is
 * @param document what was issued; null until {@link State#READY}
 * @param sides how it is put on paper; one-sided where nothing is said
 * @param copies how often it is put on paper; once where nothing is said
 * @param refusal why it is refused; null unless it is
 * @param tracking by which its citizen can ask for it without a card; null where it has none
 */
public record Order(
    String reference,
    String serviceId,
    State state,
    IssuedDocument document,
    Sides sides,
    Integer copies,
    @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL) RefusalReason refusal,
    TrackingCode tracking) {

  /** How far an order is. */
  public enum State {
    IN_PREPARATION,
    READY,
    REFUSED
  }

  public static final Pattern REFERENCE =
      Pattern.compile("[A-Z]{2,5}-[0-9]{4}-[0-9A-HJKMNP-TV-Z]{8}");

  public Order {
    Bounds.matching(reference, "order reference", REFERENCE);
    Bounds.matching(serviceId, "service id", Service.ID);
    Bounds.present(state, "state");
    if ((state == State.READY) != (document != null)) {
      throw new IllegalArgumentException("an order has a document exactly when it is ready");
    }
    sides = Objects.requireNonNullElse(sides, Sides.ONE_SIDED);
    copies = Objects.requireNonNullElse(copies, 1);
    if (copies < 1 || copies > Service.MOST_COPIES) {
      throw new IllegalArgumentException("copies are out of bounds");
    }
    if (state != State.REFUSED && refusal != null) {
      throw new IllegalArgumentException("only what is refused has a reason for it");
    }
    refusal =
        state == State.REFUSED ? Objects.requireNonNullElse(refusal, RefusalReason.OTHER) : null;
  }

  /** Without a tracking code. */
  public Order(
      String reference,
      String serviceId,
      State state,
      IssuedDocument document,
      Sides sides,
      Integer copies) {
    this(reference, serviceId, state, document, sides, copies, null, null);
  }

  /** Once. */
  public Order(
      String reference, String serviceId, State state, IssuedDocument document, Sides sides) {
    this(reference, serviceId, state, document, sides, 1);
  }

  /** One-sided, as most documents are. */
  public Order(String reference, String serviceId, State state, IssuedDocument document) {
    this(reference, serviceId, state, document, Sides.ONE_SIDED);
  }
}
