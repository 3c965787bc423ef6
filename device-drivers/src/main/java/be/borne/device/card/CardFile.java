package be.borne.device.card;

/** The files of the eID that are read, by their path (card content 5.4, section 4.3). */
enum CardFile {
  IDENTITY(0xDF01, 0x4031, false, 2_048),
  IDENTITY_SIGNATURE(0xDF01, 0x4032, false, 1_024),
  ADDRESS(0xDF01, 0x4033, false, 2_048),
  ADDRESS_SIGNATURE(0xDF01, 0x4034, false, 1_024),
  PHOTO(0xDF01, 0x4035, false, 16_384),
  AUTHENTICATION_CERTIFICATE(0xDF00, 0x5038, true, 4_096),
  ISSUING_CERTIFICATE(0xDF00, 0x503A, true, 4_096),
  REGISTER_CERTIFICATE(0xDF00, 0x503C, true, 4_096);

  private final int directory;
  private final int id;
  private final boolean certificate;
  private final int maxBytes;

  CardFile(int directory, int id, boolean certificate, int maxBytes) {
    this.directory = directory;
    this.id = id;
    this.certificate = certificate;
    this.maxBytes = maxBytes;
  }

  /** From the master file down. */
  byte[] path() {
    return new byte[] {
      0x3F, 0x00, (byte) (directory >> 8), (byte) directory, (byte) (id >> 8), (byte) id
    };
  }

  /** Whether reading stops where the DER ends. */
  boolean certificate() {
    return certificate;
  }

  int maxBytes() {
    return maxBytes;
  }
}
