package be.borne.townhall.guichet.engine.wcs;

import be.borne.protocol.guichet.form.Answers;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.engine.EngineFailure;
import be.borne.townhall.guichet.engine.FormOffice;
import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.engine.wcs.WcsFailure.Kind;
import be.borne.townhall.guichet.engine.wcs.WcsSubmitting.Standing;
import be.borne.townhall.guichet.store.StoreException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forms of a w.c.s. that citizens fill in at terminals. What was filled in is held against the
 * schema as it is when it is sent, and sent as the citizen, once.
 */
final class WcsForms implements FormOffice {
  private static final Logger LOG = LoggerFactory.getLogger(WcsForms.class);
  private static final ZoneId BELGIUM = ZoneId.of("Europe/Brussels");

  private static final ObjectReader EXACT =
      Json.mapper().reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /** In base64 a third more, in one body. */
  private static final long MOST_FILE_BYTES = 20_000_000;

  private final WcsClient client;
  private final WcsFormShelf shelf;
  private final WcsSubmitting submitting;
  private final String numberAttribute;
  private final Duration patience;
  private final Clock clock;

  /**
   * @param numberAttribute under which the site keeps a person's national number
   * @param patience for the calls of one hand-over together, but for the submission itself
   */
  WcsForms(
      WcsClient client,
      WcsFormShelf shelf,
      WcsSubmitting submitting,
      String numberAttribute,
      Duration patience,
      Clock clock) {
    this.client = client;
    this.shelf = shelf;
    this.submitting = submitting.unhurried();
    this.numberAttribute = numberAttribute;
    this.patience = patience;
    this.clock = clock;
  }

