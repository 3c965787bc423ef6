package be.borne.demo.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.print.DocFlavor;
import javax.print.PrintException;
import javax.print.PrintService;
import javax.print.PrintServiceLookup;
import javax.print.SimpleDoc;
import javax.print.attribute.HashPrintRequestAttributeSet;

/**
 * A program of its own that prints by {@code javax.print}: the JDK asks the print system that its
 * environment names, once and for all. Reads a line from standard input before each document, and
 * writes after it how many milliseconds {@code print} took.
 */
final class JavaxPeer {
  private static final DocFlavor PDF = DocFlavor.INPUT_STREAM.PDF;

  private JavaxPeer() {}

  /**
   * @param arguments the document, and the queue's name
   */
  public static void main(String[] arguments) throws IOException, PrintException {
    PrintService queue = queue(arguments[1]);
    while (System.in.read() >= 0) {
      long start = System.nanoTime();
      try (InputStream document = Files.newInputStream(Path.of(arguments[0]))) {
        queue
            .createPrintJob()
            .print(new SimpleDoc(document, PDF, null), new HashPrintRequestAttributeSet());
      }
      System.out.println((System.nanoTime() - start) / 1e6);
    }
  }

  private static PrintService queue(String name) {
    for (PrintService service : PrintServiceLookup.lookupPrintServices(PDF, null)) {
      if (service.getName().equals(name)) {
        return service;
      }
    }
    throw new IllegalStateException("there is no queue " + name);
  }
}
