package be.borne.demo.bench;

import be.borne.demo.bench.Route.Act;
import be.borne.demo.bench.Route.Stop;
import be.borne.demo.house.House;
import be.borne.demo.visit.Titles;
import be.borne.protocol.terminal.Language;
import java.util.List;

/** The main job's screens in order, from the first touch to the paper. */
final class VisitRoutes {
  private static final String CITIZEN = "marguerite";
  private static final List<Integer> PIN =
      List.of((int) '1', (int) '2', (int) '3', (int) '4', Finger.RETURN);

  private VisitRoutes() {}

  /** In the whole house, with a card in the virtual reader. */
  static List<Stop> inThe(House house) {
    Titles titles = new Titles(Language.FRENCH);
    return List.of(
        new Stop(titles.attract(), new Act.TapForward()),
        new Stop(titles.choosingLanguage(), new Act.TapForward()),
        new Stop(titles.awaitingCard(), new Act.World(() -> house.reader().insert(CITIZEN))),
        new Stop(titles.awaitingPin(), new Act.Keys(PIN)),
        new Stop(titles.choosingService(), new Act.TapForward()),
        new Stop(titles.choosingPurpose(), new Act.TapForward()),
        new Stop(titles.choosingWay(), new Act.TapForward()),
        new Stop(titles.choosingCopies(), new Act.TapForward()),
        new Stop(titles.confirming(), new Act.TapForward()),
        new Stop(titles.takeCardAndPaper(), new Act.World(() -> house.reader().pull())),
        new Stop(titles.takePaper(), new Act.Keys(List.of(Finger.RETURN))));
  }

  /** At {@link ScriptedKiosk}, whose card moves by itself. */
  static List<Stop> scripted() {
    Titles titles = new Titles(Language.FRENCH);
    return List.of(
        new Stop(titles.attract(), new Act.TapForward()),
        new Stop(titles.choosingLanguage(), new Act.TapForward()),
        new Stop(titles.awaitingPin(), new Act.Keys(PIN)),
        new Stop(titles.choosingService(), new Act.TapForward()),
        new Stop(titles.confirming(), new Act.TapForward()),
        new Stop(titles.takePaper(), new Act.Keys(List.of(Finger.RETURN))));
  }
}
