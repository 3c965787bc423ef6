package be.borne.demo.faults;

import java.util.List;

/**
 * What an invented citizen comes for: a certificate of {@value Paper#PAGES} pages, since a print
 * can be broken off between two sheets.
 *
 * @param citizen of the cast of virtual cards
 * @param service that the citizen orders
 */
record Errand(String citizen, String service) {
  private static final List<Errand> ALL =
      List.of(
          new Errand("longin", "residence-history"),
          new Errand("wout", "adoption-act"),
          new Errand("odile", "adoption-act"));

  /**
   * @param rig from 0; so few share a citizen that all orders under way fit into the citizen's list
   */
  static Errand of(int rig) {
    return ALL.get(rig % ALL.size());
  }
}
