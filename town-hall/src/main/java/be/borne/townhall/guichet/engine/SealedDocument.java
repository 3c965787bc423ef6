package be.borne.townhall.guichet.engine;

import java.util.Optional;

/**
 * A document as an engine issued it. Nobody changes a byte of it from here to the paper.
 *
 * @param pdf the whole file; handed over, not copied
 * @param verificationCode as printed on it ({@code IssuedDocument.VERIFICATION_CODE}); empty on one
 *     of an engine that prints no such codes
 */
@SuppressWarnings("ArrayRecordComponent") // moved once, from the engine to the store
public record SealedDocument(byte[] pdf, Optional<String> verificationCode) {

  /** Names no content: the document is about a person, and the code opens it. */
  @Override
  public String toString() {
    return "SealedDocument[" + pdf.length + " bytes]";
  }
}
