package be.borne.demo.faults;

/**
 * What the guichet believes of an order.
 *
 * @param terminal through which, as far as there is one
 */
record Belief(Stands stands, String terminal) {
  static final Belief FREE = new Belief(Stands.FREE, "-");

  /** Neither to be had nor asked about. */
  static final Belief NO_DOCUMENT = new Belief(Stands.NO_DOCUMENT, "-");

  static final Belief SILENT = new Belief(Stands.SILENT, "-");

  /** How an order stands there. */
  enum Stands {
    FREE("free to be printed"),
    BEING_PRINTED("being printed"),
    /** A doubt that the terminal may still settle by itself, and no question yet. */
    FINDING_OUT("still being found out"),
    IN_DOUBT("a question at the console"),
    PRINTED("printed"),
    NO_DOCUMENT("nothing of it"),
    /** The guichet could not be asked. */
    SILENT("not to be asked");

    private final String words;

    Stands(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  static Belief of(String text) {
    String[] parts = text.split(" ", -1);
    return new Belief(Stands.valueOf(parts[0]), parts[1]);
  }

  /** Whether its terminal has still to say how it ended. */
  boolean isOpen() {
    return stands == Stands.BEING_PRINTED || stands == Stands.FINDING_OUT;
  }

  /** Whether no other terminal may print. */
  boolean holds() {
    return switch (stands) {
      case BEING_PRINTED, FINDING_OUT, IN_DOUBT, PRINTED -> true;
      case FREE, NO_DOCUMENT, SILENT -> false;
    };
  }

  @Override
  public String toString() {
    return stands + " " + terminal;
  }
}
