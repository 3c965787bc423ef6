package be.borne.townhall.guichet;

import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.RefusalReason;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Documents that a clerk looks at before they are issued. Staff know them by the order's reference;
 * whom a document is about stands in its draft alone.
 */
public interface Checks {

  /**
   * One of them.
   *
   * @param service its title where a clerk is to read it
   * @param way how it reaches its citizen once it is issued; empty if its order is not known
   * @param order how the order stands; empty if it is not known
   * @param decided empty as long as nobody has
   * @param refusal why it was refused; empty unless it was
   */
  record Check(
      String reference,
      String service,
      Instant askedAt,
      Optional<DeliveryWay> way,
      Optional<Order.State> order,
      Optional<Dispatch.Noted> decided,
      Optional<RefusalReason> refusal) {

    /** Whether a decision would have an effect. */
    public boolean isOpen() {
      return decided.isEmpty() && order.filter(Order.State.IN_PREPARATION::equals).isPresent();
    }
  }

  /** What waits, the longest waiting first. */
  List<Check> waiting(int atMost) throws IOException;

  /** What was decided, the latest first. */
  List<Check> decided(int atMost) throws IOException;

  /** One of either. */
  Optional<Check> check(String reference) throws IOException;

  /**
   * What would be issued, marked as a draft; that it was handed out is written down first.
   *
   * @param by who asks for it
   * @return PDF; empty if there is nothing that waits under this reference
   */
  Optional<byte[]> draft(String reference, String by) throws IOException;

  /**
   * Writes down, for good, whether a document is issued, and has it made at once if it can be.
   *
   * @param refusal why not; empty if it is
   * @param by who says so
   * @return whether it still waited; if not, nothing was changed
   */
  boolean decide(String reference, Optional<RefusalReason> refusal, String by) throws IOException;

  /** Where nothing is checked. */
  Checks NONE =
      new Checks() {
        @Override
        public List<Check> waiting(int atMost) {
          return List.of();
        }

        @Override
        public List<Check> decided(int atMost) {
          return List.of();
        }

        @Override
        public Optional<Check> check(String reference) {
          return Optional.empty();
        }

        @Override
        public Optional<byte[]> draft(String reference, String by) {
          return Optional.empty();
        }

        @Override
        public boolean decide(String reference, Optional<RefusalReason> refusal, String by) {
          return false;
        }
      };
}
