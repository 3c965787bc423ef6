package be.borne.kiosk.guichet;

import be.borne.protocol.guichet.AttachedFile;
import be.borne.protocol.guichet.Catalogue;
import be.borne.protocol.guichet.Challenge;
import be.borne.protocol.guichet.CitizenFiles;
import be.borne.protocol.guichet.CitizenProof;
import be.borne.protocol.guichet.CitizenSession;
import be.borne.protocol.guichet.DeliveryDoubt;
import be.borne.protocol.guichet.DeliveryReport;
import be.borne.protocol.guichet.Draft;
import be.borne.protocol.guichet.GuichetPaths;
import be.borne.protocol.guichet.GuichetProblem;
import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.guichet.OpenClaims;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.OrderRequest;
import be.borne.protocol.guichet.PrintClaim;
import be.borne.protocol.guichet.Procedures;
import be.borne.protocol.guichet.Receipt;
import be.borne.protocol.guichet.Submission;
import be.borne.protocol.guichet.UnfinishedOrders;
import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.FileKind;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.FormJson;
import be.borne.protocol.guichet.form.FormRefusedException;
import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.FaultCode;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * The calls of {@link GuichetPaths}. Blocking; every call ends within the deadline given at the
 * making, body included (that of a file within one of its own), or when its thread is interrupted.
 * Answers are hostile until checked: bounded in size, of the announced kind, and of the records'
 * shape. Thread-safe.
 *
 * <p>Every method throws {@link GuichetException}: with {@code G-301} if no whole answer came, with
 * the fault that the guichet named if it refused, with {@code G-305} if the answer makes no sense;
 * and {@link InterruptedException}.
 */
public final class GuichetClient implements AutoCloseable {
  /** A catalogue of 200 services in four languages stays below this. */
  private static final long MAX_JSON_BYTES = 1_000_000;

  private static final long MAX_PROBLEM_BYTES = 4_000;

  /** 20 MB in two minutes are 1.3 Mbit/s, and then the guichet looks at them. */
  public static final Duration UPLOAD_DEADLINE = Duration.ofMinutes(3);

  /** As a form's id is made; whatever else comes is no part of an address. */
  private static final Pattern FORM_ID = Pattern.compile("[a-z][a-z0-9-]{1,60}");

  private static final String JSON = "application/json";
  private static final String PDF = "application/pdf";

  private final URI address;
  private final Duration deadline;
  private final HttpClient http;
  private final ObjectMapper json = Json.mapper();

  /**
   * @param address {@code https://host:port}
   * @param tls shows the terminal's certificate, and trusts the town hall's authority alone
   * @param deadline of one call, from connecting to the last byte of the answer
   */
  public GuichetClient(URI address, SSLContext tls, Duration deadline) {
    this(
        address,
        deadline,
        HttpClient.newBuilder()
            .sslContext(tls)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(deadline)
            .build());
  }

  private GuichetClient(URI address, Duration deadline, HttpClient http) {
    this.address = address;
    this.deadline = deadline;
    this.http = http;
  }

  /**
   * The same client with less patience; closed with this one.
   *
   * @param atMost the deadline of one call, if this one's is longer
   */
  public GuichetClient within(Duration atMost) {
    return new GuichetClient(address, deadline.compareTo(atMost) < 0 ? deadline : atMost, http);
  }

  /** Returns if orders can be taken now. */
  public void health() throws GuichetException, InterruptedException {
    expect(204, exchange(request(GuichetPaths.HEALTH).GET(), MAX_PROBLEM_BYTES));
  }

  public Challenge challenge() throws GuichetException, InterruptedException {
    HttpRequest.Builder call =
        request(GuichetPaths.CHALLENGES).POST(BodyPublishers.noBody()).header("Accept", JSON);
    return read(expect(201, exchange(call, MAX_JSON_BYTES)), Challenge.class);
  }

  public CitizenSession signIn(CitizenProof proof) throws GuichetException, InterruptedException {
    HttpRequest.Builder call = request(GuichetPaths.SESSIONS).POST(body(proof));
    return read(expect(201, exchange(asJson(call), MAX_JSON_BYTES)), CitizenSession.class);
  }

  /** Ends the session at the guichet. */
  public void signOut(CitizenSession session) throws GuichetException, InterruptedException {
    expect(204, exchange(as(session, GuichetPaths.SESSION).DELETE(), MAX_PROBLEM_BYTES));
  }

  public Catalogue services(CitizenSession session) throws GuichetException, InterruptedException {
    return read(
        expect(200, exchange(as(session, GuichetPaths.SERVICES).GET(), MAX_JSON_BYTES)),
        Catalogue.class);
  }

