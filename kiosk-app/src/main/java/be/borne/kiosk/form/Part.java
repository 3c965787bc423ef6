package be.borne.kiosk.form;

import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.Input;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What an address and a date are asked in, one after the other. */
public enum Part {
  STREET(100),
  NUMBER(10),
  BOX(10),
  POSTCODE(4),
  TOWN(60),
  DAY(2),
  MONTH(2),
  YEAR(4);

  private static final List<Part> ADDRESS = List.of(STREET, NUMBER, BOX, POSTCODE, TOWN);
  private static final List<Part> DATE = List.of(DAY, MONTH, YEAR);

  private final int most;

  Part(int most) {
    this.most = most;
  }

  /** How many characters it takes. */
  public int most() {
    return most;
  }

  /** Whether it is typed on the keys of a telephone. */
  public boolean isFigures() {
    return this == POSTCODE || DATE.contains(this);
  }

  /** Empty for what is asked at once. */
  static List<Part> of(Input input) {
    return switch (input) {
      case Input.AddressField _, Input.MapPoint _ -> ADDRESS;
      case Input.DateField _ -> DATE;
      default -> List.of();
    };
  }

  /** Whether nothing is an answer to this part. */
  public boolean mayBeEmpty(Input input) {
    return this == BOX || (this == NUMBER && input instanceof Input.MapPoint);
  }

  /** What is in an answer of these parts. */
  static List<String> split(Answer answer) {
    return switch (answer) {
      case Answer.Address(var street, var number, var box, var postcode, var town) ->
          List.of(street, number, box, postcode, town);
      case Answer.Spot(var near, _) -> split(near);
      case Answer.Day(LocalDate day) ->
          List.of(
              Integer.toString(day.getDayOfMonth()),
              Integer.toString(day.getMonthValue()),
              Integer.toString(day.getYear()));
      default -> List.of();
    };
  }

  /**
   * @param texts of every part of the input, none longer than it may be
   */
  static Answer join(Input input, List<String> texts) {
    if (input instanceof Input.DateField) {
      return new Answer.Text(String.join("/", texts));
    }
    Answer.Address address =
        new Answer.Address(texts.get(0), texts.get(1), texts.get(2), texts.get(3), texts.get(4));
    return input instanceof Input.MapPoint ? new Answer.Spot(address, null) : address;
  }

  /** The same part of an answer in which nothing else is wrong. */
  Answer alone(Input input, String text) {
    List<String> sound =
        input instanceof Input.DateField
            ? List.of("1", "1", "2000")
            : List.of("x", "1", "", "1000", "x");
    List<String> with = new ArrayList<>(sound);
    with.set(of(input).indexOf(this), text);
    return join(input, with);
  }
}
