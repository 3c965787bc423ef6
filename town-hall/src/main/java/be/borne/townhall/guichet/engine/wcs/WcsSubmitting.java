package be.borne.townhall.guichet.engine.wcs;

import be.borne.townhall.guichet.engine.EngineFailure;
import be.borne.townhall.guichet.engine.wcs.WcsFailure.Kind;
import be.borne.townhall.guichet.store.StoreException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Submits forms, and none of them twice. That one is about to be submitted is written down first;
 * where no answer came, it is looked for by its reference before it is sent again, and not sent
 * again before there was time for it to appear, nor a third time. Thread-safe.
 */
final class WcsSubmitting {
  private static final Logger LOG = LoggerFactory.getLogger(WcsSubmitting.class);

  /** A submission runs its workflow at once, which takes seconds; minutes at a bad time. */
  static final Duration UNTIL_IT_APPEARS = Duration.ofMinutes(10);

  /** A second time where the first was lost; a third would be no other. */
  private static final int MOST_TIMES = 2;

  /**
   * What is submitted.
   *
   * @param reference ours, by which it is found again
   * @param form its name in the address of the w.c.s.
   * @param field the variable that carries the reference
   */
  record Target(String reference, String form, String field) {}

  /** Whose it has to be. */
  @FunctionalInterface
  interface Owner {
    /**
     * @return the name id
     * @throws EngineFailure if the w.c.s. does not know the person any more
     */
    String nameId() throws WcsFailure, InterruptedException, EngineFailure;
  }

  /** How far it is. */
  sealed interface Standing {

    /** The w.c.s. has it, and it is the citizen's. */
    record There(WcsSubmission submission) implements Standing {}

    /**
     * The w.c.s. took it under this number, and does not let our client look at it.
     *
     * @param number as it was answered when it was sent
     */
    record Unseen(String number) implements Standing {}

    /** It was sent, and nobody knows yet whether it arrived. */
    record UnderWay() implements Standing {}

    /**
     * It may be sent.
     *
     * @param before what was known of it when that was decided
     */
    record Open(Optional<WcsStore.Sent> before) implements Standing {}

    /** It was sent as often as it may be, and never appeared: our roles may not see it. */
    record Lost() implements Standing {}
  }

  private final WcsClient client;
  private final WcsStore store;
  private final Clock clock;

  WcsSubmitting(WcsClient client, WcsStore store, Clock clock) {
    this.client = client;
    this.store = store;
    this.clock = clock;
  }

  /** The same, for what nobody waits for: a submission's deadline grows with its size. */
  WcsSubmitting unhurried() {
    return new WcsSubmitting(client.unhurried(), store, clock);
  }

  /** Whether it was sent, or was about to be. */
  boolean wasSent(String reference) throws StoreException {
    return store.sent(reference).isPresent();
  }

  /**
   * What the w.c.s. has of it: by its number, and else by its reference. A number is believed only
   * where what it names carries the reference: a w.c.s. that was restored from a backup gives
   * numbers again.
   *
   * @param inTime for the calls that this takes
   * @param owner is asked only where it was not noted
   */
  Standing standing(WcsClient inTime, Target target, Owner owner)
      throws WcsFailure, StoreException, InterruptedException, EngineFailure {
    Optional<WcsStore.Sent> sent = store.sent(target.reference());
    Optional<Standing> there = there(inTime, target, sent, owner);
    if (there.isPresent()) {
      return there.get();
    }
    if (sent.isEmpty()) {
      return new Standing.Open(sent);
    }
    if (clock.instant().isBefore(sent.get().sentAt().plus(UNTIL_IT_APPEARS))) {
      return new Standing.UnderWay();
    }
    if (sent.get().times() >= MOST_TIMES) {
      LOG.error("reference={} was submitted twice and never appeared", target.reference());
      return new Standing.Lost();
    }
    return new Standing.Open(sent);
  }

