package be.borne.protocol.guichet;

import java.util.List;

/**
 * What can be asked for by a form at this terminal, in the order in which it should be offered.
 *
 * @param procedures at most 200
 */
public record Procedures(List<Procedure> procedures) {
  private static final int MOST = 200;

  public Procedures {
    procedures = List.copyOf(Bounds.present(procedures, "procedures"));
    if (procedures.size() > MOST) {
      throw new IllegalArgumentException("more than " + MOST + " procedures");
    }
  }
}
