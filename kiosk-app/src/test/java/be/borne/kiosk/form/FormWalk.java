package be.borne.kiosk.form;

import be.borne.kiosk.form.FormPlace.Asking;
import be.borne.kiosk.form.FormPlace.Review;
import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.Answers;
import be.borne.protocol.guichet.form.Check;
import be.borne.protocol.guichet.form.Checked;
import be.borne.protocol.guichet.form.Coordinates;
import be.borne.protocol.guichet.form.Field;
import be.borne.protocol.guichet.form.FileKind;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.FormJson;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.guichet.form.Option;
import be.borne.protocol.guichet.form.PrefillKey;
import be.borne.protocol.guichet.form.QuestionPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Walks through the forms that are written as files, with answers that are nobody's. */
public final class FormWalk {
  public static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

  /** More than any of the forms asks, all repetitions included. */
  public static final int MOST_STEPS = 400;

  public static final Prefill NOBODY =
      new Prefill(
          Map.of(
              PrefillKey.GIVEN_NAMES, new Answer.Text("Zzygmunt Invented"),
              PrefillKey.SURNAME, new Answer.Text("Nobody-Fictional"),
              PrefillKey.BIRTH_DATE, new Answer.Day(LocalDate.of(1950, 1, 1)),
              PrefillKey.ADDRESS,
                  new Answer.Address("Rue Inventée", "1", "", "1000", "Nulle-Part")));

  public static final List<FormDefinition> FORMS = forms();

  private static final Answer.Address ELSEWHERE =
      new Answer.Address("Verzonnenstraat", "22B", "3", "9999", "Nergens");

  private FormWalk() {}

  /** One of them. */
  public static FormDefinition named(String id) {
    return FORMS.stream().filter(form -> form.id().equals(id)).findFirst().orElseThrow();
  }

  private static List<FormDefinition> forms() {
    try (Stream<Path> files = Files.list(Path.of("../town-hall/src/main/config/forms"))) {
      return files.sorted().map(FormWalk::form).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FormDefinition form(Path file) {
    try {
      return FormJson.form(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers that the field takes, and for one that may be left open also nothing. */
  public static List<Answer> fitting(Field field) {
    return candidates(field.input())
        .filter(answer -> Check.of(field, answer, TODAY) instanceof Checked.Taken)
        .toList();
  }

  private static Stream<Answer> candidates(Input input) {
    Stream<Answer> typed =
        switch (input) {
          case Input.ShortText _, Input.LongText _ ->
              Stream.of(
                      "Zzinvented",
                      "Fictional thing",
                      "1-ZZZ-999",
                      "0000.000.097",
                      "BE00 0000 0000 0000")
                  .map(Answer.Text::new);
          case Input.Choice choice ->
              choice.options().stream().map(Option::id).map(Answer.Chosen::new);
          case Input.MultipleChoice choice ->
              IntStream.rangeClosed(1, choice.options().size())
                  .mapToObj(
                      n ->
                          new Answer.ManyChosen(
                              choice.options().stream().limit(n).map(Option::id).toList()));
          case Input.YesNo _ -> Stream.of(new Answer.Chosen("no"), new Answer.Chosen("yes"));
          case Input.DateField _ ->
              IntStream.of(-30_000, -9_000, -2_000, -300, -1, 0, 1, 20, 40, 100, 300)
                  .mapToObj(TODAY::plusDays)
                  .map(Answer.Day::new);
          case Input.NumberField _ ->
              Stream.of("1", "2", "19,5", "20", "40", "999", "1000", "20000").map(Answer.Text::new);
          case Input.Email _ -> Stream.of(new Answer.Text("nobody@invented.example"));
          case Input.Phone _ -> Stream.of(new Answer.Text("0470 00 00 00"));
          case Input.AddressField _ -> Stream.of(ELSEWHERE);
          case Input.MapPoint _ ->
              Stream.of(
                  new Answer.Spot(ELSEWHERE, null),
                  new Answer.Spot(ELSEWHERE, new Coordinates(50.5, 4.5)));
          case Input.FileField _ ->
              Stream.of(FileKind.values())
                  .map(kind -> new Answer.Attached("invented-file-1", kind, 1_000, 1));
          case Input.Statement _, Input.Block _ -> Stream.of(new Answer.Nothing());
        };
    return Stream.concat(typed, Stream.of(new Answer.Nothing()));
  }

  /** A fitting answer, the same for the same dice. */
  static Answer fitting(Asking here, int dice) {
    if (here.question().field().input() instanceof Input.Block) {
      return new Answer.Nothing();
    }
    List<Answer> fitting = fitting(here.question().field());
    return fitting.get(dice % fitting.size());
  }

  /** Answers fittingly until the review, adding a repetition now and then. */
  static Review toReview(FormPlace from, int dice) {
    FormPlace place = from;
    Random random = new Random(dice);
    for (int step = 0; step < MOST_STEPS; step++) {
      if (!(place instanceof Asking here)) {
        return (Review) place;
      }
      boolean more =
          here.question().field().input() instanceof Input.Block block
              && here.sheet().repetitions(here.question().field().id())
                  < Math.max(block.min(), 1 + dice % 3);
      Outcome outcome =
          more
              ? FormFilling.addAnother(place)
              : FormFilling.answer(place, fitting(here, random.nextInt(1_000)));
      if (outcome instanceof Outcome.Refused(_, var problem)) {
        throw new AssertionError(here.question().path() + ": " + problem.key());
      }
      place = outcome.place();
    }
    throw new AssertionError("no review of " + from.sheet().form().id());
  }

  /** What a submission holds, question by question and in order. */
  static List<Map.Entry<QuestionPath, Answer>> flat(Answers submission) {
    return submission.values().entrySet().stream()
        .flatMap(
            entry ->
                entry.getValue() instanceof Answer.Repeated(var items)
                    ? IntStream.range(0, items.size())
                        .boxed()
                        .flatMap(i -> inside(entry.getKey(), i, items.get(i)))
                    : Stream.of(
                        Map.<QuestionPath, Answer>entry(
                            new QuestionPath.Top(entry.getKey()), entry.getValue())))
        .toList();
  }

  private static Stream<Map.Entry<QuestionPath, Answer>> inside(
      String block, int repetition, Answers item) {
    return item.values().entrySet().stream()
        .map(
            entry ->
                Map.entry(
                    new QuestionPath.InBlock(block, repetition, entry.getKey()), entry.getValue()));
  }
}
