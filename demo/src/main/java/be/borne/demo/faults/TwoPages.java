package be.borne.demo.faults;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A PDF with two A4 pages of which no other has the bytes, and which is about nobody. */
final class TwoPages {
  private static final List<String> OBJECTS =
      List.of(
          "<</Type/Catalog/Pages 2 0 R>>",
          "<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]>>",
          "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
          "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>");

  /** About as long as a sealed certificate, so that half of it is something. */
  private static final String FILLER = "% nothing is said here\n".repeat(1700);

  private TwoPages() {}

  static byte[] named(String name) {
    StringBuilder pdf = new StringBuilder("%PDF-1.4\n% ").append(name).append('\n').append(FILLER);
    List<Integer> offsets = new ArrayList<>();
    for (String object : OBJECTS) {
      offsets.add(pdf.length());
      pdf.append(offsets.size()).append(" 0 obj").append(object).append("endobj\n");
    }
    int table = pdf.length();
    pdf.append("xref\n0 5\n0000000000 65535 f \n");
    for (int offset : offsets) {
      pdf.append("%010d 00000 n \n".formatted(offset));
    }
    pdf.append("trailer<</Root 1 0 R/Size 5>>\nstartxref\n").append(table).append("\n%%EOF\n");
    return pdf.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
