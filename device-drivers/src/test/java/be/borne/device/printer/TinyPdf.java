package be.borne.device.printer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The smallest PDF with so many empty A4 pages. */
final class TinyPdf {
  private TinyPdf() {}

  static byte[] ofPages(int pages) {
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
    return file(objects);
  }

  /**
   * A page that draws a form so many times, which draws a form so many times, and so on: small to
   * carry, and never done.
   */
  static byte[] drawingItself(int depth, int times) {
    List<String> objects = new ArrayList<>();
    objects.add("<</Type/Catalog/Pages 2 0 R>>");
    objects.add("<</Type/Pages/Count 1/Kids[3 0 R]>>");
    objects.add(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            + "/Resources<</XObject<</F 5 0 R>>>>>>");
    objects.add(stream("", "/F Do"));
    for (int level = 0; level < depth; level++) {
      objects.add(
          stream(
              "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</F "
                  + (objects.size() + 2)
                  + " 0 R>>>>",
              "/F Do ".repeat(times)));
    }
    objects.add(stream("/Type/XObject/Subtype/Form/BBox[0 0 595 842]", "0 0 m 595 842 l S"));
    return file(objects);
  }

  private static String stream(String entries, String content) {
    return "<<" + entries + "/Length " + content.length() + ">>stream\n" + content + "\nendstream";
  }

  private static byte[] file(List<String> objects) {
    List<Integer> offsets = new ArrayList<>();
    StringBuilder pdf = new StringBuilder("%PDF-1.4\n");
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
