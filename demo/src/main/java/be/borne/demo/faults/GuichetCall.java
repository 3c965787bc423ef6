package be.borne.demo.faults;

import be.borne.protocol.guichet.GuichetPaths;
import java.util.Optional;

/** The calls of the guichet at which the world is stopped. */
enum GuichetCall {
  /** For the right to print. */
  CLAIM("post " + GuichetPaths.ORDERS + "/", "/claim"),
  DOCUMENT("get " + GuichetPaths.ORDERS + "/", "/document"),
  /** What became of the paper. */
  REPORT("post " + GuichetPaths.DELIVERIES + "/", "");

  private final String begin;
  private final String end;

  GuichetCall(String begin, String end) {
    this.begin = begin;
    this.end = end;
  }

  /**
   * @param startLine of the request
   */
  static Optional<GuichetCall> of(String startLine) {
    String called = startLine.substring(0, Math.max(0, startLine.lastIndexOf(' ')));
    for (GuichetCall call : values()) {
      boolean hit =
          called.regionMatches(true, 0, call.begin, 0, call.begin.length())
              && called.endsWith(call.end);
      if (hit) {
        return Optional.of(call);
      }
    }
    return Optional.empty();
  }
}
