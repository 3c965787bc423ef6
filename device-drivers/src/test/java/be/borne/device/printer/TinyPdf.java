package be.borne.device.printer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The smallest PDF with so many empty A4 pages. */
final class TinyPdf {
  private TinyPdf() {}

  static byte[] ofPages(int pages) {
    List<Integer> offsets = new ArrayList<>();
    StringBuilder pdf = new StringBuilder("%PDF-1.4\n");
    StringBuilder kids = new StringBuilder();
    for (int page = 0; page < pages; page++) {
      kids.append(page + 3).append(" 0 R ");
    }
    List<String> objects = new ArrayList<>();
    objects.add("<</Type/Catalog/Pages 2 0 R>>");
    objects.add("<</Type/Pages/Count " + pages + "/Kids[" + kids + "]>>");
    for (int page = 0; page < pages; page++) {
      objects.add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>");
    }
    for (int number = 1; number <= objects.size(); number++) {
      offsets.add(pdf.length());
      pdf.append(number).append(" 0 obj").append(objects.get(number - 1)).append("endobj\n");
    }
    int table = pdf.length();
    pdf.append("xref\n0 ").append(objects.size() + 1).append("\n0000000000 65535 f \n");
    for (int offset : offsets) {
      pdf.append("%010d 00000 n \n".formatted(offset));
    }
    pdf.append("trailer<</Root 1 0 R/Size ")
        .append(objects.size() + 1)
        .append(">>\nstartxref\n")
        .append(table)
        .append("\n%%EOF\n");
    return pdf.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
