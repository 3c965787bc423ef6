package be.borne.townhall.guichet.engine.wcs;

import be.borne.protocol.json.Json;
import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.engine.wcs.WcsCalls.Proof;
import be.borne.townhall.guichet.engine.wcs.WcsFailure.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What the town hall asks of a w.c.s., call by call. What it is told is checked before it is
 * believed; what it sends is checked before it comes here, since a w.c.s. takes everything.
 */
final class WcsClient implements AutoCloseable {
  private static final String PDF = "application/pdf";
  private static final byte[] PDF_MAGIC = "%PDF-".getBytes(StandardCharsets.US_ASCII);
  private static final int MOST_FORMS = 500;

  /** Two are one too many already. */
  private static final int MOST_FOUND = 3;

  private final WcsCalls calls;

  WcsClient(WcsCalls calls) {
    this.calls = calls;
  }

  /**
   * The same, for calls that together end in time; closing is left to this one.
   *
   * @param patience from now on
   */
  WcsClient within(Duration patience) {
    return new WcsClient(calls.within(patience));
  }

  /** The same, for what nobody waits for: to send something large may take as long as it needs. */
  WcsClient unhurried() {
    return new WcsClient(calls.unhurried());
  }

  /**
   * A form of the catalogue.
   *
   * @param title as the site says it, in its own language
   * @param category its address's word for it; empty where it has none
   * @param elsewhere whether it only leads to another site
   */
  record Listed(String slug, String title, String category, boolean elsewhere) {}

  /** All forms that are open. */
  List<Listed> forms() throws WcsFailure, InterruptedException {
    JsonNode data = calls.get(Proof.SIGNATURE, "/api/formdefs/", "").path("data");
    if (!data.isArray() || data.size() > MOST_FORMS) {
      throw new WcsFailure(Kind.NONSENSE, "no list of up to " + MOST_FORMS + " forms");
    }
    List<Listed> forms = new ArrayList<>();
    for (JsonNode form : data) {
      String slug = form.path("slug").asText();
      if (!WcsNames.isSlug(slug)) {
        throw new WcsFailure(Kind.NONSENSE, "a form without a name that can be used");
      }
      String category = form.path("category_slug").asText("");
      // A word or an address; what is a text or true leads away.
      JsonNode elsewhere = form.path("redirection");
      forms.add(
          new Listed(
              slug,
              form.path("title").asText(""),
              WcsNames.isSlug(category) ? category : "",
              elsewhere.isTextual() ? !elsewhere.asText().isEmpty() : elsewhere.asBoolean()));
    }
    return List.copyOf(forms);
  }

  /** A form's fields and its workflow's, as the site tells them. */
  JsonNode schema(String form) throws WcsFailure, InterruptedException {
    return calls.get(
        Proof.SIGNATURE, "/api/formdefs/" + WcsNames.slug(form) + "/schema", "include-id=on");
  }

