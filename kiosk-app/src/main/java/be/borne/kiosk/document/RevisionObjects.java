package be.borne.kiosk.document;

import be.borne.kiosk.document.PdfValue.Array;
import be.borne.kiosk.document.PdfValue.Dictionary;
import be.borne.kiosk.document.PdfValue.Reference;
import be.borne.kiosk.document.PdfValue.Stream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSObjectKey;

/**
 * A document's objects before and after one later revision, and which of the revision's own have
 * been accounted for: reached from where validation data may be, and right there.
 */
final class RevisionObjects {
  private final COSDocument sealed;
  private final Map<Integer, PdfValue> later = new HashMap<>();

  private Revision revision;
  private final Set<Integer> accounted = new HashSet<>();

  /** Objects of earlier revisions that this one may replace: those that hold validation data. */
  private final Set<Integer> replaceable = new HashSet<>();

  /**
   * @param sealed the sealed revision, opened by itself
   */
  RevisionObjects(COSDocument sealed) {
    this.sealed = sealed;
  }

  /** Turns to the next revision; what the last one had belongs to what was before. */
  void begin(Revision next) {
    if (revision != null) {
      later.putAll(revision.objects());
    }
    revision = next;
    accounted.clear();
    replaceable.clear();
  }

  Revision revision() {
    return revision;
  }

  void account(int number) {
    accounted.add(number);
  }

  boolean isAccounted(int number) {
    return accounted.contains(number);
  }

  /** Allows the object that a reference leads to, if it is one, to be another in this revision. */
  void mayBeReplaced(PdfValue value) {
    if (value instanceof Reference reference) {
      replaceable.add(reference.number());
    }
  }

  /** What an object was before this revision; empty if there was none. */
  Optional<PdfValue> before(int number) throws PdfSyntaxException {
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

  /** What it is after this revision, whether that has it or not. */
  PdfValue now(Reference reference) throws PdfSyntaxException {
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

  Dictionary dictionary(PdfValue value) throws PdfSyntaxException {
    if (resolved(value) instanceof Dictionary dictionary) {
      return dictionary;
    }
    throw new PdfSyntaxException("there is no dictionary where one must be");
  }

  Array array(PdfValue value) throws PdfSyntaxException {
    if (resolved(value) instanceof Array array) {
      return array;
    }
    throw new PdfSyntaxException("there is no array where one must be");
  }

  Stream stream(PdfValue value) throws PdfSyntaxException {
    if (resolved(value) instanceof Stream stream) {
      return stream;
    }
    throw new PdfSyntaxException("there is no stream where one must be");
  }

  Dictionary oldDictionary(PdfValue value) throws PdfSyntaxException {
    PdfValue old = value instanceof Reference at ? before(at.number()).orElse(value) : value;
    if (old instanceof Dictionary dictionary) {
      return dictionary;
    }
    throw new PdfSyntaxException("there is no dictionary where one must be");
  }

  Array oldArray(PdfValue value) throws PdfSyntaxException {
    PdfValue old = value instanceof Reference at ? before(at.number()).orElse(value) : value;
    if (old instanceof Array array) {
      return array;
    }
    throw new PdfSyntaxException("there is no array where one must be");
  }
}
