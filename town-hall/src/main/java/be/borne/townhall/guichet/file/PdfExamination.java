package be.borne.townhall.guichet.file;

import be.borne.protocol.guichet.form.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/**
 * A program that reads a PDF from its standard input and says in one line how many pages it has, or
 * why it is not taken. Started by {@link PdfProcess} with bounds on memory and time; it says
 * nothing else, and ends with 0 whatever it says. An exit code alone would not do: whoever kills a
 * process chooses one too.
 */
public final class PdfExamination {
  /** Longer than anything that is said here. */
  static final int MOST_SAID_BYTES = 64;

  private static final String TAKEN = "borne-pdf pages ";
  private static final String NOT_TAKEN = "borne-pdf refused ";
  private static final Pattern SAID =
      Pattern.compile("(?:" + TAKEN + "([1-9][0-9]{0,2})|" + NOT_TAKEN + "([A-Z_]+))\n");

  /** Further into a real file than this there is none of its kind's end mark. */
  private static final int END_WITHIN_BYTES = 1_024;

  private static final int MOST_OBJECTS = 200_000;

  /** Why a file is not taken. */
  enum Reason {
    BROKEN("PDF is broken, or takes too much to read"),
    LOCKED("PDF is encrypted"),
    ACTIVE("PDF holds a program, a file or an action"),
    TOO_MANY_PAGES("PDF has no page or too many"),
    UNFOLDS("PDF unfolds to too much");

    private final String rule;

    Reason(String rule) {
      this.rule = rule;
    }

    String rule() {
      return rule;
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
    PrintStream out = System.out;
    // Whatever a library has to say is no answer.
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    out.print(examined());
    out.flush();
    System.exit(0);
  }

  private static String examined() {
    try {
      byte[] content = System.in.readNBytes(Answer.Attached.MAX_BYTES + 1);
      return said(pages(content));
    } catch (Rejected e) {
      return said(e.reason());
    } catch (InvalidPasswordException e) {
      return said(Reason.LOCKED);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // A library's words on a hostile file are of no use; that it cannot be read is.
      return said(Reason.BROKEN);
    }
  }

  static String said(int pages) {
    return TAKEN + pages + "\n";
  }

  static String said(Reason reason) {
    return NOT_TAKEN + reason + "\n";
  }

  /**
   * What a line says.
   *
   * @return how many pages; empty if it is no line of this program
   * @throws FileRefused if the file is not taken
   */
  static Optional<Integer> pages(String said) throws FileRefused {
    Matcher line = SAID.matcher(said);
    if (!line.matches()) {
      return Optional.empty();
    }
    if (line.group(1) != null) {
      return Optional.of(Integer.valueOf(line.group(1)))
          .filter(pages -> pages <= Answer.Attached.MAX_PAGES);
    }
    for (Reason reason : Reason.values()) {
      if (reason.name().equals(line.group(2))) {
        throw new FileRefused(reason.rule);
      }
    }
    return Optional.empty();
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
