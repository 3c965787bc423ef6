package be.borne.demo.faults;

import be.borne.protocol.guichet.PickupCode;
import be.borne.townhall.guichet.Guichet;
import be.borne.townhall.guichet.GuichetConfiguration;
import be.borne.townhall.guichet.Municipality;
import be.borne.townhall.guichet.PaperQuestions;
import be.borne.townhall.guichet.PaperQuestions.Answer;
import be.borne.townhall.guichet.PaperQuestions.Found;
import be.borne.townhall.guichet.PaperQuestions.Standing;
import be.borne.townhall.guichet.Revocation;
import be.borne.townhall.guichet.store.StoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The town hall's guichet, its embedded engine included, as a program of its own, whole and
 * unchanged; and the staff at its console, who are asked on standard input. It is there to be
 * killed.
 *
 * <p>Arguments: the folder where it keeps everything, its port or 0, its certificate, key and
 * authority, the cards' roots, and the organisation of its seal.
 */
final class GuichetProgram {
  private static final Municipality MUNICIPALITY =
      new Municipality(
          "Commune de Démonstration",
          "Gemeente Demonstratie",
          "Gemeinde Vorführung",
          "Demonstration Town",
          "DEM");

  /** What the console can be told. */
  enum Word {
    /** How an order stands, and through which terminal. */
    STANDS,
    /** A complete document lay in the tray. */
    CAME_OUT,
    NOTHING_CAME_OUT,
    QUIT
  }

  private final PaperQuestions questions;

  private GuichetProgram(PaperQuestions questions) {
    this.questions = questions;
  }

  public static void main(String[] arguments)
      throws IOException, GeneralSecurityException, StoreException {
    try (Guichet guichet =
        Guichet.start(configuration(List.of(arguments).iterator()), Clock.systemUTC())) {
      say("ready " + guichet.address().getPort() + " " + guichet.sealRoot());
      new GuichetProgram(guichet.questions()).attend();
    }
  }

  private static GuichetConfiguration configuration(Iterator<String> next) {
    Path folder = Path.of(next.next());
    int port = Integer.parseInt(next.next());
    return new GuichetConfiguration(
        MUNICIPALITY,
        new GuichetConfiguration.Storage(folder),
        new GuichetConfiguration.Door(
            "localhost", port, Path.of(next.next()), Path.of(next.next()), Path.of(next.next())),
        new GuichetConfiguration.Eid(List.of(Path.of(next.next())), Revocation.NONE, true),
        new GuichetConfiguration.Verification("localhost", 0, null, null, null, null, null, null),
        new GuichetConfiguration.Seal(next.next()));
  }

  private void attend() throws IOException {
    BufferedReader visitors =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = visitors.readLine(); line != null; line = visitors.readLine()) {
      String[] told = line.split(" ", -1);
      Word word = Word.valueOf(told[1]);
      if (word == Word.QUIT) {
        return;
      }
      say(told[0] + " = " + answer(word, PickupCode.of(told[2])));
    }
  }

  private String answer(Word word, PickupCode code) throws IOException {
    return switch (word) {
      case STANDS -> stands(code).toString();
      case CAME_OUT -> answered(code, Answer.CAME_OUT);
      case NOTHING_CAME_OUT -> answered(code, Answer.NOTHING_CAME_OUT);
      case QUIT -> throw new IllegalStateException("nothing is answered to that");
    };
  }

  /** A doubt counts only where the console shows it as a question. */
  private Belief stands(PickupCode code) throws IOException {
    Optional<Found> holder =
        questions.byPickupCode(code).stream()
            .filter(found -> found.standing() != Standing.NOT_PRINTED)
            .findFirst();
    if (holder.isEmpty()) {
      return questions.isFree(code) ? Belief.FREE : Belief.NO_DOCUMENT;
    }
    String terminal = holder.get().terminal();
    return switch (holder.get().standing()) {
      case BEING_PRINTED -> new Belief(Belief.Stands.BEING_PRINTED, terminal);
      case FINDING_OUT -> new Belief(Belief.Stands.FINDING_OUT, terminal);
      case PRINTED -> new Belief(Belief.Stands.PRINTED, terminal);
      case IN_DOUBT ->
          asked(code).isPresent()
              ? new Belief(Belief.Stands.IN_DOUBT, terminal)
              : Belief.NO_DOCUMENT;
      case NOT_PRINTED -> Belief.FREE;
    };
  }

  private Optional<Found> asked(PickupCode code) throws IOException {
    return questions.open().stream().filter(found -> found.code().equals(code)).findFirst();
  }

  private String answered(PickupCode code, Answer answer) throws IOException {
    Optional<Found> open = asked(code);
    return open.isPresent() && questions.answer(open.get().id(), answer, "bench")
        ? "answered"
        : "not asked";
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
