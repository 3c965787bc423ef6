package be.borne.device.card;

/** The files of the eID that are read, by their path (card content 5.4, section 4.3). */
enum CardFile {
  /** Who the holder is. */
  IDENTITY(0xDF01, 0x4031, 2_048, Ending.OF_FILE, 256),
  /** The register's signature over {@link #IDENTITY}, padded with zeros. */
  IDENTITY_SIGNATURE(0xDF01, 0x4032, 1_024, Ending.OF_BLOCK, 256),
  /** Where the holder lives, 121 bytes on every card seen. */
  ADDRESS(0xDF01, 0x4033, 2_048, Ending.OF_BLOCK, 121),
  /** The register's signature over the address and the whole of {@link #IDENTITY_SIGNATURE}. */
  ADDRESS_SIGNATURE(0xDF01, 0x4034, 1_024, Ending.OF_BLOCK, 256),
  PHOTO(0xDF01, 0x4035, 16_384, Ending.OF_FILE, 256),
  /** Applet 1.8: the chip's own public key, as SubjectPublicKeyInfo of a P-384 key. */
  BASIC_KEY(0xDF01, 0x4040, 512, Ending.OF_BLOCK, 120),
  AUTHENTICATION_CERTIFICATE(0xDF00, 0x5038, 4_096, Ending.OF_DER, 256),
  ISSUING_CERTIFICATE(0xDF00, 0x503A, 4_096, Ending.OF_DER, 256),
  REGISTER_CERTIFICATE(0xDF00, 0x503C, 4_096, Ending.OF_DER, 256);

  /** Where reading stops: each command saved is some 30 ms on an older card. */
  enum Ending {
    /** At the end of the file, which costs a command to find out. */
    OF_FILE,
    /** After the first block, which is nearly always all; {@code EidCommands.more} reads on. */
    OF_BLOCK,
    /** Where the certificate ends; behind it the card has up to 1,100 zeros. */
    OF_DER
  }

  private final int directory;
  private final int id;
  private final int maxBytes;
  private final Ending ending;
  private final int firstBlockBytes;

  CardFile(int directory, int id, int maxBytes, Ending ending, int firstBlockBytes) {
    this.directory = directory;
    this.id = id;
    this.maxBytes = maxBytes;
    this.ending = ending;
    this.firstBlockBytes = firstBlockBytes;
  }

  /** From the master file down. */
  byte[] path() {
    return new byte[] {
      0x3F, 0x00, (byte) (directory >> 8), (byte) directory, (byte) (id >> 8), (byte) id
    };
  }

  Ending ending() {
    return ending;
  }

  /** How much to ask for first. */
  int firstBlockBytes() {
    return firstBlockBytes;
  }

  /** Longer is no such file. */
  int maxBytes() {
    return maxBytes;
  }
}
