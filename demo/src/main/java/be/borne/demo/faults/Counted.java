package be.borne.demo.faults;

/** What a terminal's journal has counted since it began. */
record Counted(int delivered, int unknown) {
  static Counted of(String text) {
    String[] parts = text.split(" ", -1);
    return new Counted(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }

  Counted plus(int moreDelivered, int moreUnknown) {
    return new Counted(delivered + moreDelivered, unknown + moreUnknown);
  }
}