  /**
   * The person with this national number.
   *
   * @param attribute under which the site keeps it
   * @return empty if the site knows no such person
   * @throws WcsFailure of kind NONSENSE also if it knows two: neither may be taken for the other
   */
  Optional<WcsPerson> person(NationalNumber number, String attribute)
      throws WcsFailure, InterruptedException {
    JsonNode data = calls.get(Proof.SIGNATURE, "/api/users/", "q=" + number.digits()).path("data");
    if (!data.isArray()) {
      throw new WcsFailure(Kind.NONSENSE, "no list of persons");
    }
    // It searches in all that it knows of a person; whose number it is stands in one place.
    String variable = "user_var_" + WcsNames.variable(attribute);
    List<String> found = new ArrayList<>();
    for (JsonNode person : data) {
      if (isNumber(person.path(variable), number)) {
        found.add(person.path("user_nameid").asText(""));
      }
    }
    if (found.size() > 1) {
      throw new WcsFailure(Kind.NONSENSE, "two persons with one national number");
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    String nameId = found.getFirst();
    if (!WcsNames.isNameId(nameId)) {
      throw new WcsFailure(Kind.NONSENSE, "a person without a name id");
    }
    // Asked as the person: it answers only if it would take a form of theirs.
    JsonNode told = calls.get(Proof.SIGNATURE, "/api/user/", "NameID=" + nameId);
    if (!isNumber(told.path(variable), number)
        || !told.path("user_nameid").asText("").equals(nameId)) {
      throw new WcsFailure(Kind.NONSENSE, "another person than was found");
    }
    return Optional.of(WcsPerson.of(nameId, told));
  }

  private static boolean isNumber(JsonNode said, NationalNumber number) {
    return said.asText("").replaceAll("[^0-9]", "").equals(number.digits());
  }

  /**
   * Submits a form as a citizen. With nothing beside data and citizen: where there is a {@code
   * context}, a w.c.s. drops the citizen without a word.
   *
   * @param data by variable, complete and checked
   * @param nameId a list to the w.c.s., which drops a name id that is none without a word
   * @return the number it got
   * @throws WcsFailure of kind NO_ANSWER if it may have been taken all the same: it is to be looked
   *     for before it is sent again
   */
  String submit(String form, ObjectNode data, String nameId)
      throws WcsFailure, InterruptedException {
    ObjectNode body = Json.mapper().createObjectNode();
    body.set("data", data);
    body.putObject("user").putArray("NameID").add(WcsNames.nameId(nameId));
    JsonNode answer =
        calls.post(Proof.SIGNATURE, "/api/formdefs/" + WcsNames.slug(form) + "/submit", body);
    String number = answer.path("data").path("id").asText("");
    if (!WcsNames.isNumber(number)) {
      // Taken perhaps; to be looked for like one that was not answered.
      throw new WcsFailure(Kind.NO_ANSWER, "an answer without a number");
    }
    return number;
  }

  /**
   * The numbers of those whose field has this value, the newest first.
   *
   * @param value letters, digits and hyphens
   */
  List<String> having(String form, String variable, String value)
      throws WcsFailure, InterruptedException {
    if (!value.matches("[A-Za-z0-9-]{8,60}")) {
      throw new IllegalArgumentException("not a reference to look for");
    }
    // Without response_type the answer is a bare list that does not say how long it is.
    JsonNode answer =
        calls.get(
            Proof.BASIC,
            "/api/forms/" + WcsNames.slug(form) + "/list",
            "filter-%s=%s&response_type=dict".formatted(WcsNames.variable(variable), value));
    JsonNode data = answer.path("data");
    if (!data.isArray() || !answer.path("count").isIntegralNumber()) {
      throw new WcsFailure(Kind.NONSENSE, "no list of submissions");
    }
    if (answer.path("count").asLong() > data.size() || data.size() > MOST_FOUND) {
      throw new WcsFailure(Kind.NONSENSE, "more submissions than one reference can have");
    }
    List<String> numbers = new ArrayList<>();
    for (JsonNode each : data) {
      String number = each.path("id").asText("");
      if (!WcsNames.isNumber(number)) {
        throw new WcsFailure(Kind.NONSENSE, "a submission without a number");
      }
      numbers.add(number);
    }
    return List.copyOf(numbers);
  }

  /** How far it is. Without the contents of its files, which are fetched one by one. */
  WcsSubmission submission(String form, String number) throws WcsFailure, InterruptedException {
    return WcsSubmission.of(
        form, number, calls.get(Proof.BASIC, place(form, number), "include-files-content=off"));
  }

  /**
   * Fetches a document that a workflow made. It is a PDF by what is said of it and by its first
   * bytes, and it is the one that was spoken of: its address holds its digest.
   *
   * @throws WcsFailure of kind NONSENSE if it is not
   */
  byte[] document(WcsSubmission from, WcsSubmission.Made made, int maxBytes)
      throws WcsFailure, InterruptedException {
    if (!made.contentType().equals(PDF)) {
      // What a source answered instead of a document is stored as one.
      throw new WcsFailure(Kind.NONSENSE, "what the workflow made is no PDF");
    }
    byte[] bytes =
        calls.file(
            place(from.form(), from.number()) + "download", "hash=" + made.sha256(), PDF, maxBytes);
    if (bytes.length < PDF_MAGIC.length
        || !Arrays.equals(bytes, 0, PDF_MAGIC.length, PDF_MAGIC, 0, PDF_MAGIC.length)) {
      throw new WcsFailure(Kind.NONSENSE, "what is called a PDF is none");
    }
    if (!HexFormat.of().formatHex(sha256(bytes)).equals(made.sha256())) {
      throw new WcsFailure(Kind.NONSENSE, "another document than was spoken of");
    }
    return bytes;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /**
   * Tells the workflow that something happened.
   *
   * @param trigger its name there
   * @param told kept with the submission; nothing of a person
   * @return false if the workflow does not wait for it, as when it was told before
   */
  boolean trigger(String form, String number, String trigger, ObjectNode told)
      throws WcsFailure, InterruptedException {
    try {
      calls.post(
          Proof.BASIC, place(form, number) + "jump/trigger/" + WcsNames.slug(trigger) + "/", told);
      return true;
    } catch (WcsFailure e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  private static String place(String form, String number) {
    return "/api/forms/%s/%s/".formatted(WcsNames.slug(form), WcsNames.number(number));
  }

  @Override
  public void close() {
    calls.close();
  }
}
