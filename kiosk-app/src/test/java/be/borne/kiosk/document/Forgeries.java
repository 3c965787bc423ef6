package be.borne.kiosk.document;

import static be.borne.kiosk.document.HandMade.bytes;
import static be.borne.kiosk.document.HandMade.text;

import be.borne.kiosk.document.Samples.Level;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;

/** Documents forged from one good certificate of one level, and how they are made. */
abstract class Forgeries {

  /**
   * One forged document.
   *
   * @param name for people
   * @param refusedBy the rules one of which must be the first to refuse it
   */
  @SuppressWarnings("ArrayRecordComponent") // a document is moved, not compared
  record Variant(String name, byte[] pdf, Set<SealRule> refusedBy) {
    @Override
    public String toString() {
      return name;
    }
  }

  final Samples samples;
  final Level level;
  final byte[] good;
  final int[] ranges;
  private final List<Variant> variants = new ArrayList<>();

  Forgeries(Samples samples, Level level) throws Exception {
    this.samples = samples;
    this.level = level;
    this.good = samples.good(level);
    this.ranges = DemoSealer.rangesOf(good);
  }

  /** Makes all of them. */
  abstract void forge() throws Exception;

  final List<Variant> variants() throws Exception {
    forge();
    return List.copyOf(variants);
  }

  final void add(String name, byte[] pdf, SealRule... refusedBy) {
    variants.add(new Variant(level + ": " + name, pdf, Set.copyOf(Arrays.asList(refusedBy))));
  }

  final byte[] with(UnaryOperator<String> change) {
    return bytes(change.apply(text(good)));
  }

  final byte[] inserted(int at, String more) {
    return with(text -> text.substring(0, at) + more + text.substring(at));
  }

  final byte[] updated(DemoSealer.Change change) throws Exception {
    try (PDDocument document = Loader.loadPDF(good)) {
      change.apply(document);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.saveIncremental(out);
      return out.toByteArray();
    }
  }

  final byte[] rewritten() throws Exception {
    try (PDDocument document = Loader.loadPDF(good)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      return out.toByteArray();
    }
  }
}
