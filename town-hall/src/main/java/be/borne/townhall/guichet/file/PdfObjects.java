package be.borne.townhall.guichet.file;

import be.borne.townhall.guichet.file.PdfExamination.Reason;
import be.borne.townhall.guichet.file.PdfExamination.Rejected;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.ZipException;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.FilterFactory;

/**
 * Looks at the objects of a PDF for what would do something to whoever opens it: programs, files
 * inside, actions that start or send something, and streams that unfold without end.
 */
final class PdfObjects {
  private static final int MOST_DEPTH = 100;

  /** How far one action leads to the next, where none is expected. */
  private static final int MOST_ACTIONS = 10;

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

  /** What happens by itself, at the opening or at a movement of the mouse. */
  private static final Set<String> UNASKED = Set.of("OpenAction", "AA");

  private static final COSName NEXT = COSName.getPDFName("Next");

  /** Bytes written as letters, which comes before anything else. */
  private static final Set<String> LETTERS =
      Set.of("ASCII85Decode", "A85", "ASCIIHexDecode", "AHx");

  /** What makes a few bytes many. Two of them, one over the other, make them without end. */
  private static final Set<String> UNFOLDING =
      Set.of("FlateDecode", "Fl", "LZWDecode", "LZW", "RunLengthDecode", "RL");

  private static final Set<String> FLATE = Set.of("FlateDecode", "Fl");

  private final Unfolded unfolded = new Unfolded();

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
        || isElsewhere(dictionary)
        || "EmbeddedFile".equals(name(dictionary, COSName.TYPE))
        || ANNOTATIONS.contains(name(dictionary, COSName.SUBTYPE))) {
      throw new Rejected(Reason.ACTIVE);
    }
    for (Map.Entry<COSName, COSBase> entry : dictionary.entrySet()) {
      String key = entry.getKey().getName();
      if (KEYS.contains(key) || leadsToWeb(key, dictionary.getDictionaryObject(key))) {
        throw new Rejected(Reason.ACTIVE);
      }
      if (key.equals("Contents")) {
        requireNoPicture(dictionary.getDictionaryObject(key));
      }
      require(entry.getValue(), depth + 1);
    }
  }

  /** A stream, or a thread of articles, that stands in another file. */
  private static boolean isElsewhere(COSDictionary dictionary) {
    return dictionary.containsKey(COSName.F)
        && (dictionary instanceof COSStream || "Thread".equals(name(dictionary, COSName.S)));
  }

  /** A link that somebody presses is no harm; one that follows itself tells who opened the file. */
  private static boolean leadsToWeb(String key, COSBase value) {
    if (key.equals("AA") && value instanceof COSDictionary byEvent) {
      return byEvent.keySet().stream()
          .anyMatch(event -> leadsToWeb(byEvent.getDictionaryObject(event), 0));
    }
    return UNASKED.contains(key) && leadsToWeb(value, 0);
  }

  private static boolean leadsToWeb(COSBase action, int depth) {
    if (depth > MOST_ACTIONS) {
      return true;
    }
    return switch (action) {
      case COSDictionary dictionary ->
          "URI".equals(name(dictionary, COSName.S))
              || leadsToWeb(dictionary.getDictionaryObject(NEXT), depth + 1);
      // As a first action, an array is a place in the document.
      case COSArray array when depth > 0 ->
          IntStream.range(0, array.size()).anyMatch(i -> leadsToWeb(array.getObject(i), depth + 1));
      case null, default -> false;
    };
  }

  /** What is said to be a picture may be large, but then it is no text that a viewer runs. */
  private static void requireNoPicture(COSBase content) throws Rejected {
    switch (content) {
      case COSStream stream when isPicture(stream) -> throw new Rejected(Reason.UNFOLDS);
      case COSArray array -> {
        for (int i = 0; i < array.size(); i++) {
          if (array.getObject(i) instanceof COSStream stream && isPicture(stream)) {
            throw new Rejected(Reason.UNFOLDS);
          }
        }
      }
      case null, default -> {}
    }
  }

  private static boolean isPicture(COSStream stream) {
    return "Image".equals(name(stream, COSName.SUBTYPE));
  }

  private static String name(COSDictionary dictionary, COSName key) {
    return dictionary.getDictionaryObject(key) instanceof COSName name ? name.getName() : "";
  }

  private void requireBounded(COSStream stream) throws Rejected, IOException {
    long width = stream.getInt(COSName.WIDTH, COSName.W, 0);
    long height = stream.getInt(COSName.HEIGHT, COSName.H, 0);
    if (PictureHeader.isTooLarge(width, height)) {
      throw new Rejected(Reason.UNFOLDS);
    }
    unfolded.begin(isPicture(stream) ? Math.max(0, width * height) : 0);
    List<String> filters = filters(stream);
    try (InputStream raw = stream.createRawInputStream()) {
      unfold(stream, filters, raw);
    } catch (Unfolded.TooMuch e) {
      throw new Rejected(Reason.UNFOLDS);
    } catch (ZipException e) {
      // What is no data to one viewer is some to another, which would go on after it.
      throw new Rejected(Reason.BROKEN);
    } catch (EOFException e) {
      // A stream that breaks off is a nuisance, not a danger; viewers show what there is.
      return;
    }
  }

  /**
   * Letters, then something that unfolds, then a picture: each may be missing, and nothing else.
   */
  private void unfold(COSStream stream, List<String> filters, InputStream raw)
      throws Rejected, IOException {
    InputStream in = raw;
    int at = 0;
    for (; at < filters.size() && LETTERS.contains(filters.get(at)); at++) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      decode(stream, filters, at, in, bytes);
      in = new ByteArrayInputStream(bytes.toByteArray());
    }
    boolean last = at == filters.size() - 1;
    if (last && UNFOLDING.contains(filters.get(at)) && !FLATE.contains(filters.get(at))) {
      decode(stream, filters, at, in, unfolded);
      return;
    }
    if (at < filters.size() && FLATE.contains(filters.get(at))) {
      in = new Inflated(in);
      at++;
    }
    if (at == filters.size() - 1 && PictureInside.FILTERS.contains(filters.get(at))) {
      byte[] picture = in.readNBytes(PictureInside.MOST_BYTES + 1);
      if (PictureInside.isTooLarge(filters.get(at), picture)) {
        throw new Rejected(Reason.UNFOLDS);
      }
      unfolded.write(picture);
      at++;
    }
    if (at < filters.size()) {
      throw new Rejected(Reason.UNFOLDS);
    }
    byte[] chunk = new byte[CHUNK_BYTES];
    for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
      unfolded.write(chunk, 0, read);
    }
  }

  private static void decode(
      COSStream stream, List<String> filters, int at, InputStream in, OutputStream out)
      throws IOException {
    FilterFactory.INSTANCE.getFilter(filters.get(at)).decode(in, out, stream, at);
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
}