  @Override
  public Set<String> ids() {
    return shelf.files().stream().map(WcsFormFile::id).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public List<Offered> offered() {
    return shelf.offered().stream().<Offered>map(seen -> new OfAWcs(seen.form())).toList();
  }

  private record OfAWcs(WcsForm form) implements Offered {
    @Override
    public FormDefinition definition() {
      return form.definition();
    }

    @Override
    public String written(Answers answers) {
      return form.data(answers).toString();
    }
  }

  @Override
  public Outcome handOver(Parcel parcel) throws InterruptedException {
    Optional<WcsFormFile> file =
        shelf.files().stream().filter(each -> each.id().equals(parcel.form())).findFirst();
    try {
      boolean wasSent = submitting.wasSent(parcel.reference());
      Outcome outcome =
          file.isEmpty()
              ? new Outcome.NotTaken("no form of the w.c.s. is offered under this name any more")
              : handOver(parcel, file.get());
      return wasSent && outcome instanceof Outcome.NotTaken(var why)
          ? new Outcome.NotTaken(PERHAPS_THERE + "; " + why)
          : outcome;
    } catch (WcsFailure e) {
      LOG.warn(
          "submission={} not handed over: {}, {}", parcel.reference(), e.kind(), e.getMessage());
      return new Outcome.NotNow("the w.c.s.: " + e.kind() + ", " + e.getMessage());
    } catch (EngineFailure e) {
      return new Outcome.NotNow(e.getMessage());
    } catch (StoreException e) {
      LOG.error("submission={} cannot be written down as sent", parcel.reference(), e);
      return new Outcome.NotNow("what is sent cannot be written down");
    }
  }

  private Outcome handOver(Parcel parcel, WcsFormFile file)
      throws WcsFailure, StoreException, InterruptedException, EngineFailure {
    WcsClient inTime = client.within(patience);
    WcsSubmitting.Target target =
        new WcsSubmitting.Target(parcel.reference(), file.form(), file.reference());
    Standing standing = submitting.standing(inTime, target, () -> known(inTime, parcel.citizen()));
    return switch (standing) {
      case Standing.There(var submission) -> taken(submission);
      // The number was answered to our own submission. Taken for lost it would be there twice.
      case Standing.Unseen(var number) ->
          new Outcome.Taken(
              "%s/%s, taken under this number, but our client may not read it"
                  .formatted(file.form(), number));
      case Standing.UnderWay _ -> underWay();
      case Standing.Lost _ -> new Outcome.NotTaken("sent twice, and it never appeared");
      case Standing.Open(var before) -> submit(inTime, target, parcel, file, before);
    };
  }

  private static Outcome taken(WcsSubmission submission) {
    return new Outcome.Taken("%s/%s".formatted(submission.form(), submission.number()));
  }

  private static Outcome underWay() {
    return new Outcome.NotNow("sent, and not confirmed yet");
  }

  private String known(WcsClient inTime, NationalNumber citizen)
      throws WcsFailure, InterruptedException, EngineFailure {
    return inTime
        .person(citizen, numberAttribute)
        .orElseThrow(() -> new EngineFailure("the w.c.s. does not know the citizen any more"))
        .nameId();
  }

  private Outcome submit(
      WcsClient inTime,
      WcsSubmitting.Target target,
      Parcel parcel,
      WcsFormFile file,
      Optional<WcsStore.Sent> before)
      throws WcsFailure, StoreException, InterruptedException, EngineFailure {
    Optional<WcsPerson> person = inTime.person(parcel.citizen(), numberAttribute);
    if (person.isEmpty()) {
      if (before.isPresent()) {
        // It was known when it was sent, and what was sent may still appear.
        return new Outcome.NotNow("sent, and the w.c.s. does not know the citizen any more");
      }
      return new Outcome.NotTaken("the w.c.s. does not know the citizen");
    }
    Optional<WcsFormShelf.Seen> seen = shelf.offered(file.id());
    if (seen.isEmpty()) {
      return new Outcome.NotNow("the form is not offered now; the log says why");
    }
    ObjectNode data =
        WcsService.filled(
            file.data(),
            List.of(),
            new WcsService.Order(
                parcel.reference(),
                Optional.empty(),
                Language.FRENCH,
                parcel.citizen().digits(),
                person.get().attributes()));
    seen.get().form().national().forEach(name -> data.put(name, parcel.citizen().digits()));
    Optional<String> problem = addAnswers(data, parcel);
    if (problem.isPresent()) {
      return new Outcome.NotTaken(problem.get());
    }
    WcsAnswers.Result checked =
        new WcsAnswers(
                seen.get().schema(),
                file.unchecked(),
                LocalDate.ofInstant(clock.instant(), BELGIUM))
            .check(data);
    if (!checked.problems().isEmpty()) {
      return new Outcome.NotTaken("not to be sent: " + String.join("; ", checked.problems()));
    }
    if (!parcel.wanted().isWanted()) {
      return new Outcome.NotTaken("somebody dealt with it meanwhile");
    }
    try {
      return submitting.submit(inTime, target, checked.data(), person.get(), before)
              instanceof Standing.There(var submission)
          ? taken(submission)
          : underWay();
    } catch (WcsFailure e) {
      if (e.kind() == Kind.DENIED || e.kind() == Kind.NOT_FOUND) {
        // Its other calls were answered: it refuses this form, and not us.
        return new Outcome.NotTaken("refused by the w.c.s., " + e.getMessage());
      }
      if (e.kind() == Kind.TOO_LARGE) {
        return new Outcome.NotTaken("too large for the w.c.s., " + e.getMessage());
      }
      throw e;
    }
  }

  /** Puts answers and the contents of files beside what is sent without being asked. */
  private static Optional<String> addAnswers(ObjectNode data, Parcel parcel) throws EngineFailure {
    JsonNode written;
    try {
      written = EXACT.readTree(parcel.written());
    } catch (JsonProcessingException e) {
      // Its words may quote an answer.
      return Optional.of("what was filled in cannot be read any more");
    }
    long bytes = 0;
    for (Map.Entry<String, JsonNode> answer : written.properties()) {
      String file = answer.getValue().path(WcsForm.ATTACHED).asText("");
      if (file.isEmpty()) {
        data.set(answer.getKey(), answer.getValue());
        continue;
      }
      Optional<Attachment> attached = parcel.files().of(file);
      if (attached.isEmpty()) {
        return Optional.of("a file that goes along is gone");
      }
      bytes += attached.get().content().length;
      if (bytes > MOST_FILE_BYTES) {
        return Optional.of("its files are too large together");
      }
      data.set(
          answer.getKey(),
          WcsFile.of(answer.getKey(), attached.get().kind(), attached.get().content()));
    }
    return Optional.empty();
  }
}
