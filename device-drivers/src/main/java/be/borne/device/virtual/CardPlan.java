package be.borne.device.virtual;

import be.borne.device.virtual.CardGeneration.Register;
import be.borne.device.virtual.CertificateOrder.Validity;
import be.borne.device.virtual.VirtualReaderClient.Fault;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.SortedMap;

/**
 * What is to be made: whose card, of which generation, and in what it differs from one in good
 * order. Here, and nowhere else, stands what each {@link Fault} does to a chip's content. Changed
 * by nobody once made.
 */
final class CardPlan {
  private static final Validity EXPIRED =
      new Validity(LocalDate.of(2012, 3, 1), LocalDate.of(2022, 3, 1));
  private static final Validity NOT_YET =
      new Validity(LocalDate.of(2045, 3, 1), LocalDate.of(2049, 3, 1));

  /** Less than the hash that is every identity's last field. */
  private static final int CUT = 7;

  private static final int LONG_FIELD_BYTES = 300;

  /** What becomes of the identity's fields before the register signs them. */
  private enum Fields {
    AS_THEY_ARE,
    UNKNOWN_TAGS,
    EMPTY,
    LONG
  }

  private final VirtualPerson person;
  private final CardGeneration generation;
  private final boolean certificates;
  private Validity validity;
  private Register register;
  private Fields fields = Fields.AS_THEY_ARE;
  private boolean pinned = true;
  private boolean registerExpired;
  private boolean optedOut;
  private boolean cloned;
  private boolean otherChip;
  private int cutIdentity;
  private int lie;

  private CardPlan(VirtualPerson person, CardGeneration generation) {
    this.person = person;
    this.generation = generation;
    this.certificates = person.holdsCertificates();
    this.validity = generation.validity();
    this.register = generation.content().register();
  }

  /**
   * @param fault those in which the content of the chip is in order change nothing
   * @throws IllegalArgumentException if no card of this generation can have the fault
   */
  static CardPlan of(VirtualPerson person, CardGeneration generation, Fault fault) {
    CardPlan plan = new CardPlan(person, generation);
    plan.spoil(fault);
    return plan;
  }

  private void spoil(Fault fault) {
    switch (fault) {
      case NONE, MUTE, FOREIGN, BLOCKED, SLOW, HANG, ONE_BYTE_ANSWERS -> {}
      case FORGED -> lie = VirtualEidFiles.IDENTITY;
      case FORGED_ADDRESS -> lie = VirtualEidFiles.ADDRESS;
      case FORGED_PHOTO -> lie = VirtualEidFiles.PHOTO;
      case FORGED_SIGNATURE -> lie = VirtualEidFiles.IDENTITY_SIGNATURE;
      case EXPIRED -> validity = EXPIRED;
      case NOT_YET_VALID -> validity = NOT_YET;
      case OTHER_ROOT -> pinned = false;
      case REGISTER_EXPIRED -> registerExpired = true;
      case NO_CERTIFICATES -> optedOut = true;
      case CLONED -> {
        require(generation.chip().provesItself(), "only applet 1.8 has a key that shows a clone");
        cloned = true;
      }
      case WRONG_CHIP -> otherChip = true;
      case SHA1 -> {
        require(register == Register.SHA256_RSA_2048, "only some of applet 1.7 have SHA-1 instead");
        register = Register.SHA1_RSA_2048;
      }
      case TRUNCATED_IDENTITY -> cutIdentity = CUT;
      case UNKNOWN_TAGS -> fields = Fields.UNKNOWN_TAGS;
      case EMPTY_FIELDS -> fields = Fields.EMPTY;
      case LONG_FIELD -> fields = Fields.LONG;
    }
  }

  private static void require(boolean possible, String otherwise) {
    if (!possible) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  VirtualPerson person() {
    return person;
  }

  CardGeneration generation() {
    return generation;
  }

  /** First and last day of the card and of its citizen's certificates. */
  Validity validity() {
    return validity;
  }

  /** How the register's key signs. */
  Register register() {
    return register;
  }

  /** Whether the authorities are those of the file of roots; otherwise they are others. */
  boolean pinned() {
    return pinned;
  }

  /** Whether the register's certificate ended before the card was issued. */
  boolean registerExpired() {
    return registerExpired;
  }

  /** Whether the citizen's certificates are on the card. */
  boolean certificates() {
    return certificates && !optedOut;
  }

  /** Whether the chip's own key is another than the one whose hash the register signed. */
  boolean cloned() {
    return cloned;
  }

  /** Whether GET CARD DATA tells another chip number than the register signed. */
  boolean otherChip() {
    return otherChip;
  }

  /** Bytes that are missing at the end of the identity file when the register signs it. */
  int cutIdentity() {
    return cutIdentity;
  }

  /** In which finished file, by its path below the master file, a bit is turned; 0 for none. */
  int lie() {
    return lie;
  }

  /** Changes the identity's fields before the register signs them. */
  void alter(SortedMap<Integer, byte[]> identity) {
    switch (fields) {
      case AS_THEY_ARE -> {}
      case UNKNOWN_TAGS -> {
        // Beyond every tag that the register has defined; one with a value, one without.
        identity.put(0x70, "inconnu".getBytes(StandardCharsets.UTF_8));
        identity.put(0xFE, new byte[0]);
      }
      case EMPTY -> {
        for (int tag :
            new int[] {
              IdentityTag.MUNICIPALITY,
              IdentityTag.INITIAL,
              IdentityTag.NATIONALITY,
              IdentityTag.BIRTH_PLACE
            }) {
          identity.put(tag, new byte[0]);
        }
      }
      case LONG ->
          identity.put(
              IdentityTag.BIRTH_PLACE,
              "x".repeat(LONG_FIELD_BYTES).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Names nobody. */
  @Override
  public String toString() {
    return "CardPlan[" + person.id() + ", " + generation.label() + "]";
  }
}