  /**
   * @param idempotencyKey the same key always gives the same order, however often it is sent
   */
  public Order order(CitizenSession session, UUID idempotencyKey, OrderRequest request)
      throws GuichetException, InterruptedException {
    HttpRequest.Builder call =
        as(session, GuichetPaths.ORDERS)
            .header(GuichetPaths.IDEMPOTENCY_KEY, idempotencyKey.toString())
            .POST(body(request));
    HttpResponse<byte[]> answer = exchange(asJson(call), MAX_JSON_BYTES);
    return read(answer.statusCode() == 200 ? answer : expect(201, answer), Order.class);
  }

  /**
   * @param reference as the guichet gave it
   */
  public Order order(CitizenSession session, String reference)
      throws GuichetException, InterruptedException {
    return read(
        expect(200, exchange(as(session, orderPath(reference)).GET(), MAX_JSON_BYTES)),
        Order.class);
  }

  /** What waits for the citizen. */
  public UnfinishedOrders unfinished(CitizenSession session)
      throws GuichetException, InterruptedException {
    return read(
        expect(200, exchange(as(session, GuichetPaths.ORDERS).GET(), MAX_JSON_BYTES)),
        UnfinishedOrders.class);
  }

  /** How the citizen's own orders and forms stand; empty where the guichet does not tell. */
  public Optional<CitizenFiles> files(CitizenSession session)
      throws GuichetException, InterruptedException {
    HttpResponse<byte[]> answer = exchange(as(session, GuichetPaths.FILES).GET(), MAX_JSON_BYTES);
    return answer.statusCode() == 404
        ? Optional.empty()
        : Optional.of(read(expect(200, answer), CitizenFiles.class));
  }

  /**
   * Asks for the right to print an order once.
   *
   * @param claimId the same claim may be made again, however often it is sent
   */
  public Order claim(CitizenSession session, String reference, UUID claimId)
      throws GuichetException, InterruptedException {
    HttpRequest.Builder call =
        as(session, orderPath(reference) + "/claim").POST(body(new PrintClaim(claimId)));
    return read(expect(200, exchange(asJson(call), MAX_JSON_BYTES)), Order.class);
  }

  /** What can be asked for by a form, and whether the citizen has begun it. */
  public Procedures procedures(CitizenSession session)
      throws GuichetException, InterruptedException {
    return read(
        expect(200, exchange(as(session, GuichetPaths.FORMS).GET(), MAX_JSON_BYTES)),
        Procedures.class);
  }

  /**
   * A form that is not sound, or has a word that this program does not know, is refused whole.
   *
   * @param formId as the guichet gave it
   */
  public FormDefinition form(CitizenSession session, String formId)
      throws GuichetException, InterruptedException {
    HttpResponse<byte[]> answer =
        expect(200, exchange(as(session, formPath(formId)).GET(), MAX_JSON_BYTES));
    if (!isOfType(answer, JSON)) {
      throw new GuichetException(FaultCode.GUICHET_FAILED, "the answer is not JSON");
    }
    FormDefinition form;
    try {
      form = FormJson.form(new String(answer.body(), StandardCharsets.UTF_8));
    } catch (FormRefusedException e) {
      // Its words name a field and a rule of the form, and nothing of a citizen.
      throw new GuichetException(
          FaultCode.GUICHET_FAILED, "the form is refused: " + e.getMessage());
    }
    if (!form.id().equals(formId)) {
      throw new GuichetException(FaultCode.GUICHET_FAILED, "the form is another one");
    }
    return form;
  }

  /** What the citizen answered on another day; empty if there is nothing. */
  public Optional<Draft> draft(CitizenSession session, String formId)
      throws GuichetException, InterruptedException {
    HttpResponse<byte[]> answer =
        exchange(as(session, formPath(formId) + "/draft").GET(), MAX_JSON_BYTES);
    return answer.statusCode() == 404
        ? Optional.empty()
        : Optional.of(read(expect(200, answer), Draft.class));
  }

  /** Keeps what the citizen has answered, in the place of what was kept before. */
  public void saveDraft(CitizenSession session, String formId, Draft draft)
      throws GuichetException, InterruptedException {
    HttpRequest.Builder call = as(session, formPath(formId) + "/draft").PUT(body(draft));
    expect(204, exchange(asJson(call), MAX_PROBLEM_BYTES));
  }

  /** Keeps it no longer. */
  public void dropDraft(CitizenSession session, String formId)
      throws GuichetException, InterruptedException {
    expect(204, exchange(as(session, formPath(formId) + "/draft").DELETE(), MAX_PROBLEM_BYTES));
  }

