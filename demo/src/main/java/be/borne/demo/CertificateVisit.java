package be.borne.demo;

import be.borne.demo.house.House;
import be.borne.demo.visit.Titles;
import be.borne.demo.visit.Visit;

/** The main job as a citizen does it: from the first touch to card and paper in hand. */
public final class CertificateVisit {
  private CertificateVisit() {}

  /** Starts at the attract screen, and ends when the paper is out and the card still in. */
  public static void upToThePaper(
      Visit visit, House house, Titles titles, String citizen, char[] pin) {
    upToThePin(visit, house, titles, citizen);
    visit.step("pin", () -> typePin(visit, pin), titles.choosingService());
    upToTheReview(visit, titles);
    visit.step("confirm", () -> visit.tapForward(1), titles.printing());
    visit.step("print", () -> {}, titles.takeCardAndPaper());
  }

  /** The first certificate, for the first purpose, on paper, once. */
  public static void upToTheReview(Visit visit, Titles titles) {
    visit.step("choose", () -> visit.tapForward(1), titles.choosingPurpose());
    visit.step("purpose", () -> visit.tapForward(1), titles.choosingWay());
    visit.step("way", () -> visit.tapForward(1), titles.choosingCopies());
    visit.step("copies", () -> visit.tapForward(1), titles.confirming());
  }

  /** First the card, then the paper; ends at the attract screen. */
  public static void takeCardAndPaper(Visit visit, House house, Titles titles) {
    visit.step("take-card", () -> house.reader().pull(), titles.takePaper());
    visit.step("take-paper", () -> visit.press("Return"), titles.attract());
  }

  /** From the attract screen to the question for the PIN, in French: the first in the list. */
  public static void upToThePin(Visit visit, House house, Titles titles, String citizen) {
    visit.step("touch", () -> visit.tapForward(1), titles.choosingLanguage());
    visit.step("language", () -> visit.tapForward(1), titles.awaitingCard());
    visit.step("insert-card", () -> house.reader().insert(citizen), titles.awaitingPin());
  }

  /** On the tactile keys. */
  public static void typePin(Visit visit, char[] pin) {
    visit.type(pin);
    visit.press("Return");
  }
}
