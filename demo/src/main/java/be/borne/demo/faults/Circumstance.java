package be.borne.demo.faults;

/** How the printer is meanwhile. */
enum Circumstance {
  QUICK("quick printer"),
  SLOW("slow printer"),
  /** The paper goes when the job is made, and comes back when all else is mended. */
  PAPER_OUT("paper out meanwhile"),
  /** The same, of a printer that shows a cancelled job as canceled and prints it on refill. */
  PAPER_OUT_DEAF("paper out, printer deaf to cancelling");

  private final String words;

  Circumstance(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  boolean withoutPaper() {
    return this == PAPER_OUT || this == PAPER_OUT_DEAF;
  }
}
