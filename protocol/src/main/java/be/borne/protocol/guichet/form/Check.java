package be.borne.protocol.guichet.form;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Whether an answer answers its field. Total: takes anything, and never throws. */
public final class Check {
  private Check() {}

  /**
   * One answer against one field. Dates and numbers may come as the text that was typed, {@code
   * 3/4/1999} and {@code 12,5}; blank text is no answer. Of a block only the number of repetitions
   * is looked at; {@link FormCheck} looks inside.
   *
   * @param today the day that relative limits are counted from
   */
  public static Checked of(Field field, Answer answer, LocalDate today) {
    if (isNothing(answer)) {
      return field.required()
          ? Checked.refused(ProblemKey.REQUIRED)
          : new Checked.Taken(new Answer.Nothing());
    }
    return switch (field.input()) {
      case Input.ShortText input -> TextCheck.line(input, answer);
      case Input.LongText input -> TextCheck.lines(input, answer);
      case Input.Email _ -> TextCheck.email(answer);
      case Input.Phone _ -> TextCheck.phone(answer);
      case Input.Choice input -> oneOf(input.options(), answer);
      case Input.MultipleChoice input -> someOf(input, answer);
      case Input.YesNo _ -> yesOrNo(answer);
      case Input.DateField input -> DayCheck.of(input, answer, today);
      case Input.NumberField input -> NumberCheck.of(input, answer);
      case Input.AddressField _ -> AddressCheck.address(answer);
      case Input.MapPoint _ -> AddressCheck.spot(answer);
      case Input.FileField input -> file(input, answer);
      case Input.Statement _ -> Checked.refused(ProblemKey.WRONG_KIND);
      case Input.Block input -> repetitions(input, answer);
    };
  }

  /** The same for an e-mail address that stands alone; blank text is refused. */
  public static Checked email(String typed) {
    return typed == null || typed.isBlank()
        ? Checked.refused(ProblemKey.REQUIRED)
        : TextCheck.email(new Answer.Text(typed));
  }

  private static boolean isNothing(Answer answer) {
    return switch (answer) {
      case null -> true;
      case Answer.Nothing _ -> true;
      case Answer.Text(var text) -> text.isBlank();
      case Answer.ManyChosen(var options) -> options.isEmpty();
      default -> false;
    };
  }

  private static Checked oneOf(List<Option> options, Answer answer) {
    if (!(answer instanceof Answer.Chosen(var option))) {
      return Checked.refused(ProblemKey.WRONG_KIND);
    }
    return options.stream().anyMatch(offered -> offered.id().equals(option))
        ? new Checked.Taken(answer)
        : Checked.refused(ProblemKey.CHOICE_UNKNOWN);
  }

  private static Checked someOf(Input.MultipleChoice input, Answer answer) {
    if (!(answer instanceof Answer.ManyChosen(var chosen))) {
      return Checked.refused(ProblemKey.WRONG_KIND);
    }
    List<String> inOrder =
        input.options().stream().map(Option::id).filter(chosen::contains).toList();
    if (inOrder.size() != chosen.size()) {
      return Checked.refused(ProblemKey.CHOICE_UNKNOWN);
    }
    if (chosen.size() < input.atLeast()) {
      return new Checked.Refused(Problem.counted(ProblemKey.CHOICE_FEW, input.atLeast()));
    }
    if (chosen.size() > input.atMost()) {
      return new Checked.Refused(Problem.counted(ProblemKey.CHOICE_MANY, input.atMost()));
    }
    return new Checked.Taken(new Answer.ManyChosen(inOrder));
  }

  private static Checked yesOrNo(Answer answer) {
    if (!(answer instanceof Answer.Chosen(var option))) {
      return Checked.refused(ProblemKey.WRONG_KIND);
    }
    return option.equals(Answer.YES) || option.equals(Answer.NO)
        ? new Checked.Taken(answer)
        : Checked.refused(ProblemKey.CHOICE_UNKNOWN);
  }

  private static Checked file(Input.FileField input, Answer answer) {
    if (!(answer instanceof Answer.Attached file)) {
      return Checked.refused(ProblemKey.WRONG_KIND);
    }
    if (!input.accepted().contains(file.kindOfFile())) {
      return Checked.refused(ProblemKey.FILE_KIND);
    }
    if (file.bytes() > input.maxBytes()) {
      return new Checked.Refused(
          Problem.of(ProblemKey.FILE_LARGE, new Problem.Argument.Bytes(input.maxBytes())));
    }
    if (file.pages() > input.maxPages()) {
      return new Checked.Refused(Problem.counted(ProblemKey.FILE_PAGES, input.maxPages()));
    }
    return new Checked.Taken(answer);
  }

  private static Checked repetitions(Input.Block input, Answer answer) {
    if (!(answer instanceof Answer.Repeated(var items))) {
      return Checked.refused(ProblemKey.WRONG_KIND);
    }
    return count(input, items.size())
        .<Checked>map(Checked.Refused::new)
        .orElseGet(() -> new Checked.Taken(answer));
  }

  /** What is wrong with this many repetitions of a block, if anything is. */
  public static Optional<Problem> count(Input.Block block, int repetitions) {
    if (repetitions < block.min()) {
      return Optional.of(Problem.counted(ProblemKey.BLOCK_FEW, block.min()));
    }
    return repetitions > block.max()
        ? Optional.of(Problem.counted(ProblemKey.BLOCK_MANY, block.max()))
        : Optional.empty();
  }
}
