package be.borne.townhall.guichet.engine.wcs;

import be.borne.townhall.guichet.engine.wcs.WcsFailure.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What became of something that was submitted.
 *
 * @param owner the name ids of the one whose it is, more than one where accounts were merged; empty
 *     for an orphan, which a w.c.s. makes without a word of whoever it does not know
 * @param status the status it is in, also where the workflow shows none
 * @param files what its workflow made, by variable
 * @param fields what was sent, by variable
 */
record WcsSubmission(
    String form,
    String number,
    Set<String> owner,
    Status status,
    Map<String, Made> files,
    JsonNode fields) {

  /**
   * @param id of the workflow's own, which is not translated
   * @param endpoint whether nothing comes after it
   */
  record Status(String id, boolean endpoint) {}

  /**
   * A file that the workflow made.
   *
   * @param contentType as it was stored: that of a failure that a source answered, where it did
   * @param sha256 by which it is fetched, and which its bytes have
   */
  record Made(String contentType, String sha256) {}

  /** The address is not followed, only what it says: host and form may be whatever they want. */
  private static final Pattern DOWNLOAD =
      Pattern.compile(
          "https?://[^/?#]{1,200}/(?<form>[a-z0-9-]{1,100})/(?<number>[0-9]{1,12})/download"
              + "\\?hash=(?<hash>[0-9a-f]{64})(&.*)?");

  private static final int MOST_FILES = 50;
  private static final int MOST_NAME_IDS = 10;

  /**
   * @param answer of {@code GET /api/forms/FORM/NUMBER/}
   * @throws WcsFailure if it is not about this one
   */
  static WcsSubmission of(String form, String number, JsonNode answer) throws WcsFailure {
    if (!answer.path("id").asText().equals(number)) {
      throw new WcsFailure(Kind.NONSENSE, "the answer is about another submission");
    }
    JsonNode workflow = answer.path("workflow");
    // workflow.status is absent in a status that is hidden from citizens; this one never is.
    JsonNode status = workflow.path("real_status");
    if (!status.path("id").asText("").matches("[a-zA-Z0-9_-]{1,60}")
        || !status.path("endpoint").isBoolean()) {
      throw new WcsFailure(Kind.NONSENSE, "a submission without a status");
    }
    return new WcsSubmission(
        form,
        number,
        owner(answer.path("user").path("NameID")),
        new Status(status.path("id").asText(), status.path("endpoint").booleanValue()),
        files(form, number, workflow.path("fields")),
        answer.path("fields"));
  }

  private static Set<String> owner(JsonNode nameIds) throws WcsFailure {
    Set<String> owner = new HashSet<>();
    for (JsonNode nameId : nameIds) {
      if (owner.size() >= MOST_NAME_IDS || !WcsNames.isNameId(nameId.asText())) {
        throw new WcsFailure(Kind.NONSENSE, "a submission of somebody without a name id");
      }
      owner.add(nameId.asText());
    }
    return Set.copyOf(owner);
  }

  private static Map<String, Made> files(String form, String number, JsonNode fields)
      throws WcsFailure {
    Map<String, Made> files = new HashMap<>();
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      JsonNode url = field.getValue().path("url");
      if (!url.isTextual()) {
        continue;
      }
      Matcher download = DOWNLOAD.matcher(url.asText());
      if (!download.matches()
          || !download.group("form").equals(form)
          || !download.group("number").equals(number)) {
        throw new WcsFailure(Kind.NONSENSE, "a file that is somewhere else");
      }
      if (files.size() >= MOST_FILES) {
        throw new WcsFailure(Kind.NONSENSE, "more than " + MOST_FILES + " files");
      }
      files.put(
          field.getKey(),
          new Made(field.getValue().path("content_type").asText(""), download.group("hash")));
    }
    return Map.copyOf(files);
  }

  /** Names nobody. */
  @Override
  public String toString() {
    return "WcsSubmission[" + form + " " + number + ", " + status + "]";
  }
}
