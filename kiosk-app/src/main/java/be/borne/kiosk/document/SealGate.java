package be.borne.kiosk.document;

import be.borne.protocol.guichet.IssuedDocument;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a document may be printed. Fails closed: {@link SealRule} by rule, everything
 * must be shown to be right.
 *
 * <p>The order matters. First the raw bytes, the signature and the identity of whoever made it;
 * only what the pinned organisation has sealed is given to a PDF parser. So a hostile file meets
 * arithmetic and a signature check, both bounded by its size, and never a parser. The rules that
 * need one are then "not evaluated", which refuses too.
 *
 * <p>Whatever happens inside, the answer comes within the deadline, and is a {@link Verdict}.
 * Thread-safe.
 */
public final class SealGate {
  private static final Logger log = LoggerFactory.getLogger(SealGate.class);
  private static final Duration USUAL_DEADLINE = Duration.ofSeconds(30);
  private static final int MAX_STUCK = 2;
  private static final long STACK_BYTES = 4L * 1024 * 1024;

  private final SealPolicy policy;
  private final Clock clock;
  private final Duration deadline;

  /** A check that does not end keeps its thread; more than a few of them are not let in. */
  private final Semaphore threads = new Semaphore(MAX_STUCK);

  /**
   * @param trustAnchors pinned roots, of seals and of timestamps
   * @param organisation the only organisation identifier (2.5.4.97) accepted: {@code NTRBE-…}
   * @param clock for seals without a timestamp
   */
  public SealGate(Collection<X509Certificate> trustAnchors, String organisation, Clock clock) {
    this(SealPolicy.of(trustAnchors, organisation), clock);
  }

  public SealGate(SealPolicy policy, Clock clock) {
    this(policy, clock, USUAL_DEADLINE);
  }

  /**
   * @param deadline for one document
   */
  public SealGate(SealPolicy policy, Clock clock, Duration deadline) {
    this.policy = policy;
    this.clock = clock;
    this.deadline = deadline;
  }

  /**
   * @param pdf whatever came from the guichet
   * @param expectedOrderReference of the order in hand; empty if any will do
   * @param expected what the guichet said of it; empty if nobody asked
   */
  public Verdict check(
      byte[] pdf, Optional<String> expectedOrderReference, Optional<IssuedDocument> expected) {
    return check(pdf, new Expectation(expectedOrderReference, Optional.empty(), expected));
  }

  /**
   * @param pdf whatever came from the guichet
   */
  public Verdict check(byte[] pdf, Expectation expected) {
    // A copy, so that what was checked and what is printed cannot differ.
    byte[] bytes = pdf.length > IssuedDocument.MAX_SIZE_BYTES ? new byte[0] : pdf.clone();
    RuleBook rules = new RuleBook();
    SealCheck check = new SealCheck(policy, clock, expected, rules, new WorkLimit(deadline));
    Optional<SealCheck.Sealed> sealed = runBounded(() -> check.run(bytes), rules);

    List<RuleResult> results = rules.all();
    Optional<RuleResult> refusal = RuleBook.firstRefusal(results);
    boolean passed = refusal.isEmpty() && sealed.isPresent();
    if (!passed || sealed.get().details().proofBytes() > 0) {
      // What will not be printed need not lie about: it is about a person.
      Arrays.fill(bytes, (byte) 0);
    }
    if (passed) {
      return new Verdict.Passed(sealed.get().bytes(), sealed.get().details(), results);
    }
    SealRule rule = refusal.map(RuleResult::rule).orElse(SealRule.READABLE);
    return new Verdict.Refused(rule, rule.fault(), results);
  }

  /** A check inside its deadline. */
  @FunctionalInterface
  private interface Check {
    Optional<SealCheck.Sealed> run();
  }

  private Optional<SealCheck.Sealed> runBounded(Check check, RuleBook rules) {
    if (!threads.tryAcquire()) {
      rules.refuse(SealRule.READABLE, "earlier documents are still being checked");
      return Optional.empty();
    }
    CompletableFuture<Optional<SealCheck.Sealed>> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              Runnable answer = () -> {};
              try {
                Optional<SealCheck.Sealed> sealed = check.run();
                answer = () -> result.complete(sealed);
              } catch (WorkLimit.Exceeded e) {
                rules.refuse(SealRule.READABLE, e.getMessage());
                answer = () -> result.complete(Optional.empty());
              } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                // Only for what a library throws at hostile input: everything else is answered.
                answer = () -> result.completeExceptionally(e);
              } finally {
                // First: whoever has the answer may come with the next document at once.
                threads.release();
                answer.run();
              }
            },
            "seal-gate",
            STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    try {
      return result.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      rules.refuse(SealRule.READABLE, "it could not be checked within " + deadline);
    } catch (ExecutionException e) {
      log.warn("a document broke its check: {}", e.getCause().getClass().getName());
      rules.refuse(SealRule.READABLE, "it cannot be read");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      rules.refuse(SealRule.READABLE, "the check was interrupted");
    }
    return Optional.empty();
  }
}
