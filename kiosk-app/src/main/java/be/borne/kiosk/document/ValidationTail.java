package be.borne.kiosk.document;

import be.borne.kiosk.document.PdfValue.Array;
import be.borne.kiosk.document.PdfValue.Dictionary;
import be.borne.kiosk.document.PdfValue.Reference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;

/**
 * Judges what follows the sealed revision of a B-LT or B-LTA document (ETSI EN 319 142-1 §5.4 and
 * §5.5): revision by revision, every object in it must be one that validation data needs, and every
 * object that replaces an older one must say the same but for what refers to that data.
 *
 * <p>Nothing of this is ever printed. It is judged all the same, because whoever appended anything
 * else wanted a reader to see another document than the one that was sealed.
 */
final class ValidationTail {
  private static final Set<String> DEVELOPERS = Set.of("ADBE", "ESIC");
  private static final Set<String> DEVELOPER_KEYS =
      Set.of("Type", "BaseVersion", "ExtensionLevel", "ExtensionRevision", "URL");

  /**
   * What the tail brought.
   *
   * @param store all entries of every later document security store
   * @param timestamps where each document timestamp lies in the file, in order
   */
  record Findings(SecurityStore store, List<SealBytes> timestamps) {}

  private final COSDocument sealed;
  private final RevisionObjects objects;
  private final DocumentTimestamps timestampFields;
  private final SecurityStore store = new SecurityStore();
  private final List<SealBytes> timestamps = new ArrayList<>();

  /** Of the revision being judged. */
  private final Set<Reference> newFields = new HashSet<>();

  private ValidationTail(byte[] pdf, COSDocument sealed) {
    this.sealed = sealed;
    this.objects = new RevisionObjects(sealed);
    this.timestampFields = new DocumentTimestamps(pdf, objects);
  }

  /**
   * @param pdf the whole file
   * @param revisions what follows the sealed revision in it
   * @param sealed that revision, opened by itself
   * @param crossReference where the sealed revision's own startxref leads
   * @throws PdfSyntaxException if anything else than validation data follows; says what
   * @throws SecondSealException if what follows bears a signature that is no document timestamp
   */
  static Findings judge(
      byte[] pdf, List<Revision> revisions, COSDocument sealed, int crossReference)
      throws PdfSyntaxException, SecondSealException {
    ValidationTail tail = new ValidationTail(pdf, sealed);
    requireNoSecondSeal(revisions);
    if (!(PdfValue.of(sealed.getTrailer()) instanceof Dictionary trailer)) {
      throw new PdfSyntaxException("the sealed revision has no trailer");
    }
    int previous = crossReference;
    int unused = Math.max(size(trailer), highest(sealed) + 1);
    for (Revision next : revisions) {
      if (!next.continues(trailer, previous)) {
        throw new PdfSyntaxException("a later revision's trailer is not that of an update");
      }
      tail.judge(next, unused);
      trailer = next.trailer();
      previous = next.crossReference();
      unused = Math.max(unused, size(trailer));
    }
    return new Findings(tail.store, List.copyOf(tail.timestamps));
  }

  /** Told apart from other additions, for it is not an update that went wrong. */
  static final class SecondSealException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private static void requireNoSecondSeal(List<Revision> revisions) throws SecondSealException {
    for (Revision each : revisions) {
      for (PdfValue value : each.objects().values()) {
        if (value instanceof Dictionary dictionary
            && dictionary.get("ByteRange").isPresent()
            && !dictionary.name("SubFilter").equals("ETSI.RFC3161")) {
          throw new SecondSealException();
        }
      }
    }
  }

  private static int size(Dictionary trailer) {
    return trailer.entries().get("Size") instanceof PdfValue.Numeral size ? (int) size.value() : 0;
  }

  private static int highest(COSDocument sealed) {
    return sealed.getXrefTable().keySet().stream()
        .mapToInt(key -> (int) key.getNumber())
        .max()
        .orElse(0);
  }

