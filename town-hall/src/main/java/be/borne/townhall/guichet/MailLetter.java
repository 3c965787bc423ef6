package be.borne.townhall.guichet;

import be.borne.protocol.guichet.EmailAddress;
import java.time.Instant;

/**
 * One mail as it is handed to the mail server.
 *
 * @param id of the message, the same at every attempt: whoever gets it twice sees it once
 * @param writtenAt its date, the same at every attempt
 * @param senderName in whose name
 * @param fileName of the attachment
 * @param document the attachment, byte for byte
 */
@SuppressWarnings("ArrayRecordComponent") // on its way from the store to the mail server
record MailLetter(
    String id,
    Instant writtenAt,
    String senderName,
    EmailAddress to,
    String subject,
    String text,
    String fileName,
    byte[] document) {

  /** Nothing of the citizen. */
  @Override
  public String toString() {
    return "MailLetter[" + id + "]";
  }
}
