package be.borne.townhall.guichet.engine.wcs;

import be.borne.townhall.guichet.engine.wcs.DjangoCondition.NotTaken;
import be.borne.townhall.guichet.engine.wcs.WcsFailure.Kind;
import be.borne.townhall.guichet.engine.wcs.WcsTranslation.NotSaid;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which forms can be filled in, as the w.c.s. has them now. One that ours cannot say any more is
 * not offered, and the log names each field that is in the way, once.
 */
final class WcsFormShelf implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WcsFormShelf.class);

  /** A form as it was seen last. */
  record Seen(WcsFormFile file, WcsSchema schema, WcsForm form) {}

  private final WcsClient client;
  private final List<WcsFormFile> files;
  private final String numberAttribute;
  private final WcsShelf.Pace pace;
  private final Thread thread;
  private final Map<String, String> said = new HashMap<>();

  /** Written before the thread begins, and by it alone then. */
  private boolean isWhole;

  private volatile List<Seen> seen = List.of();

  /**
   * @param files in the order in which they are offered
   */
  WcsFormShelf(
      WcsClient client, List<WcsFormFile> files, String numberAttribute, WcsShelf.Pace pace) {
    this.client = client;
    this.files = List.copyOf(files);
    this.numberAttribute = numberAttribute;
    this.pace = pace;
    this.thread = Thread.ofVirtual().name("wcs-form-shelf").unstarted(this::run);
  }

  /** Looks once, then goes on looking. A w.c.s. that does not answer is no reason not to start. */
  void start() throws InterruptedException {
    if (!files.isEmpty()) {
      isWhole = look();
      thread.start();
    }
  }

  List<WcsFormFile> files() {
    return files;
  }

  List<Seen> offered() {
    return seen;
  }

  /** The form as it is now, if it can be offered. */
  Optional<Seen> offered(String id) {
    return seen.stream().filter(each -> each.file().id().equals(id)).findFirst();
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(isWhole ? pace.usual() : pace.afterFailure());
        isWhole = look();
      }
    } catch (InterruptedException e) {
      LOG.debug("the forms of the w.c.s. are not looked at any more");
    }
  }

  /**
   * @return whether each form could be looked at; one that could not is offered on as it was, since
   *     what is filled in goes later
   */
  private boolean look() throws InterruptedException {
    List<Seen> fitting = new ArrayList<>();
    boolean isEach = true;
    boolean answers = true;
    for (WcsFormFile file : files) {
      if (!answers) {
        offered(file.id()).ifPresent(fitting::add);
        continue;
      }
      try {
        fitting(file).ifPresent(fitting::add);
      } catch (WcsFailure e) {
        offered(file.id()).ifPresent(fitting::add);
        String why = "%s, %s".formatted(e.kind(), e.getMessage());
        if (!why.equals(said.put(file.id(), why))) {
          LOG.error("w.c.s.: form {} cannot be looked at: {}", file.id(), why);
        }
        isEach = false;
        // Each of the others would take as long.
        answers = e.kind() != Kind.NO_ANSWER;
      } catch (RuntimeException e) {
        // Its message could quote what the site says. It takes no other form with it.
        tell(file.id(), "an error of this program, " + e.getClass().getName());
      }
    }
    seen = List.copyOf(fitting);
    return isEach;
  }

  private Optional<Seen> fitting(WcsFormFile file) throws WcsFailure, InterruptedException {
    try {
      JsonNode told = client.schema(file.form());
      WcsSchema schema = WcsSchema.of(told);
      List<String> problems = file.against(schema);
      if (problems.isEmpty()) {
        WcsForm form = WcsTranslation.of(told, schema, file.setting(numberAttribute));
        remark(file, form);
        return Optional.of(new Seen(file, schema, form));
      }
      tell(file.id(), String.join("; ", problems));
    } catch (NotTaken | NotSaid e) {
      tell(file.id(), e.getMessage());
    } catch (WcsFailure e) {
      if (e.kind() != Kind.NOT_FOUND) {
        throw e;
      }
      tell(file.id(), "%s, %s".formatted(e.kind(), e.getMessage()));
    }
    return Optional.empty();
  }

  private void tell(String form, String why) {
    if (!why.equals(said.put(form, why))) {
      LOG.error("w.c.s.: form {} is not offered: {}", form, why);
    }
  }

  private void remark(WcsFormFile file, WcsForm form) {
    List<String> remarks = new ArrayList<>();
    if (!form.untranslated().isEmpty()) {
      remarks.add(form.untranslated().size() + " texts stand in one language alone");
    }
    if (form.asked().stream().anyMatch(field -> field.kind() instanceof WcsSchema.Kind.Place)) {
      remarks.add("it asks for a place on a map; what comes with an address alone is a clerk's");
    }
    String all = String.join("; ", remarks);
    if (!("+" + all).equals(said.put(file.id(), "+" + all))) {
      LOG.info("w.c.s.: form {} is offered{}", file.id(), all.isEmpty() ? "" : ": " + all);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