  private Optional<Standing> there(
      WcsClient inTime, Target target, Optional<WcsStore.Sent> sent, Owner owner)
      throws WcsFailure, StoreException, InterruptedException, EngineFailure {
    Optional<String> number = sent.flatMap(WcsStore.Sent::number);
    if (number.isPresent()) {
      Optional<WcsSubmission> known;
      try {
        known = carrying(inTime, target, number.get());
      } catch (WcsFailure e) {
        if (e.kind() != Kind.DENIED) {
          throw e;
        }
        LOG.error(
            "reference={} was taken as number {}, but our client may not read it",
            target.reference(),
            number.get());
        return Optional.of(new Standing.Unseen(number.get()));
      }
      if (known.isPresent()) {
        requireOwner(known.get(), owner(sent, owner));
        return Optional.of(new Standing.There(known.get()));
      }
      LOG.error("reference={} is not submission {} any more", target.reference(), number.get());
    }
    List<String> numbers = inTime.having(target.form(), target.field(), target.reference());
    if (numbers.size() > 1) {
      LOG.error(
          "reference={} was submitted {} times; the citizen's first counts",
          target.reference(),
          numbers.size());
    }
    for (String each :
        numbers.stream().sorted(Comparator.comparingLong(Long::parseLong)).toList()) {
      Optional<WcsSubmission> found = carrying(inTime, target, each);
      if (found.isPresent() && !isOf(found.get(), owner(sent, owner))) {
        // Whoever knows a reference can write it into a form of theirs.
        LOG.error("reference={} stands in submission {} of another", target.reference(), each);
      } else if (found.isPresent()) {
        // Its row may be missing: our backup was restored, or another process sent it.
        store.found(target.reference(), target.form(), clock.instant());
        store.numbered(target.reference(), each);
        return Optional.of(new Standing.There(found.get()));
      }
    }
    return Optional.empty();
  }

  /** By a digest of the name id: as noted, or else as asked now. */
  private static String owner(Optional<WcsStore.Sent> sent, Owner owner)
      throws WcsFailure, InterruptedException, EngineFailure {
    Optional<String> noted = sent.flatMap(WcsStore.Sent::owner);
    return noted.isPresent() ? noted.get() : digest(owner.nameId());
  }

  private static boolean isOf(WcsSubmission submission, String owner) {
    return submission.owner().stream().map(WcsSubmitting::digest).anyMatch(owner::equals);
  }

  private static void requireOwner(WcsSubmission submission, String owner) throws WcsFailure {
    if (!isOf(submission, owner)) {
      throw new WcsFailure(
          Kind.NONSENSE, "submission " + submission.number() + " is not this citizen's");
    }
  }

  private static Optional<WcsSubmission> carrying(WcsClient inTime, Target target, String number)
      throws WcsFailure, InterruptedException {
    try {
      return Optional.of(inTime.submission(target.form(), number))
          .filter(
              found -> found.fields().path(target.field()).asText("").equals(target.reference()));
    } catch (WcsFailure e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Submits it as the citizen, and looks at what became of it.
   *
   * @param inTime for the look; a submission has a deadline of its own
   * @param data complete and checked, the reference in it
   * @return that it is there, or under way
   * @throws WcsFailure if it was refused, or it makes no sense what was answered; never once it has
   *     a number
   */
  Standing submit(
      WcsClient inTime,
      Target target,
      ObjectNode data,
      WcsPerson person,
      Optional<WcsStore.Sent> before)
      throws WcsFailure, StoreException, InterruptedException, EngineFailure {
    if (!data.path(target.field()).asText("").equals(target.reference())) {
      throw new EngineFailure("a form would be sent without its reference");
    }
    String owner = digest(person.nameId());
    if (!store.sending(target.reference(), target.form(), owner, before, clock.instant())) {
      return new Standing.UnderWay();
    }
    String number;
    try {
      // Whatever time is left: what is begun here may be done there, whether we wait for it or not.
      number = client.submit(target.form(), data, person.nameId());
    } catch (WcsFailure e) {
      if (isPassing(e)) {
        LOG.warn(
            "reference={} was submitted and not answered; it is looked for", target.reference());
        return new Standing.UnderWay();
      }
      throw e;
    }
    store.numbered(target.reference(), number);
    return followed(inTime, target, number, owner);
  }

  /** It is taken: whatever keeps us from seeing how far it is, the next look will tell. */
  private static Standing followed(WcsClient inTime, Target target, String number, String owner)
      throws InterruptedException {
    try {
      WcsSubmission submission =
          carrying(inTime, target, number)
              .orElseThrow(() -> new WcsFailure(Kind.NONSENSE, "what was submitted is not there"));
      requireOwner(submission, owner);
      return new Standing.There(submission);
    } catch (WcsFailure e) {
      // Also where the look is denied: thrown on, it would be taken for a refusal of the form.
      LOG.warn(
          "reference={} was taken as number {}, and cannot be looked at: {}, {}",
          target.reference(),
          number,
          e.kind(),
          e.getMessage());
      return new Standing.UnderWay();
    }
  }

  /** Whether what was sent may be there all the same, and a later look will tell. */
  static boolean isPassing(WcsFailure failure) {
    return failure.kind() == Kind.NO_ANSWER || failure.kind() == Kind.FAILED;
  }

  private static String digest(String nameId) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(nameId.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