  private void judge(Revision next, int unused) throws PdfSyntaxException {
    objects.begin(next);
    newFields.clear();
    objects.account(next.crossReferenceStream());
    for (var object : next.objects().entrySet()) {
      Optional<PdfValue> before = objects.before(object.getKey());
      if (before.isPresent() != object.getKey() < unused) {
        throw new PdfSyntaxException("a new object has a number that was not free for it");
      }
      if (before.isPresent() && before.get().equals(object.getValue())) {
        objects.account(object.getKey());
      }
    }
    catalogue((Reference) next.trailer().entries().get("Root"));
    for (var object : next.objects().entrySet()) {
      if (!objects.isAccounted(object.getKey())
          && object.getValue() instanceof Dictionary page
          && objects.before(object.getKey()).orElse(null) instanceof Dictionary pageBefore
          && pageBefore.name("Type").equals("Page")) {
        objects.account(object.getKey());
        page(pageBefore, page);
      }
    }
    annotationArrays();
    for (int number : next.objects().keySet()) {
      if (!objects.isAccounted(number)) {
        throw new PdfSyntaxException(
            objects.before(number).isPresent()
                ? "an object of the sealed revision is replaced"
                : "an object is added that is no validation data");
      }
    }
  }

  // ------------------------------------------------------------------ what may change

  private void catalogue(Reference root) throws PdfSyntaxException {
    if (!(objects.before(root.number()).orElse(null) instanceof Dictionary old)
        || !(objects.now(root) instanceof Dictionary catalogue)) {
      throw new PdfSyntaxException("the document has no catalogue");
    }
    objects.account(root.number());
    mayReplace(old);
    for (String key : differing(old, catalogue)) {
      PdfValue value = catalogue.get(key).orElseThrow(ValidationTail::removed);
      switch (key) {
        case "DSS", "AcroForm" -> {}
        case "Extensions" -> extensions(old, value);
        default -> throw changed("the catalogue");
      }
    }
    Optional<PdfValue> dss = catalogue.get("DSS");
    if (dss.isPresent()) {
      store.read(
          objects.dictionary(dss.get()), objects::dictionary, objects::array, objects::stream);
    }
    form(old.get("AcroForm"), catalogue.get("AcroForm"));
  }

  /** The form with its list of fields, and the store with its lists, if they are objects apart. */
  private void mayReplace(Dictionary oldCatalogue) throws PdfSyntaxException {
    for (String key : List.of("AcroForm", "DSS")) {
      Optional<PdfValue> value = oldCatalogue.get(key);
      if (value.isPresent()) {
        objects.mayBeReplaced(value.get());
        for (String list : List.of("Fields", "Certs", "CRLs", "OCSPs", "VRI")) {
          objects.oldDictionary(value.get()).get(list).ifPresent(objects::mayBeReplaced);
        }
      }
    }
  }

  private static void extensions(Dictionary old, PdfValue value) throws PdfSyntaxException {
    Map<String, PdfValue> known =
        old.entries().get("Extensions") instanceof Dictionary before ? before.entries() : Map.of();
    if (!(value instanceof Dictionary extensions)
        || !extensions.entries().keySet().containsAll(known.keySet())) {
      throw changed("the catalogue");
    }
    for (var entry : extensions.entries().entrySet()) {
      boolean same = entry.getValue().equals(known.get(entry.getKey()));
      boolean plain =
          DEVELOPERS.contains(entry.getKey())
              && entry.getValue() instanceof Dictionary developer
              && DEVELOPER_KEYS.containsAll(developer.entries().keySet())
              && developer.entries().values().stream().allMatch(ValidationTail::isPlain);
      if (!same && !plain) {
        throw changed("the catalogue");
      }
    }
  }

  static boolean isPlain(PdfValue value) {
    return value instanceof PdfValue.Name
        || value instanceof PdfValue.Numeral
        || value instanceof PdfValue.Text;
  }

