package be.borne.protocol.guichet.form;

/**
 * A point in or near Belgium, WGS 84.
 *
 * @param latitude degrees north, 49 to 52
 * @param longitude degrees east, 2 to 7
 */
public record Coordinates(double latitude, double longitude) {
  public Coordinates {
    // Written so that what is not a number is refused too.
    if (!(latitude >= 49 && latitude <= 52 && longitude >= 2 && longitude <= 7)) {
      throw new FormRefusedException("a point is not in Belgium");
    }
  }

  @Override
  public String toString() {
    return "Coordinates[hidden]";
  }
}
