package be.borne.kiosk.journey;

import be.borne.protocol.guichet.CitizenFile;
import be.borne.protocol.guichet.CitizenFiles;
import be.borne.protocol.terminal.FaultCode;
import java.util.Optional;

/**
 * A citizen sees how what they asked for stands: their orders and the forms they sent. Nothing of
 * it needs paper, until one of them is printed.
 */
public sealed interface RequestState extends State.UnderWay {
  /** What can be asked for besides. */
  Offer offer();

  @Override
  default boolean cardIn() {
    return true;
  }

  @Override
  default Deadline deadline() {
    return Deadline.IDLE;
  }

  /** The guichet is asked. */
  record FetchingRequests(Offer offer) implements RequestState {
    @Override
    public Deadline deadline() {
      return Deadline.GUICHET;
    }
  }

  /** Which of them? There may be none. */
  record ChoosingRequest(Offer offer, CitizenFiles requests) implements RequestState {}

  /**
   * @param requests all of them, to which one goes back
   * @param request the one that is read
   */
  record ReadingRequest(Offer offer, CitizenFiles requests, CitizenFile request)
      implements RequestState {
    /** Whether it can be printed here, now. */
    public boolean canBePrinted() {
      return request.next() == CitizenFile.Next.COLLECT_AT_A_TERMINAL;
    }
  }

  /**
   * The guichet has not told of them.
   *
   * @param why empty where it never does
   */
  record RequestsUntold(Offer offer, Optional<FaultCode> why) implements RequestState {}
}
