package be.borne.demo.bench;

/** The calls of a visit, in their order, and the one by which a terminal sees that all is well. */
enum VisitCall {
  CHALLENGE("challenge"),
  SIGN_IN("sign-in"),
  CATALOGUE("catalogue"),
  WAITING("what waits for the citizen"),
  FORMS("forms"),
  ORDER("order"),
  CLAIM("claim"),
  DOCUMENT("document"),
  REPORT("report of delivery"),
  SIGN_OUT("end of session"),
  HEALTH("terminal's look at the guichet");

  private final String words;

  VisitCall(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
