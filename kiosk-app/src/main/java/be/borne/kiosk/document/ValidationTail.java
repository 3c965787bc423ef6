package be.borne.kiosk.document;

import be.borne.kiosk.document.PdfValue.Array;
import be.borne.kiosk.document.PdfValue.Dictionary;
import be.borne.kiosk.document.PdfValue.Reference;
import be.borne.kiosk.document.PdfValue.Stream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;

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

  private final byte[] pdf;
  private final COSDocument sealed;
  private final Map<Integer, PdfValue> later = new HashMap<>();
  private final SecurityStore store = new SecurityStore();
  private final List<SealBytes> timestamps = new ArrayList<>();

  /** Of the revision being judged: its objects, and which of them have been accounted for. */
  private Revision revision;

  private final Set<Integer> accounted = new HashSet<>();
  private final Set<Reference> newFields = new HashSet<>();

  /** Objects of earlier revisions that this one may replace: those that hold validation data. */
  private final Set<Integer> replaceable = new HashSet<>();

  private ValidationTail(byte[] pdf, COSDocument sealed) {
    this.pdf = pdf;
    this.sealed = sealed;
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
    revision = next;
    accounted.clear();
    newFields.clear();
    replaceable.clear();
    accounted.add(next.crossReferenceStream());
    for (var object : next.objects().entrySet()) {
      Optional<PdfValue> before = before(object.getKey());
      if (before.isPresent() != object.getKey() < unused) {
        throw new PdfSyntaxException("a new object has a number that was not free for it");
      }
      if (before.isPresent() && before.get().equals(object.getValue())) {
        accounted.add(object.getKey());
      }
    }
    catalogue((Reference) next.trailer().entries().get("Root"));
    for (var object : next.objects().entrySet()) {
      if (!accounted.contains(object.getKey())
          && object.getValue() instanceof Dictionary page
          && before(object.getKey()).orElse(null) instanceof Dictionary pageBefore
          && pageBefore.name("Type").equals("Page")) {
        accounted.add(object.getKey());
        page(pageBefore, page);
      }
    }
    annotationArrays();
    for (int number : next.objects().keySet()) {
      if (!accounted.contains(number)) {
        throw new PdfSyntaxException(
            before(number).isPresent()
                ? "an object of the sealed revision is replaced"
                : "an object is added that is no validation data");
      }
    }
    later.putAll(next.objects());
  }

  // ------------------------------------------------------------------ what may change

  private void catalogue(Reference root) throws PdfSyntaxException {
    if (!(before(root.number()).orElse(null) instanceof Dictionary old)
        || !(now(root) instanceof Dictionary catalogue)) {
      throw new PdfSyntaxException("the document has no catalogue");
    }
    accounted.add(root.number());
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
      store.read(dictionary(dss.get()), this::dictionary, this::array, this::stream);
    }
    form(old.get("AcroForm"), catalogue.get("AcroForm"));
  }

  /** The form with its list of fields, and the store with its lists, if they are objects apart. */
  private void mayReplace(Dictionary oldCatalogue) throws PdfSyntaxException {
    for (String key : List.of("AcroForm", "DSS")) {
      Optional<PdfValue> value = oldCatalogue.get(key);
      if (value.isPresent()) {
        addReference(value.get());
        for (String list : List.of("Fields", "Certs", "CRLs", "OCSPs", "VRI")) {
          oldDictionary(value.get()).get(list).ifPresent(this::addReference);
        }
      }
    }
  }

  private void addReference(PdfValue value) {
    if (value instanceof Reference reference) {
      replaceable.add(reference.number());
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

  private static boolean isPlain(PdfValue value) {
    return value instanceof PdfValue.Name
        || value instanceof PdfValue.Numeral
        || value instanceof PdfValue.Text;
  }

  private void form(Optional<PdfValue> oldValue, Optional<PdfValue> value)
      throws PdfSyntaxException {
    if (value.isEmpty()) {
      return;
    }
    Dictionary old = oldDictionary(oldValue.orElseThrow(() -> changed("the catalogue")));
    if (!oldValue.get().equals(value.get()) && oldValue.get() instanceof Reference) {
      throw changed("the catalogue");
    }
    Dictionary form = dictionary(value.get());
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
      timestampField(reference);
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
        revision.objects().entrySet().stream()
            .anyMatch(o -> o.getValue() instanceof Array && !accounted.contains(o.getKey()));
    if (!unaccounted) {
      return;
    }
    for (var key : sealed.getXrefTable().keySet()) {
      if (sealed.getObjectFromPool(key).getObject() instanceof COSDictionary dictionary
          && COSName.PAGE.equals(dictionary.getCOSName(COSName.TYPE))
          && before((int) key.getNumber()).orElse(null) instanceof Dictionary page
          && page.entries().get("Annots") instanceof Reference annotations
          && revision.objects().containsKey(annotations.number())) {
        replaceable.add(annotations.number());
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
    List<PdfValue> old = oldValue.isEmpty() ? List.of() : oldArray(oldValue.get()).elements();
    List<PdfValue> list = value.isEmpty() ? List.of() : array(value.get()).elements();
    if (list.size() < old.size() || !list.subList(0, old.size()).equals(old)) {
      throw new PdfSyntaxException("something is removed from a page or a form");
    }
    return list.subList(old.size(), list.size());
  }

  // ------------------------------------------------------------------ document timestamps

  private void timestampField(Reference reference) throws PdfSyntaxException {
    if (before(reference.number()).isPresent()) {
      throw new PdfSyntaxException("a field is added that was there");
    }
    Dictionary field = dictionary(reference);
    boolean good =
        Set.of("FT", "Type", "Subtype", "F", "T", "V", "P", "Rect", "AP", "Ff")
                .containsAll(field.entries().keySet())
            && field.name("FT").equals("Sig")
            && field.name("Type").equals("Annot")
            && field.name("Subtype").equals("Widget")
            && field.entries().get("T") instanceof PdfValue.Text
            && field.get("Rect").map(ValidationTail::isNowhere).orElse(false)
            && (field.get("P").isEmpty()
                || (field.entries().get("P") instanceof Reference page
                    && before(page.number()).orElse(null) instanceof Dictionary old
                    && old.name("Type").equals("Page")))
            && field.get("F").map(ValidationTail::isPlain).orElse(true)
            && field.get("Ff").map(ValidationTail::isPlain).orElse(true);
    if (!good) {
      throw new PdfSyntaxException("a field is added that is no invisible document timestamp");
    }
    if (field.get("AP").isPresent()) {
      emptyAppearance(dictionary(field.get("AP").get()));
    }
    timestamp(field.get("V").orElseThrow(ValidationTail::removed));
  }

  private static boolean isNowhere(PdfValue value) {
    return value instanceof Array rectangle
        && rectangle.elements().size() == 4
        && rectangle.elements().stream().allMatch(new PdfValue.Numeral(0)::equals);
  }

  private void emptyAppearance(Dictionary appearance) throws PdfSyntaxException {
    if (!appearance.entries().keySet().equals(Set.of("N"))) {
      throw new PdfSyntaxException("a document timestamp has an appearance");
    }
    Stream form = stream(appearance.entries().get("N"));
    boolean empty =
        form.raw().isEmpty()
            && Set.of("Length", "Type", "Subtype", "FormType", "BBox", "Resources")
                .containsAll(form.dictionary().entries().keySet())
            && form.dictionary().name("Subtype").equals("Form")
            && form.dictionary().get("BBox").map(ValidationTail::isNowhere).orElse(false)
            && form.dictionary()
                .get("Resources")
                .map(new Dictionary(Map.of())::equals)
                .orElse(true);
    if (!empty) {
      throw new PdfSyntaxException("a document timestamp has an appearance");
    }
  }

  private void timestamp(PdfValue value) throws PdfSyntaxException {
    if (!(value instanceof Reference reference) || before(reference.number()).isPresent()) {
      throw new PdfSyntaxException("a document timestamp is no object of its own");
    }
    Dictionary signature = dictionary(reference);
    if (!Set.of("Type", "Filter", "SubFilter", "Contents", "ByteRange", "M", "V")
            .containsAll(signature.entries().keySet())
        || !signature.name("Type").equals("DocTimeStamp")
        || !signature.name("SubFilter").equals("ETSI.RFC3161")
        || !(signature.entries().get("Contents") instanceof PdfValue.Text contents)) {
      throw new PdfSyntaxException("a field is added that is no document timestamp");
    }
    SealBytes place = place(signature);
    Revision.Span span = revision.spans().get(reference.number());
    boolean exact =
        place.first() > span.from()
            && place.second() < span.to()
            && place.gapIsContents(pdf)
            && PdfValue.latin(place.contents(pdf)).equals(contents.bytes())
            && place.end() >= revision.mark()
            && place.end() <= revision.end()
            && (place.end() == pdf.length || revision.end() < pdf.length);
    if (!exact) {
      throw new PdfSyntaxException("a document timestamp does not cover its revision");
    }
    timestamps.add(place);
  }

  private static SealBytes place(Dictionary signature) throws PdfSyntaxException {
    if (signature.entries().get("ByteRange") instanceof Array ranges
        && ranges.elements().size() == 4) {
      int[] numbers = new int[4];
      for (int at = 0; at < numbers.length; at++) {
        if (!(ranges.elements().get(at) instanceof PdfValue.Numeral number)
            || number.value() < 0
            || number.value() > 100_000_000
            || number.value() != Math.rint(number.value())) {
          throw new PdfSyntaxException("a document timestamp's byte ranges are not four numbers");
        }
        numbers[at] = (int) number.value();
      }
      if (numbers[0] == 0 && numbers[1] < numbers[2]) {
        return new SealBytes(numbers[1], numbers[2], numbers[2] + numbers[3]);
      }
    }
    throw new PdfSyntaxException("a document timestamp's byte ranges are not four numbers");
  }

  // ------------------------------------------------------------------ objects, then and now

  private Optional<PdfValue> before(int number) throws PdfSyntaxException {
    PdfValue value = later.get(number);
    if (value != null) {
      return Optional.of(value);
    }
    COSObjectKey key = new COSObjectKey(number, 0);
    if (!sealed.getXrefTable().containsKey(key)) {
      return Optional.empty();
    }
    value = PdfValue.of(sealed.getObjectFromPool(key).getObject());
    later.put(number, value);
    return Optional.of(value);
  }

  private PdfValue now(Reference reference) throws PdfSyntaxException {
    PdfValue value = revision.objects().get(reference.number());
    if (value != null && reference.generation() == 0) {
      return value;
    }
    return before(reference.number())
        .orElseThrow(() -> new PdfSyntaxException("a reference leads nowhere"));
  }

  private PdfValue resolved(PdfValue value) throws PdfSyntaxException {
    if (!(value instanceof Reference reference)) {
      return value;
    }
    PdfValue now = now(reference);
    if (revision.objects().containsKey(reference.number())) {
      Optional<PdfValue> before = before(reference.number());
      if (before.isPresent()
          && !before.get().equals(now)
          && !replaceable.contains(reference.number())) {
        throw new PdfSyntaxException("an object of the sealed revision is replaced");
      }
      accounted.add(reference.number());
    }
    return now;
  }

  private Dictionary dictionary(PdfValue value) throws PdfSyntaxException {
    if (resolved(value) instanceof Dictionary dictionary) {
      return dictionary;
    }
    throw new PdfSyntaxException("there is no dictionary where one must be");
  }

  private Array array(PdfValue value) throws PdfSyntaxException {
    if (resolved(value) instanceof Array array) {
      return array;
    }
    throw new PdfSyntaxException("there is no array where one must be");
  }

  private Stream stream(PdfValue value) throws PdfSyntaxException {
    if (resolved(value) instanceof Stream stream) {
      return stream;
    }
    throw new PdfSyntaxException("there is no stream where one must be");
  }

  private Dictionary oldDictionary(PdfValue value) throws PdfSyntaxException {
    PdfValue old = value instanceof Reference at ? before(at.number()).orElse(value) : value;
    if (old instanceof Dictionary dictionary) {
      return dictionary;
    }
    throw new PdfSyntaxException("there is no dictionary where one must be");
  }

  private Array oldArray(PdfValue value) throws PdfSyntaxException {
    PdfValue old = value instanceof Reference at ? before(at.number()).orElse(value) : value;
    if (old instanceof Array array) {
      return array;
    }
    throw new PdfSyntaxException("there is no array where one must be");
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

  private static PdfSyntaxException removed() {
    return new PdfSyntaxException("an entry is removed that must be there");
  }
}
