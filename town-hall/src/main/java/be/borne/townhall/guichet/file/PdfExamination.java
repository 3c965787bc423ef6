package be.borne.townhall.guichet.file;

import be.borne.protocol.guichet.form.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/**
 * A program that reads a PDF from its standard input and says by its exit code how many pages it
 * has, or why it is not taken. Started by {@link PdfProcess} with bounds on memory and time; it
 * says nothing else, and however else it ends, the file is not taken.
 */
public final class PdfExamination {
  /** The exit code of a file with no page, to which the number of pages is added. */
  private static final int PAGES = 100;

  /** Further into a real file than this there is none of its kind's end mark. */
  private static final int END_WITHIN_BYTES = 1_024;

  private static final int MOST_OBJECTS = 200_000;

  /** Why a file is not taken. */
  enum Reason {
    BROKEN(10, "PDF is broken, or takes too much to read"),
    LOCKED(11, "PDF is encrypted"),
    ACTIVE(12, "PDF holds a program, a file or an action"),
    TOO_MANY_PAGES(13, "PDF has no page or too many"),
    UNFOLDS(14, "PDF unfolds to too much");

    private final int code;
    private final String rule;

    Reason(int code, String rule) {
      this.code = code;
      this.rule = rule;
    }

    int code() {
      return code;
    }
  }

  /** What ends an examination early. */
  static final class Rejected extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    Rejected(Reason reason) {
      this.reason = reason;
    }

    Reason reason() {
      return reason;
    }
  }

  private PdfExamination() {}

  /** Reads the standard input, and ends the process. */
  public static void main(String[] arguments) {
    System.exit(examined());
  }

  private static int examined() {
    try {
      byte[] content = System.in.readNBytes(Answer.Attached.MAX_BYTES + 1);
      return PAGES + pages(content);
    } catch (Rejected e) {
      return e.reason().code();
    } catch (InvalidPasswordException e) {
      return Reason.LOCKED.code;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // A library's words on a hostile file are of no use; that it cannot be read is.
      return Reason.BROKEN.code;
    }
  }

  /**
   * What an exit code says.
   *
   * @return how many pages
   * @throws FileRefused for every code but those of a file that is taken
   */
  static int pages(int exitCode) throws FileRefused {
    if (exitCode > PAGES && exitCode <= PAGES + Answer.Attached.MAX_PAGES) {
      return exitCode - PAGES;
    }
    for (Reason reason : Reason.values()) {
      if (reason.code == exitCode) {
        throw new FileRefused(reason.rule);
      }
    }
    throw new FileRefused(Reason.BROKEN.rule);
  }

  /** How many pages a file has that can be taken. */
  static int pages(byte[] content) throws Rejected, IOException {
    requireEnd(content);
    try (PDDocument document = Loader.loadPDF(content)) {
      if (document.isEncrypted()) {
        throw new Rejected(Reason.LOCKED);
      }
      Set<COSDictionary> pages = Collections.newSetFromMap(new IdentityHashMap<>());
      // What the file says of their number is its own word.
      for (PDPage page : document.getPages()) {
        if (!pages.add(page.getCOSObject())) {
          throw new Rejected(Reason.BROKEN);
        }
        if (pages.size() > Answer.Attached.MAX_PAGES) {
          throw new Rejected(Reason.TOO_MANY_PAGES);
        }
      }
      if (pages.isEmpty()) {
        throw new Rejected(Reason.TOO_MANY_PAGES);
      }
      examine(document);
      return pages.size();
    }
  }

  /** PDFBox mends a file that broke off, and leaves out the pages that are not there. */
  private static void requireEnd(byte[] content) throws Rejected {
    int from = Math.max(0, content.length - END_WITHIN_BYTES);
    String end = new String(content, from, content.length - from, StandardCharsets.ISO_8859_1);
    if (content.length > Answer.Attached.MAX_BYTES || !end.contains("%%EOF")) {
      throw new Rejected(Reason.BROKEN);
    }
  }

  /** Looks at every object that a viewer could come by, whether a page names it or not. */
  private static void examine(PDDocument document) throws Rejected, IOException {
    PdfObjects objects = new PdfObjects();
    objects.require(document.getDocument().getTrailer());
    int seen = 0;
    for (COSObjectKey key : document.getDocument().getXrefTable().keySet()) {
      if (++seen > MOST_OBJECTS) {
        throw new Rejected(Reason.UNFOLDS);
      }
      objects.require(document.getDocument().getObjectFromPool(key).getObject());
    }
  }
}
