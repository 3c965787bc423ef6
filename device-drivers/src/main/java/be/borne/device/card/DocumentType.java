package be.borne.device.card;

import java.util.Optional;

/** What kind of card it is: tag 15 of the identity file ("ID and address file" 5.0, annex). */
public enum DocumentType {
  BELGIAN(1, "identity card of a Belgian"),
  KIDS(6, "Kids-ID of a Belgian child under twelve"),
  BOOTSTRAP(7, "bootstrap card"),
  HABILITATION(8, "habilitation card"),
  A(11, "A card: limited stay"),
  B(12, "B card: unlimited stay"),
  C(13, "C card: settled"),
  D(14, "D card: EU long-term resident"),
  E(15, "E card: EU citizen"),
  E_PLUS(16, "E+ card: EU citizen, permanent"),
  F(17, "F card: family of an EU citizen"),
  F_PLUS(18, "F+ card: family of an EU citizen, permanent"),
  H(19, "H card: EU blue card"),
  I(20, "I card: transfer within a company"),
  J(21, "J card: mobility within a company"),
  M(22, "M card: withdrawal agreement"),
  N(23, "N card: withdrawal agreement, frontier worker"),
  K(27, "K card: settled"),
  L(28, "L card: EU long-term resident"),
  EU(31, "EU card: EU citizen"),
  EU_PLUS(32, "EU+ card: EU citizen, permanent"),
  A_NEW(33, "A card: limited stay"),
  B_NEW(34, "B card: unlimited stay"),
  F_NEW(35, "F card: family of an EU citizen"),
  F_PLUS_NEW(36, "F+ card: family of an EU citizen, permanent"),
  KIDS_EU(61, "EU card of a child"),
  KIDS_EU_PLUS(62, "EU+ card of a child"),
  KIDS_A(63, "A card of a child"),
  KIDS_B(64, "B card of a child"),
  KIDS_K(65, "K card of a child"),
  KIDS_L(66, "L card of a child"),
  KIDS_F(67, "F card of a child"),
  KIDS_F_PLUS(68, "F+ card of a child"),
  KIDS_M(69, "M card of a child"),
  /** A kind founded after this was written: as good as its signature. */
  OTHER(0, "card of another kind");

  private static final int FIRST_FOREIGN_CHILD = 61;
  private static final int LAST_FOREIGN_CHILD = 69;
  private static final int FIRST_FOREIGNER = 11;

  private final int code;
  private final String words;

  DocumentType(int code, String words) {
    this.code = code;
    this.words = words;
  }

  /**
   * @param text tag 15 as it stands on the card
   */
  static DocumentType ofText(String text) {
    return numberIn(text).flatMap(DocumentType::ofCode).orElse(OTHER);
  }

  private static Optional<DocumentType> ofCode(int code) {
    for (DocumentType type : values()) {
      if (type.code == code && type != OTHER) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  private static Optional<Integer> numberIn(String text) {
    return text.matches("[0-9]{1,3}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
  }

  /** The number on the card; 0 for {@link #OTHER}. */
  public int code() {
    return code;
  }

  /** In English, for a technician. */
  public String words() {
    return words;
  }

  /** Whether children hold such cards, which carry no certificates before a certain age. */
  public boolean isChilds() {
    return this == KIDS || (code >= FIRST_FOREIGN_CHILD && code <= LAST_FOREIGN_CHILD);
  }

  /** Whether people of another nationality hold such cards. */
  public boolean isForeigners() {
    return code >= FIRST_FOREIGNER;
  }
}
