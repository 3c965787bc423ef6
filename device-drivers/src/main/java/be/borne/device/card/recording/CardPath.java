package be.borne.device.card.recording;

/** Directories and files of the eID, by their path below the master file (card content 5.4). */
final class CardPath {
  static final int MASTER_FILE = 0x3F00;
  static final int BELPIC = 0xDF00;
  static final int ID = 0xDF01;

  static final int IDENTITY = 0xDF014031;
  static final int IDENTITY_SIGNATURE = 0xDF014032;
  static final int ADDRESS = 0xDF014033;
  static final int ADDRESS_SIGNATURE = 0xDF014034;
  static final int PHOTO = 0xDF014035;
  static final int BASIC_KEY = 0xDF014040;
  static final int AUTHENTICATION_CERTIFICATE = 0xDF005038;
  static final int SIGNATURE_CERTIFICATE = 0xDF005039;
  static final int CITIZEN_AUTHORITY = 0xDF00503A;
  static final int ROOT = 0xDF00503B;
  static final int REGISTER_CERTIFICATE = 0xDF00503C;

  /** Not known which, or none. */
  static final int NONE = 0;

  private CardPath() {}
}
