package be.borne.townhall.guichet;

import be.borne.protocol.guichet.AttachedFile;
import be.borne.protocol.guichet.GuichetCall;
import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.FileKind;
import be.borne.protocol.terminal.FaultCode;
import be.borne.townhall.guichet.audit.Act;
import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.file.FileJudge;
import be.borne.townhall.guichet.store.StoreException;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls of {@link GuichetCall} by which a file comes and goes. */
final class FileApi {
  private static final Logger LOG = LoggerFactory.getLogger(FileApi.class);
  private static final String REFERENCE = "reference";

  /** 20 MB over a slow line; whoever sends a byte now and then does not stay for ever. */
  private static final Duration READING = Duration.ofMinutes(2);

  /** As long as a line that fell silent is waited for, and a little more. */
  private static final Duration PATIENCE = HttpListener.IDLE_TIMEOUT.plusSeconds(5);

  private static final int CHUNK_BYTES = 64 * 1024;

  /** Each is in memory while it is looked at. */
  private static final int AT_ONCE = 6;

  private final FormFiles files;
  private final AuditTrail trail;
  private final Calls calls;
  private final Semaphore room = new Semaphore(AT_ONCE);
  private final Map<String, Semaphore> bringing = new ConcurrentHashMap<>();

  FileApi(FormFiles files, AuditTrail trail, Calls calls) {
    this.files = files;
    this.trail = trail;
    this.calls = calls;
  }

  void answer(GuichetRoutes routes) {
    routes.on(GuichetCall.BRING_FILE, this::bring).on(GuichetCall.DROP_FILE, this::drop);
  }

  /** Where no form is offered, there is nothing to bring a file for. */
  static void answerNothing(GuichetRoutes routes) {
    routes.notOffered(GuichetCall.BRING_FILE).notOffered(GuichetCall.DROP_FILE);
  }

  private void bring(String terminal, Context context) throws Refusal, StoreException, IOException {
    NationalNumber citizen = calls.citizen(terminal, context);
    int bytes = announced(context);
    files.requireRoom(citizen, bytes);
    // One at a time from each terminal, so that one cannot keep the others from it.
    Semaphore turn = bringing.computeIfAbsent(terminal, _ -> new Semaphore(1, true));
    await(turn);
    try {
      if (!room.tryAcquire()) {
        throw Refusal.unavailable("too many files are being brought");
      }
      try {
        take(terminal, citizen, context, bytes);
      } finally {
        room.release();
      }
    } finally {
      turn.release();
    }
  }

  /** Whoever was there before may have gone: what they brought is read no further then. */
  private static void await(Semaphore turn) throws Refusal {
    try {
      if (!turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw Refusal.unavailable("terminal is bringing a file already");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.unavailable("town hall is stopping");
    }
  }

  private void take(String terminal, NationalNumber citizen, Context context, int bytes)
      throws Refusal, StoreException, IOException {
    byte[] content = read(terminal, context, bytes);
    FileJudge.Found found = files.judge(content);
    // It took a while: whoever has gone meanwhile brings nothing any more.
    var _ = calls.stillThere(terminal, context);
    AttachedFile file = files.keep(terminal, citizen, content, found);
    LOG.info(
        "terminal={} file kind={} bytes={} pages={}",
        terminal,
        file.kind(),
        file.bytes(),
        file.pages());
    trail.citizen(terminal, Act.FILE_BROUGHT, citizen, file.reference());
    calls.answer(context, 201, file);
  }

  /** Before a byte is read: of what kind it claims to be, which says nothing, and how large. */
  private static int announced(Context context) throws Refusal {
    if (FileKind.ofMediaType(context.contentType()).isEmpty()) {
      throw new Refusal(415, FaultCode.FILE_REFUSED, "no form takes such a file");
    }
    long bytes = context.req().getContentLengthLong();
    if (bytes < 0) {
      throw new Refusal(411, FaultCode.FILE_REFUSED, "file's length is not announced");
    }
    if (bytes > Answer.Attached.MAX_BYTES) {
      throw new Refusal(413, FaultCode.FILE_REFUSED, "file is too large");
    }
    if (bytes == 0) {
      throw new Refusal(422, FaultCode.FILE_REFUSED, "file is empty");
    }
    return Math.toIntExact(bytes);
  }

  private byte[] read(String terminal, Context context, int bytes) throws Refusal {
    try {
      return read(terminal, context, context.bodyInputStream(), bytes);
    } catch (IOException e) {
      // Whoever sent it has gone, or the line has: nothing of ours failed.
      throw Refusal.badRequest("file broke off");
    }
  }

  private byte[] read(String terminal, Context context, InputStream in, int bytes)
      throws Refusal, IOException {
    long since = System.nanoTime();
    byte[] content = new byte[bytes];
    for (int read = 0; read < bytes; ) {
      int more = in.read(content, read, Math.min(CHUNK_BYTES, bytes - read));
      if (more < 0) {
        throw Refusal.badRequest("file is shorter than announced");
      }
      read += more;
      // The next citizen waits for the turn of one who has gone.
      var _ = calls.stillThere(terminal, context);
      if (System.nanoTime() - since > READING.toNanos()) {
        // It is the line's doing, and not the file's.
        throw new Refusal(408, FaultCode.GUICHET_UNREACHABLE, "file takes too long to arrive");
      }
    }
    return content;
  }

  private void drop(String terminal, Context context) throws Refusal, StoreException {
    files.drop(calls.citizen(terminal, context), context.pathParam(REFERENCE));
    context.status(204);
  }
}
