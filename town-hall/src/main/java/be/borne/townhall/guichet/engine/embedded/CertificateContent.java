package be.borne.townhall.guichet.engine.embedded;

import be.borne.protocol.terminal.Language;
import java.util.List;

/**
 * Everything that stands on a certificate, in words, in the order in which it is read. Holds a
 * person's data: never written anywhere but on the certificate.
 *
 * @param language of all of it
 * @param municipality the names by which the municipality calls itself, the first one larger
 * @param department which office issues it
 * @param demonstration that nobody on it exists
 * @param title what it is
 * @param reference the order's own, with its label
 * @param legalBasis what it rests on
 * @param statement what is certified
 * @param parts the facts
 * @param madeAt place and date
 * @param validity how long it is accepted
 * @param verificationHeading above the code
 * @param verificationHow how to check the paper
 * @param verificationAddress what the QR code leads to
 * @param verificationCode in clear
 * @param verificationFigure what the QR code is, for whoever listens
 * @param sealNote where the seal is, and where it is not
 */
record CertificateContent(
    Language language,
    List<String> municipality,
    String department,
    String demonstration,
    String title,
    String reference,
    String legalBasis,
    String statement,
    List<Part> parts,
    String madeAt,
    String validity,
    String verificationHeading,
    String verificationHow,
    String verificationAddress,
    String verificationCode,
    String verificationFigure,
    String sealNote) {

  /** Facts under one heading. */
  sealed interface Part {
    String heading();

    /** One fact a line. */
    record Facts(String heading, List<Fact> facts) implements Part {}

    /** Several persons or things with the same facts. */
    record Table(String heading, List<String> columns, List<List<String>> rows) implements Part {}
  }

  /** A fact with its name. */
  record Fact(String name, String value) {
    @Override
    public String toString() {
      return "Fact[" + name + "]";
    }
  }

  CertificateContent {
    municipality = List.copyOf(municipality);
    parts = List.copyOf(parts);
  }

  /** Names no content. */
  @Override
  public String toString() {
    return "CertificateContent[" + language.tag() + "]";
  }
}
