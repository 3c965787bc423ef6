package be.borne.kiosk.document;

import be.borne.kiosk.document.PdfValue.Array;
import be.borne.kiosk.document.PdfValue.Dictionary;
import be.borne.kiosk.document.PdfValue.Reference;
import be.borne.kiosk.document.PdfValue.Stream;
import java.util.Map;
import java.util.Set;

/**
 * The fields that later revisions may add: document timestamps (ETSI EN 319 142-1 §5.4.3), nowhere
 * to be seen on any page. Whether what they contain verifies is asked elsewhere.
 */
final class DocumentTimestamps {
  private final byte[] pdf;
  private final RevisionObjects objects;

  /**
   * @param pdf the whole file
   */
  DocumentTimestamps(byte[] pdf, RevisionObjects objects) {
    this.pdf = pdf;
    this.objects = objects;
  }

  /**
   * Reads a field that a revision adds.
   *
   * @return where its timestamp lies in the file
   * @throws PdfSyntaxException if it is anything but an invisible document timestamp that covers
   *     its revision
   */
  SealBytes read(Reference reference) throws PdfSyntaxException {
    if (objects.before(reference.number()).isPresent()) {
      throw new PdfSyntaxException("a field is added that was there");
    }
    Dictionary field = objects.dictionary(reference);
    boolean good =
        Set.of("FT", "Type", "Subtype", "F", "T", "V", "P", "Rect", "AP", "Ff")
                .containsAll(field.entries().keySet())
            && field.name("FT").equals("Sig")
            && field.name("Type").equals("Annot")
            && field.name("Subtype").equals("Widget")
            && field.entries().get("T") instanceof PdfValue.Text
            && field.get("Rect").map(DocumentTimestamps::isNowhere).orElse(false)
            && (field.get("P").isEmpty()
                || (field.entries().get("P") instanceof Reference page
                    && objects.before(page.number()).orElse(null) instanceof Dictionary old
                    && old.name("Type").equals("Page")))
            && field.get("F").map(ValidationTail::isPlain).orElse(true)
            && field.get("Ff").map(ValidationTail::isPlain).orElse(true);
    if (!good) {
      throw new PdfSyntaxException("a field is added that is no invisible document timestamp");
    }
    if (field.get("AP").isPresent()) {
      emptyAppearance(objects.dictionary(field.get("AP").get()));
    }
    return timestamp(field.get("V").orElseThrow(ValidationTail::removed));
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
    Stream form = objects.stream(appearance.entries().get("N"));
    boolean empty =
        form.raw().isEmpty()
            && Set.of("Length", "Type", "Subtype", "FormType", "BBox", "Resources")
                .containsAll(form.dictionary().entries().keySet())
            && form.dictionary().name("Subtype").equals("Form")
            && form.dictionary().get("BBox").map(DocumentTimestamps::isNowhere).orElse(false)
            && form.dictionary()
                .get("Resources")
                .map(new Dictionary(Map.of())::equals)
                .orElse(true);
    if (!empty) {
      throw new PdfSyntaxException("a document timestamp has an appearance");
    }
  }

  private SealBytes timestamp(PdfValue value) throws PdfSyntaxException {
    if (!(value instanceof Reference reference) || objects.before(reference.number()).isPresent()) {
      throw new PdfSyntaxException("a document timestamp is no object of its own");
    }
    Dictionary signature = objects.dictionary(reference);
    if (!Set.of("Type", "Filter", "SubFilter", "Contents", "ByteRange", "M", "V")
            .containsAll(signature.entries().keySet())
        || !signature.name("Type").equals("DocTimeStamp")
        || !signature.name("SubFilter").equals("ETSI.RFC3161")
        || !(signature.entries().get("Contents") instanceof PdfValue.Text contents)) {
      throw new PdfSyntaxException("a field is added that is no document timestamp");
    }
    SealBytes place = place(signature);
    Revision revision = objects.revision();
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
    return place;
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
}
