package be.borne.townhall.guichet.file;

import be.borne.townhall.guichet.file.PdfExamination.Reason;
import be.borne.townhall.guichet.file.PdfExamination.Rejected;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;

/**
 * Looks at the objects of a PDF for what would do something to whoever opens it: programs, files
 * inside, actions that start or send something, and streams that unfold without end.
 */
final class PdfObjects {
  private static final int MOST_DEPTH = 100;

  /** Of all that is not a picture: more than the text and the fonts of 100 pages. */
  private static final long MOST_UNFOLDED_BYTES = 200_000_000;

  private static final int CHUNK_BYTES = 64 * 1024;

  /** Words that no harmless dictionary has [ISO 32000-1, 7.7.4, 7.11.4, 12.6.4.16, 12.7.8]. */
  private static final Set<String> KEYS =
      Set.of("JS", "JavaScript", "EmbeddedFiles", "EF", "XFA", "RichMediaContent");

  /** What an action does that leads out of the document, or brings something to life in it. */
  private static final Set<String> ACTIONS =
      Set.of(
          "JavaScript",
          "Launch",
          "ImportData",
          "SubmitForm",
          "GoToE",
          "GoToR",
          "Movie",
          "Sound",
          "Rendition",
          "RichMediaExecute");

  private static final Set<String> ANNOTATIONS =
      Set.of("FileAttachment", "RichMedia", "Movie", "Screen", "Sound", "3D");

  /** What makes a few bytes many. Two of them, one over the other, make them without end. */
  private static final Set<String> UNFOLDING =
      Set.of("FlateDecode", "Fl", "LZWDecode", "LZW", "RunLengthDecode", "RL");

  private static final Set<String> FLATE = Set.of("FlateDecode", "Fl");

  private long unfolded;

  /** One object with all that is directly in it; what it refers to is looked at on its own. */
  void require(COSBase object) throws Rejected, IOException {
    require(object, 0);
  }

  private void require(COSBase object, int depth) throws Rejected, IOException {
    if (depth > MOST_DEPTH) {
      throw new Rejected(Reason.UNFOLDS);
    }
    switch (object) {
      case COSStream stream -> {
        requireHarmless(stream, depth);
        requireBounded(stream);
      }
      case COSDictionary dictionary -> requireHarmless(dictionary, depth);
      case COSArray array -> {
        for (COSBase item : array) {
          require(item, depth + 1);
        }
      }
      case null, default -> {}
    }
  }

  private void requireHarmless(COSDictionary dictionary, int depth) throws Rejected, IOException {
    if (ACTIONS.contains(name(dictionary, COSName.S))
        || "EmbeddedFile".equals(name(dictionary, COSName.TYPE))
        || ANNOTATIONS.contains(name(dictionary, COSName.SUBTYPE))) {
      throw new Rejected(Reason.ACTIVE);
    }
    for (Map.Entry<COSName, COSBase> entry : dictionary.entrySet()) {
      if (KEYS.contains(entry.getKey().getName())) {
        throw new Rejected(Reason.ACTIVE);
      }
      require(entry.getValue(), depth + 1);
    }
  }

  private static String name(COSDictionary dictionary, COSName key) {
    return dictionary.getDictionaryObject(key) instanceof COSName name ? name.getName() : "";
  }

  private void requireBounded(COSStream stream) throws Rejected, IOException {
    List<String> filters = filters(stream);
    if (filters.stream().filter(UNFOLDING::contains).count() > 1) {
      throw new Rejected(Reason.UNFOLDS);
    }
    if ("Image".equals(name(stream, COSName.SUBTYPE))) {
      if (PictureHeader.isTooLarge(
          stream.getInt(COSName.WIDTH, COSName.W, 0),
          stream.getInt(COSName.HEIGHT, COSName.H, 0))) {
        throw new Rejected(Reason.UNFOLDS);
      }
    } else if (!filters.isEmpty() && FLATE.contains(filters.getFirst())) {
      inflate(stream);
    }
  }

  private static List<String> filters(COSStream stream) {
    return switch (stream.getFilters()) {
      case COSName name -> List.of(name.getName());
      case COSArray array ->
          // Each may stand elsewhere in the file.
          IntStream.range(0, array.size())
              .mapToObj(array::getObject)
              .map(each -> each instanceof COSName name ? name.getName() : "")
              .toList();
      case null, default -> List.of();
    };
  }

  /** Counts what comes out, and keeps none of it. */
  private void inflate(COSStream stream) throws Rejected, IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    try (InputStream raw = stream.createRawInputStream();
        InputStream in = new InflaterInputStream(raw)) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        unfolded += read;
        if (unfolded > MOST_UNFOLDED_BYTES) {
          throw new Rejected(Reason.UNFOLDS);
        }
      }
    } catch (ZipException | EOFException e) {
      // A stream that breaks off is a nuisance, not a danger; viewers show what there is.
      return;
    }
  }
}
