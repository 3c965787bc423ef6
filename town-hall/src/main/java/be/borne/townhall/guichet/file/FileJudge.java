package be.borne.townhall.guichet.file;

import be.borne.protocol.guichet.form.FileKind;
import java.util.Arrays;
import java.util.Optional;

/**
 * Says what a file is by what it holds. Nothing that it was called or announced as counts, and
 * nothing that could do something to whoever opens it passes.
 */
public final class FileJudge {
  private static final byte[] PDF = {'%', 'P', 'D', 'F', '-'};
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  /**
   * What a file is.
   *
   * @param pages how many were counted; 1 for a picture
   */
  public record Found(FileKind kind, int pages) {}

  private final PdfProcess pdf;

  /** Judges PDF files in processes of this Java, with this program's own class path. */
  public FileJudge() {
    this(PdfProcess.usual());
  }

  FileJudge(PdfProcess pdf) {
    this.pdf = pdf;
  }

  /**
   * @param content the whole file; not changed
   * @throws FileRefused if it is nothing that a form takes
   * @throws JudgeUnavailable if there is too much to do
   */
  public Found judge(byte[] content) throws FileRefused, JudgeUnavailable, InterruptedException {
    FileKind kind =
        kind(content)
            .orElseThrow(() -> new FileRefused("file is neither a PDF nor a JPEG nor a PNG"));
    return switch (kind) {
      case PDF -> new Found(kind, pdf.pages(content));
      case JPEG, PNG -> {
        PictureHeader.require(kind, content);
        yield new Found(kind, 1);
      }
    };
  }

  /** By its first bytes, which for a PDF must be the very first: viewers differ on any other. */
  static Optional<FileKind> kind(byte[] content) {
    if (begins(content, PDF)) {
      return Optional.of(FileKind.PDF);
    }
    if (begins(content, JPEG)) {
      return Optional.of(FileKind.JPEG);
    }
    return begins(content, PNG) ? Optional.of(FileKind.PNG) : Optional.empty();
  }

  private static boolean begins(byte[] content, byte[] magic) {
    return content.length >= magic.length
        && Arrays.equals(content, 0, magic.length, magic, 0, magic.length);
  }
}