  /**
   * @param idempotencyKey the same key always gives the same receipt, however often it is sent
   */
  public Receipt submit(
      CitizenSession session, String formId, UUID idempotencyKey, Submission submission)
      throws GuichetException, InterruptedException {
    HttpRequest.Builder call =
        as(session, formPath(formId) + "/submissions")
            .header(GuichetPaths.IDEMPOTENCY_KEY, idempotencyKey.toString())
            .POST(body(submission));
    HttpResponse<byte[]> answer = exchange(asJson(call), MAX_JSON_BYTES);
    return read(answer.statusCode() == 200 ? answer : expect(201, answer), Receipt.class);
  }

  /**
   * Brings a file to the guichet, which finds out what it is. Takes up to {@link #UPLOAD_DEADLINE},
   * for it is large and some terminals have a slow line. May be repeated: what is named by no draft
   * and sent with no form is erased there after a while.
   *
   * @param kind as which it is announced
   * @param content at most {@link Answer.Attached#MAX_BYTES}; as long as the call lasts nothing
   *     else may be done with it
   * @return as the guichet found it, of exactly this size
   */
  public AttachedFile attach(CitizenSession session, FileKind kind, byte[] content)
      throws GuichetException, InterruptedException {
    if (content.length == 0 || content.length > Answer.Attached.MAX_BYTES) {
      throw new GuichetException(FaultCode.FILE_REFUSED, "the file is empty or too large");
    }
    HttpRequest.Builder call =
        as(session, GuichetPaths.FORM_FILES)
            .timeout(UPLOAD_DEADLINE)
            .header("Content-Type", kind.mediaType())
            .header("Accept", JSON)
            // Whoever is refused for another reason than what is in it hears so at once.
            .expectContinue(true)
            .POST(BodyPublishers.ofByteArray(content));
    AttachedFile file =
        read(expect(201, exchange(call, MAX_PROBLEM_BYTES, UPLOAD_DEADLINE)), AttachedFile.class);
    if (file.bytes() != content.length) {
      throw new GuichetException(FaultCode.GUICHET_FAILED, "another file arrived");
    }
    return file;
  }

  /**
   * Has a file erased that the citizen wants to send no more; 404 means that it is gone already.
   *
   * @param reference as the guichet gave it
   */
  public void detach(CitizenSession session, String reference)
      throws GuichetException, InterruptedException {
    if (!Answer.Attached.REFERENCE.matcher(reference).matches()) {
      throw new IllegalArgumentException("not a file's reference");
    }
    HttpResponse<byte[]> answer =
        exchange(
            as(session, GuichetPaths.FORM_FILES + "/" + reference).DELETE(), MAX_PROBLEM_BYTES);
    if (answer.statusCode() != 404) {
      expect(204, answer);
    }
  }

  /** The claims of this terminal of which the guichet has not heard the end; needs no session. */
  public OpenClaims openClaims() throws GuichetException, InterruptedException {
    return read(
        expect(200, exchange(request(GuichetPaths.CLAIMS).GET(), MAX_JSON_BYTES)),
        OpenClaims.class);
  }

  /**
   * @param claimId of the claim that this terminal holds on the order
   * @param issued what the guichet said of the document; bounds what is read
   * @return exactly as many bytes as announced; whether they are the right ones is not checked here
   */
  public byte[] document(
      CitizenSession session, String reference, UUID claimId, IssuedDocument issued)
      throws GuichetException, InterruptedException {
    HttpRequest.Builder call =
        as(session, orderPath(reference) + "/document")
            .GET()
            .header("Accept", PDF)
            .header(GuichetPaths.PRINT_CLAIM, claimId.toString());
    HttpResponse<byte[]> answer =
        expect(200, exchange(call, Math.max(issued.sizeBytes(), MAX_PROBLEM_BYTES)));
    if (!isOfType(answer, PDF) || answer.body().length != issued.sizeBytes()) {
      Arrays.fill(answer.body(), (byte) 0);
      throw new GuichetException(
          FaultCode.GUICHET_FAILED, "the document is not of the announced type and size");
    }
    return answer.body();
  }

  /** Tells what became of the paper; needs no citizen's session. */
  public void report(String reference, DeliveryReport delivery)
      throws GuichetException, InterruptedException {
    HttpRequest.Builder call =
        request(GuichetPaths.DELIVERIES + "/" + checked(reference)).POST(body(delivery));
    expect(204, exchange(asJson(call), MAX_PROBLEM_BYTES));
  }

