package be.borne.kiosk.document;

import be.borne.kiosk.document.PdfValue.Array;
import be.borne.kiosk.document.PdfValue.Dictionary;
import be.borne.kiosk.document.PdfValue.Reference;
import be.borne.kiosk.document.PdfValue.Stream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The entries of document security stores (ETSI EN 319 142-1 §5.4.2), collected from every revision
 * that has one: what an older store said does not become unsaid by a younger one.
 */
final class SecurityStore {
  private static final int MAX_ENTRIES = 60;
  private static final int MAX_ENTRY_BYTES = 2 * 1024 * 1024;

  /** A list's entries take up to twenty times as much memory once they are read. */
  private static final int MAX_BYTES = 3 * 1024 * 1024;

  private static final int MAX_VRI = 20;

  /** Which list of the store, and which of a VRI dictionary, holds which kind of entry. */
  private static final Map<String, String> LISTS =
      Map.of("Certs", "Cert", "CRLs", "CRL", "OCSPs", "OCSP");

  private static final Set<String> KEYS = Set.of("Type", "VRI", "Certs", "CRLs", "OCSPs");
  private static final Set<String> VRI_KEYS = Set.of("Type", "Cert", "CRL", "OCSP", "TU");

  private final Map<String, Set<String>> entries =
      Map.of("Certs", new TreeSet<>(), "CRLs", new TreeSet<>(), "OCSPs", new TreeSet<>());
  private int bytes;

  /** Follows a reference, if it is one, to what it must lead to. */
  @FunctionalInterface
  interface Resolver<T> {
    T resolve(PdfValue value) throws PdfSyntaxException;
  }

  /**
   * Adds a store's entries.
   *
   * @throws PdfSyntaxException if the store holds anything but certificates, lists and answers, or
   *     too much
   */
  void read(
      Dictionary store,
      Resolver<Dictionary> dictionaries,
      Resolver<Array> arrays,
      Resolver<Stream> streams)
      throws PdfSyntaxException {
    if (!KEYS.containsAll(store.entries().keySet())
        || (store.get("Type").isPresent() && !store.name("Type").equals("DSS"))) {
      throw new PdfSyntaxException("the document security store holds something else");
    }
    for (String list : LISTS.keySet()) {
      if (store.get(list).isPresent()) {
        add(list, arrays.resolve(store.get(list).get()), streams);
      }
    }
    if (store.get("VRI").isEmpty()) {
      return;
    }
    Dictionary perSignature = dictionaries.resolve(store.get("VRI").get());
    if (perSignature.entries().size() > MAX_VRI) {
      throw new PdfSyntaxException("the document security store holds too much");
    }
    for (PdfValue value : perSignature.entries().values()) {
      if (value instanceof PdfValue.Name name && name.value().equals("VRI")) {
        continue;
      }
      Dictionary one = dictionaries.resolve(value);
      if (!VRI_KEYS.containsAll(one.entries().keySet())) {
        throw new PdfSyntaxException("the document security store holds something else");
      }
      for (var list : LISTS.entrySet()) {
        if (one.get(list.getValue()).isPresent()) {
          add(list.getKey(), arrays.resolve(one.get(list.getValue()).get()), streams);
        }
      }
    }
  }

  private void add(String list, Array array, Resolver<Stream> streams) throws PdfSyntaxException {
    if (array.elements().size() > MAX_ENTRIES) {
      throw new PdfSyntaxException("the document security store holds too much");
    }
    for (PdfValue element : array.elements()) {
      if (!(element instanceof Reference)) {
        throw new PdfSyntaxException("an entry of the document security store is no stream");
      }
      Stream stream = streams.resolve(element);
      if (!Set.of("Length", "Filter").containsAll(stream.dictionary().entries().keySet())) {
        throw new PdfSyntaxException("an entry of the document security store is something else");
      }
      String entry = PdfValue.latin(StreamData.decode(stream, MAX_ENTRY_BYTES));
      if (entries.get(list).add(entry)) {
        bytes += entry.length();
      }
      if (bytes > MAX_BYTES || entries.get(list).size() > MAX_ENTRIES) {
        throw new PdfSyntaxException("the document security store holds too much");
      }
    }
  }

  List<byte[]> certificates() {
    return entriesOf("Certs");
  }

  List<byte[]> revocationLists() {
    return entriesOf("CRLs");
  }

  List<byte[]> answers() {
    return entriesOf("OCSPs");
  }

  private List<byte[]> entriesOf(String list) {
    List<byte[]> result = new ArrayList<>();
    for (String entry : entries.get(list)) {
      result.add(entry.getBytes(StandardCharsets.ISO_8859_1));
    }
    return result;
  }
}
