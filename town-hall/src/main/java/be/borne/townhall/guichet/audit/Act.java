package be.borne.townhall.guichet.audit;

/** What the trail tells of. */
public enum Act {
  /** A citizen's card was believed. */
  SIGNED_IN,
  /** A card was not believed; the detail says which check refused. */
  SIGN_IN_REFUSED,
  /** An order was placed, or its key sent again. */
  ORDERED,
  /** A document was made ready, to go out by mail, letter or terminal as it was ordered. */
  ISSUED,
  /** A terminal was given the right to print an order. */
  CLAIMED,
  /** A terminal was given a document. */
  FETCHED,
  /** A terminal said what became of the paper. */
  REPORTED,
  /** A filled form was sent. */
  FORM_SENT,
  /** A file was brought for a form. */
  FILE_BROUGHT,
  /** A member of staff was given a document, to print and post it. */
  LETTER_OPENED,
  /** A member of staff said what became of a letter. */
  LETTER_SETTLED,
  /** A member of staff said what lay in a printer's tray. */
  QUESTION_ANSWERED,
  /** A member of staff read a filled form. */
  FORM_OPENED,
  /** A member of staff was given a file that was sent with one. */
  FORM_FILE_OPENED,
  /** A member of staff dealt with a filled form. */
  FORM_SETTLED,
  /** A member of staff was given the draft of a document, to look at before it is issued. */
  CHECK_OPENED,
  /** A member of staff decided whether it is issued; the detail says why not. */
  CHECK_DECIDED,
  /** An issued document was declared to stand no longer. */
  WITHDRAWN,
  /** Not an act of ours: an entry that somebody made unreadable. */
  UNREADABLE
}
