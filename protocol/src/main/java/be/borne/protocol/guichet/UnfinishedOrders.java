package be.borne.protocol.guichet;

import java.util.List;

/**
 * What waits for a citizen.
 *
 * @param orders at most {@value #MOST}, the latest first
 */
public record UnfinishedOrders(List<UnfinishedOrder> orders) {
  public static final int MOST = 10;

  public UnfinishedOrders {
    orders = List.copyOf(Bounds.present(orders, "orders"));
    if (orders.size() > MOST) {
      throw new IllegalArgumentException("more than " + MOST + " orders");
    }
  }
}
