package be.borne.protocol.guichet.form;

/**
 * What can be wrong with an answer. Each has a text in every language that says what to do about
 * it; the arguments fill the places of that text.
 */
public enum ProblemKey {
  REQUIRED("form.problem.required", 0),
  WRONG_KIND("form.problem.kind", 0),
  NOT_ASKED("form.problem.not-asked", 0),
  TEXT_LONG("form.problem.text.long", 1),
  TEXT_CHARACTERS("form.problem.text.characters", 0),
  TEXT_SHAPE("form.problem.text.shape", 0),
  CHOICE_UNKNOWN("form.problem.choice.unknown", 0),
  CHOICE_FEW("form.problem.choice.few", 1),
  CHOICE_MANY("form.problem.choice.many", 1),
  DATE_SHAPE("form.problem.date.shape", 0),
  DATE_UNREAL("form.problem.date.unreal", 0),
  DATE_BEFORE("form.problem.date.before", 1),
  DATE_AFTER("form.problem.date.after", 1),
  NUMBER_SHAPE("form.problem.number.shape", 0),
  NUMBER_POINT("form.problem.number.point", 0),
  NUMBER_WHOLE("form.problem.number.whole", 0),
  NUMBER_DECIMALS("form.problem.number.decimals", 1),
  NUMBER_LOW("form.problem.number.low", 1),
  NUMBER_HIGH("form.problem.number.high", 1),
  EMAIL_AT("form.problem.email.at", 0),
  EMAIL_SHAPE("form.problem.email.shape", 0),
  PHONE_SHAPE("form.problem.phone.shape", 0),
  ADDRESS_STREET("form.problem.address.street", 0),
  ADDRESS_NUMBER("form.problem.address.number", 0),
  ADDRESS_POSTCODE("form.problem.address.postcode", 0),
  ADDRESS_TOWN("form.problem.address.town", 0),
  FILE_KIND("form.problem.file.kind", 0),
  FILE_LARGE("form.problem.file.large", 1),
  FILE_PAGES("form.problem.file.pages", 1),
  BLOCK_FEW("form.problem.block.few", 1),
  BLOCK_MANY("form.problem.block.many", 1);

  private final String text;
  private final int places;

  ProblemKey(String text, int places) {
    this.text = text;
    this.places = places;
  }

  /** The key of its text: {@code form.problem.date.before}. */
  public String text() {
    return text;
  }

  /** How many arguments its text takes. */
  public int places() {
    return places;
  }
}