  private void form(Optional<PdfValue> oldValue, Optional<PdfValue> value)
      throws PdfSyntaxException {
    if (value.isEmpty()) {
      return;
    }
    Dictionary old = objects.oldDictionary(oldValue.orElseThrow(() -> changed("the catalogue")));
    if (!oldValue.get().equals(value.get()) && oldValue.get() instanceof Reference) {
      throw changed("the catalogue");
    }
    Dictionary form = objects.dictionary(value.get());
    for (String key : differing(old, form)) {
      PdfValue entry = form.get(key).orElseThrow(ValidationTail::removed);
      switch (key) {
        case "Fields" -> {}
        case "SigFlags" -> {
          if (!(entry instanceof PdfValue.Numeral)) {
            throw changed("the form");
          }
        }
        default -> throw changed("the form");
      }
    }
    for (PdfValue field : added(old.get("Fields"), form.get("Fields"))) {
      if (!(field instanceof Reference reference) || !newFields.add(reference)) {
        throw new PdfSyntaxException("a field is added that is no document timestamp");
      }
      timestamps.add(timestampFields.read(reference));
    }
    if (newFields.size() > 1) {
      throw new PdfSyntaxException("one revision has more than one document timestamp");
    }
  }

  private void page(Dictionary old, Dictionary page) throws PdfSyntaxException {
    for (String key : differing(old, page)) {
      if (!key.equals("Annots")) {
        throw changed("a page");
      }
      requireTimestamps(added(old.get(key), page.get(key)));
    }
  }

  /** A page may keep its annotations in an array apart, which then changes without the page. */
  private void annotationArrays() throws PdfSyntaxException {
    boolean unaccounted =
        objects.revision().objects().entrySet().stream()
            .anyMatch(o -> o.getValue() instanceof Array && !objects.isAccounted(o.getKey()));
    if (!unaccounted) {
      return;
    }
    for (var key : sealed.getXrefTable().keySet()) {
      if (sealed.getObjectFromPool(key).getObject() instanceof COSDictionary dictionary
          && COSName.PAGE.equals(dictionary.getCOSName(COSName.TYPE))
          && objects.before((int) key.getNumber()).orElse(null) instanceof Dictionary page
          && page.entries().get("Annots") instanceof Reference annotations
          && objects.revision().objects().containsKey(annotations.number())) {
        objects.mayBeReplaced(annotations);
        requireTimestamps(added(Optional.of(annotations), Optional.of(annotations)));
      }
    }
  }

  private void requireTimestamps(List<PdfValue> annotations) throws PdfSyntaxException {
    for (PdfValue annotation : annotations) {
      if (!(annotation instanceof Reference reference) || !newFields.contains(reference)) {
        throw new PdfSyntaxException("an annotation is added to a page");
      }
    }
  }

  /** What a list has at its end that it had not before; all else must be the same. */
  private List<PdfValue> added(Optional<PdfValue> oldValue, Optional<PdfValue> value)
      throws PdfSyntaxException {
    List<PdfValue> old =
        oldValue.isEmpty() ? List.of() : objects.oldArray(oldValue.get()).elements();
    List<PdfValue> list = value.isEmpty() ? List.of() : objects.array(value.get()).elements();
    if (list.size() < old.size() || !list.subList(0, old.size()).equals(old)) {
      throw new PdfSyntaxException("something is removed from a page or a form");
    }
    return list.subList(old.size(), list.size());
  }

  private static Set<String> differing(Dictionary old, Dictionary now) {
    Set<String> keys = new HashSet<>(old.entries().keySet());
    keys.addAll(now.entries().keySet());
    keys.removeIf(key -> old.get(key).equals(now.get(key)));
    return keys;
  }

  private static PdfSyntaxException changed(String what) {
    return new PdfSyntaxException(what + " is changed");
  }

  static PdfSyntaxException removed() {
    return new PdfSyntaxException("an entry is removed that must be there");
  }
}
