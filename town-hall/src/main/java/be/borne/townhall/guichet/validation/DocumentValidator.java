package be.borne.townhall.guichet.validation;

import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.MutualTls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says of a document whether it may be given out: a few at a time, each within a deadline. Safe for
 * use by several threads.
 */
public final class DocumentValidator implements AutoCloseable {
  static final int MAX_DOCUMENT_BYTES = IssuedDocument.MAX_SIZE_BYTES;

  private static final Logger LOG = LoggerFactory.getLogger(DocumentValidator.class);
  private static final int AT_ONCE = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);
  private static final int WAITING = 32;
  private static final int MAX_LIST_FILE_BYTES = 16 * 1024 * 1024;

  private final ValidationSettings settings;
  private final SealValidation validation;
  private final ThreadPoolExecutor workers;

  /**
   * Reads roots and policy.
   *
   * @param roots PEM files of what seals and time stamps must chain to
   * @param organisation organizationIdentifier that the seal's certificate must have
   * @throws IOException if a file cannot be read
   * @throws GeneralSecurityException if one holds no certificate
   */
  public DocumentValidator(
      ValidationSettings settings, List<Path> roots, String organisation, Clock clock)
      throws IOException, GeneralSecurityException {
    this.settings = settings;
    List<X509Certificate> trusted = new ArrayList<>();
    for (Path file : roots) {
      trusted.addAll(MutualTls.certificates(file));
    }
    configuredLists();
    this.validation = new SealValidation(settings, organisation, trusted, clock);
    this.workers =
        new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("document-validation-", 0).factory());
  }

  /**
   * Validates one document. A document that makes the validation fail is refused like any other
   * that does not pass.
   *
   * @param pdf the whole file as the engine gave it; whatever it is
   * @throws ValidationUnavailable if too many are waiting, or this one takes too long
   */
  public Verdict validate(byte[] pdf) throws ValidationUnavailable {
    List<byte[]> lists;
    try {
      lists = configuredLists();
    } catch (IOException e) {
      LOG.error("a revocation list cannot be read: {}", e.getMessage());
      throw new ValidationUnavailable("a revocation list cannot be read");
    }
    Future<Verdict> verdict;
    try {
      verdict = workers.submit(() -> validation.validate(pdf, lists));
    } catch (RejectedExecutionException e) {
      throw new ValidationUnavailable("too many documents are being validated");
    }
    try {
      return verdict.get(settings.deadline().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      verdict.cancel(true);
      throw new ValidationUnavailable("validation takes too long");
    } catch (InterruptedException e) {
      verdict.cancel(true);
      Thread.currentThread().interrupt();
      throw new ValidationUnavailable("town hall is stopping");
    } catch (ExecutionException e) {
      // Its message could quote the document; its type and place cannot.
      Throwable cause = e.getCause();
      StackTraceElement[] where = cause.getStackTrace();
      LOG.warn(
          "a document cannot be validated: {} at {}",
          cause.getClass().getName(),
          where.length == 0 ? "?" : where[0]);
      return new Verdict.Refused(
          FaultCode.NOT_A_DOCUMENT, cause.getClass().getSimpleName() + " on reading", null);
    }
  }

  /**
   * Loads what a first validation costs seconds of, with a document that must pass, however long it
   * takes.
   *
   * @throws IOException if a revocation list cannot be read
   * @throws GeneralSecurityException if it does not pass: then no document of this engine would
   */
  public void rehearse(byte[] pdf) throws IOException, GeneralSecurityException {
    if (validation.validate(pdf, configuredLists()) instanceof Verdict.Refused refused) {
      throw new GeneralSecurityException(
          "the engine's documents would not pass validation: " + refused.rule());
    }
  }

  private List<byte[]> configuredLists() throws IOException {
    List<byte[]> lists = new ArrayList<>();
    for (Path file : settings.revocationLists()) {
      try (InputStream in = Files.newInputStream(file)) {
        byte[] list = in.readNBytes(MAX_LIST_FILE_BYTES + 1);
        if (list.length > MAX_LIST_FILE_BYTES) {
          throw new IOException(file + ": larger than " + MAX_LIST_FILE_BYTES + " bytes");
        }
        lists.add(list);
      }
    }
    return lists;
  }

  /** Ends what is under way; nobody waits for it any more. */
  @Override
  public void close() {
    workers.shutdownNow();
  }
}
