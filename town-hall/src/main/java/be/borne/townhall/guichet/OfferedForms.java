package be.borne.townhall.guichet;

import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.FormJson;
import be.borne.townhall.guichet.engine.FormOffice;
import be.borne.townhall.guichet.store.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All forms that can be filled in now: those of the shelf, whose versions their writers raise, and
 * those of an office, whose versions are counted here, since it changes them without a word.
 */
final class OfferedForms {
  private final FormShelf shelf;
  private final Optional<FormOffice> office;
  private final FormStore store;
  private final Map<String, Counted> counted = new ConcurrentHashMap<>();

  /** A form of the office, as it was told and as it is offered. */
  private record Counted(FormDefinition told, FormDefinition form) {}

  /**
   * A form that can be filled in.
   *
   * @param office to which it is handed over; empty where clerks deal with it
   */
  record Here(FormDefinition form, Optional<FormOffice.Offered> office) {}

  /**
   * @throws IOException if a form of the shelf was changed without raising its version, so that
   *     what was filled in with it could not be read any more, or has the id of one of the office
   */
  OfferedForms(FormShelf shelf, Optional<FormOffice> office, FormStore store)
      throws IOException, StoreException {
    this.shelf = shelf;
    this.office = office;
    this.store = store;
    for (FormDefinition form : shelf.forms()) {
      if (office.filter(other -> other.ids().contains(form.id())).isPresent()) {
        throw new IOException("form " + form.id() + " is there twice: here, and at the w.c.s.");
      }
      if (!store.isKept(form.id(), form.version(), FormJson.of(form))) {
        throw new IOException(
            "form %s was changed and still has version %d: raise it"
                .formatted(form.id(), form.version()));
      }
    }
  }

  /** In the order in which they are offered. */
  List<Here> all() throws StoreException {
    List<Here> all = new ArrayList<>();
    shelf.forms().forEach(form -> all.add(new Here(form, Optional.empty())));
    for (FormOffice.Offered each : office.map(FormOffice::offered).orElse(List.of())) {
      all.add(new Here(counted(each.definition()), Optional.of(each)));
    }
    return all;
  }

  Optional<Here> form(String id) throws StoreException {
    return all().stream().filter(here -> here.form().id().equals(id)).findFirst();
  }

  private FormDefinition counted(FormDefinition told) throws StoreException {
    Counted before = counted.get(told.id());
    if (before != null && before.told().equals(told)) {
      return before.form();
    }
    int version = store.versionOf(told.id(), number -> FormJson.of(numbered(told, number)));
    FormDefinition form = numbered(told, version);
    counted.put(told.id(), new Counted(told, form));
    return form;
  }

  private static FormDefinition numbered(FormDefinition form, int version) {
    return new FormDefinition(
        form.id(), version, form.category(), form.title(), form.explanation(), form.pages());
  }
}
