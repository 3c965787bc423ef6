package be.borne.townhall.guichet.engine.embedded;

import be.borne.protocol.terminal.Language;
import java.util.List;

/**
 * Everything that stands on a certificate, in words, in the order in which it is read. Holds a
 * person's data: never written anywhere but on the certificate.
 *
 * @param language of all of it
 * @param title what it is
 * @param reference the order's own, with its label
 * @param legalBasis what it rests on
 * @param statement what is certified
 * @param parts the facts
 */
record CertificateContent(
    Language language,
    Letterhead letterhead,
    String title,
    String reference,
    String legalBasis,
    String statement,
    List<Part> parts,
    Closing closing,
    Verification verification,
    RunningText running) {

  /**
   * Who issues it.
   *
   * @param names by which the municipality calls itself, the first one larger
   * @param department which office issues it
   * @param arms what the arms are, for whoever listens
   * @param demonstration that nobody on it exists
   */
  record Letterhead(List<String> names, String department, String arms, String demonstration) {
    Letterhead {
      names = List.copyOf(names);
    }
  }

  /**
   * What follows the facts.
   *
   * @param purpose what it was issued for
   * @param validity how long it is accepted
   * @param madeAt place and date
   */
  record Closing(String purpose, String validity, String madeAt) {}

  /**
   * What lets a stranger check it.
   *
   * @param heading above the code
   * @param how to check the paper
   * @param address what the QR code leads to
   * @param code in clear
   * @param figure what the QR code is, for whoever listens
   * @param sealNote where the seal is, and where it is not
   */
  record Verification(
      String heading, String how, String address, String code, String figure, String sealNote) {}

  /**
   * What stands on every page, or on every further one.
   *
   * @param continued the title of further pages
   * @param code the verification code with its label
   * @param page with {@code {0}} for the page's number and {@code {1}} for how many there are
   */
  record RunningText(String continued, String code, String page) {}

  /** Facts under one heading. */
  sealed interface Part {
    String heading();

    /** One fact a line. */
    record Facts(String heading, List<Fact> facts) implements Part {
      public Facts {
        facts = List.copyOf(facts);
      }
    }

    /**
     * Several persons or things with the same facts.
     *
     * @param shares of the width that each column has
     */
    record Table(
        String heading, List<String> columns, List<Integer> shares, List<List<String>> rows)
        implements Part {
      public Table {
        columns = List.copyOf(columns);
        shares = List.copyOf(shares);
        rows = List.copyOf(rows);
        if (columns.size() != shares.size()) {
          throw new IllegalArgumentException("each column has its share of the width");
        }
      }

      @Override
      public String toString() {
        return "Table[" + rows.size() + " rows]";
      }
    }
  }

  /** A fact with its name. */
  record Fact(String name, String value) {
    @Override
    public String toString() {
      return "Fact[" + name + "]";
    }
  }

  CertificateContent {
    parts = List.copyOf(parts);
  }

  /**
   * All that is certified, without the day and the code: the same as long as that does not change.
   */
  String stated() {
    StringBuilder stated = new StringBuilder(title).append('\n').append(statement).append('\n');
    for (Part part : parts) {
      stated.append(part.heading()).append('\n');
      switch (part) {
        case Part.Facts facts ->
            facts
                .facts()
                .forEach(
                    fact ->
                        stated.append(fact.name()).append('\t').append(fact.value()).append('\n'));
        case Part.Table table ->
            table.rows().forEach(row -> stated.append(String.join("\t", row)).append('\n'));
      }
    }
    return stated.append(closing.purpose()).toString();
  }

  /** Names no content. */
  @Override
  public String toString() {
    return "CertificateContent[" + language.tag() + "]";
  }
}