  /** Tells that nobody knows yet what became of the paper; needs no citizen's session. */
  public void doubt(String reference, DeliveryDoubt doubt)
      throws GuichetException, InterruptedException {
    HttpRequest.Builder call =
        request(GuichetPaths.DOUBTS + "/" + checked(reference)).POST(body(doubt));
    expect(204, exchange(asJson(call), MAX_PROBLEM_BYTES));
  }

  /** Breaks off what is under way. */
  @Override
  public void close() {
    http.shutdownNow();
  }

  // ---------------------------------------------------------------- inside

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path)).timeout(deadline);
  }

  private HttpRequest.Builder as(CitizenSession session, String path) {
    return request(path).header("Authorization", "Bearer " + session.token());
  }

  private static HttpRequest.Builder asJson(HttpRequest.Builder call) {
    return call.header("Content-Type", JSON).header("Accept", JSON);
  }

  private static String orderPath(String reference) {
    return GuichetPaths.ORDERS + "/" + checked(reference);
  }

  private static String formPath(String formId) {
    if (!FORM_ID.matcher(formId).matches()) {
      throw new IllegalArgumentException("not a form's id");
    }
    return GuichetPaths.FORMS + "/" + formId;
  }

  private static String checked(String reference) {
    if (!Order.REFERENCE.matcher(reference).matches()) {
      throw new IllegalArgumentException("not an order reference");
    }
    return reference;
  }

  private BodyPublisher body(Object record) {
    try {
      return BodyPublishers.ofByteArray(json.writeValueAsBytes(record));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of the protocol cannot be written as JSON", e);
    }
  }

  private HttpResponse<byte[]> exchange(HttpRequest.Builder call, long maxBytes)
      throws GuichetException, InterruptedException {
    return exchange(call, maxBytes, deadline);
  }

  /** HttpRequest's own timeout ends with the headers; the deadline here covers the body as well. */
  private HttpResponse<byte[]> exchange(HttpRequest.Builder call, long maxBytes, Duration deadline)
      throws GuichetException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(call.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxBytes));
    try {
      return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw unanswered("no whole answer within " + deadline.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (exceedsBound(cause)) {
        throw new GuichetException(
            FaultCode.GUICHET_FAILED, "the answer is larger than " + maxBytes + " bytes");
      }
      if (cause instanceof IOException) {
        throw unanswered("no whole answer: " + cause.getClass().getSimpleName(), cause);
      }
      throw new GuichetException(FaultCode.GUICHET_FAILED, "the call broke off", false, cause);
    } finally {
      answer.cancel(true);
    }
  }

  /** {@link BodyHandlers#limiting} has no exception type of its own, only these words. */
  private static boolean exceedsBound(Throwable cause) {
    for (Throwable e = cause; e != null; e = e.getCause()) {
      if (e instanceof IOException
          && e.getMessage() != null
          && e.getMessage().startsWith("body exceeds capacity")) {
        return true;
      }
    }
    return false;
  }

  private static GuichetException unanswered(String detail, Throwable cause) {
    return new GuichetException(FaultCode.GUICHET_UNREACHABLE, detail, true, cause);
  }

  private HttpResponse<byte[]> expect(int status, HttpResponse<byte[]> answer)
      throws GuichetException {
    if (answer.statusCode() == status) {
      return answer;
    }
    throw new GuichetException(
        problemOf(answer), "the guichet answered with status " + answer.statusCode());
  }

  private FaultCode problemOf(HttpResponse<byte[]> answer) {
    if (!isOfType(answer, JSON) || answer.body().length > MAX_PROBLEM_BYTES) {
      return FaultCode.GUICHET_FAILED;
    }
    try {
      return json.readValue(answer.body(), GuichetProblem.class).fault();
    } catch (IOException e) {
      return FaultCode.GUICHET_FAILED;
    }
  }

  private <T> T read(HttpResponse<byte[]> answer, Class<T> kind) throws GuichetException {
    if (!isOfType(answer, JSON)) {
      throw new GuichetException(FaultCode.GUICHET_FAILED, "the answer is not JSON");
    }
    try {
      T value = json.readValue(answer.body(), kind);
      if (value == null) {
        throw new GuichetException(FaultCode.GUICHET_FAILED, "the answer is empty");
      }
      return value;
    } catch (IOException e) {
      // The parser's words may hold pieces of the answer, so the cause stays behind.
      throw new GuichetException(
          FaultCode.GUICHET_FAILED, "the answer is no " + kind.getSimpleName());
    }
  }

  private static boolean isOfType(HttpResponse<byte[]> answer, String type) {
    return answer
        .headers()
        .firstValue("Content-Type")
        .map(value -> value.split(";", 2)[0].trim().equalsIgnoreCase(type))
        .orElse(false);
  }
}
