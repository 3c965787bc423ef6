package be.borne.device.virtual;

/** Tags of the identity file and of the address file (ID and address file, version 5.0). */
final class IdentityTag {
  static final int CARD_NUMBER = 1;
  static final int CHIP_NUMBER = 2;
  static final int VALID_FROM = 3;
  static final int VALID_UNTIL = 4;
  static final int MUNICIPALITY = 5;
  static final int NATIONAL_NUMBER = 6;
  static final int SURNAME = 7;
  static final int GIVEN_NAMES = 8;
  static final int INITIAL = 9;
  static final int NATIONALITY = 10;
  static final int BIRTH_PLACE = 11;
  static final int BIRTH_DATE = 12;
  static final int SEX = 13;
  static final int NOBLE_CONDITION = 14;
  static final int DOCUMENT_TYPE = 15;
  static final int SPECIAL_STATUS = 16;
  static final int PHOTO_HASH = 17;
  static final int BASIC_KEY_HASH = 26;

  static final int STREET = 1;
  static final int POSTAL_CODE = 2;
  static final int CITY = 3;

  private IdentityTag() {}
}
