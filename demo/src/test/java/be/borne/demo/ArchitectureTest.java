package be.borne.demo;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.LocalDate;

/** The rules of docs/architecture.md, held against every class of every module. */
@AnalyzeClasses(packages = "be.borne", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String DEVICE = "be.borne.device..";
  private static final String PROTOCOL = "be.borne.protocol..";
  private static final String PROVISIONING = "be.borne.provisioning..";
  private static final String KIOSK = "be.borne.kiosk..";
  private static final String AGENT = "be.borne.agent..";
  private static final String TOWN_HALL = "be.borne.townhall..";
  private static final String DEMO = "be.borne.demo..";

  @ArchTest
  static final ArchRule driversStandAlone =
      noClasses()
          .that()
          .resideInAPackage(DEVICE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(PROTOCOL, PROVISIONING, KIOSK, AGENT, TOWN_HALL, DEMO)
          .because("the card and printer drivers are a library that others may want");

  @ArchTest
  static final ArchRule protocolStandsAlone =
      noClasses()
          .that()
          .resideInAPackage(PROTOCOL)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(DEVICE, PROVISIONING, KIOSK, AGENT, TOWN_HALL, DEMO)
          .because("both sides speak it, so it belongs to neither");

  @ArchTest
  static final ArchRule provisioningKnowsTheProtocolOnly =
      noClasses()
          .that()
          .resideInAPackage(PROVISIONING)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(DEVICE, KIOSK, AGENT, TOWN_HALL, DEMO)
          .because("it makes identities before anything else runs");

  @ArchTest
  static final ArchRule kioskReachesTheTownHallOverTheWireOnly =
      noClasses()
          .that()
          .resideInAPackage(KIOSK)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(PROVISIONING, AGENT, TOWN_HALL, DEMO)
          .because("what stands in a library must not carry the town hall's code or keys");

  @ArchTest
  static final ArchRule agentIsAProgramOfItsOwn =
      noClasses()
          .that()
          .resideInAPackage(AGENT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(DEVICE, PROVISIONING, KIOSK, TOWN_HALL, DEMO)
          .because("the watchman must keep working when what it watches does not");

  @ArchTest
  static final ArchRule townHallHoldsNoTerminalCode =
      noClasses()
          .that()
          .resideInAPackage(TOWN_HALL)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(DEVICE, KIOSK, AGENT, DEMO)
          .because("the town hall verifies a terminal's word with code of its own");

  @ArchTest
  static final ArchRule demoStaysOutOfTheProduct =
      noClasses()
          .that()
          .resideOutsideOfPackage(DEMO)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(DEMO)
          .because("the dock can open every door and must never reach a terminal");

  @ArchTest
  static final ArchRule javaFxIsForScreens =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "be.borne.kiosk.screen..", "be.borne.kiosk.theme..", "be.borne.demo.dock..")
          .and()
          .doNotHaveFullyQualifiedName("be.borne.kiosk.Kiosk")
          .and()
          // What is measured.
          .doNotHaveFullyQualifiedName("be.borne.demo.bench.ScriptedKiosk")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("javafx..")
          .because("journey, card and paper must run and be tested without a screen");

  /** A12: what a hand can do is to tap, and nothing opens that a hand could get lost in. */
  @ArchTest
  static final ArchRule screensKnowTapsAndKeysOnly =
      noClasses()
          .that()
          .resideInAnyPackage("be.borne.kiosk..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "javafx\\.scene\\.input\\.(Touch|Swipe|Zoom|Rotate|Scroll|Gesture|Drag|ContextMenu).*"
                  + "|javafx\\.scene\\.control\\.(Tooltip|ContextMenu|Menu|Alert|Dialog|ScrollPane"
                  + "|TextInputControl|TextField|TextArea|Hyperlink|ComboBox).*"
                  + "|javafx\\.stage\\.(Popup|FileChooser|DirectoryChooser).*"
                  + "|javafx\\.scene\\.web\\..*")
          .because("a menu, a tooltip or a chooser leads out of the terminal");

  /** A19: what moves does so in one class, which moves twice, changes no brightness, and rests. */
  @ArchTest
  static final ArchRule nothingElseIsAnimated =
      noClasses()
          .that()
          .resideInAPackage("be.borne.kiosk..")
          .and()
          .doNotHaveFullyQualifiedName("be.borne.kiosk.screen.Motion")
          .and()
          .doNotHaveFullyQualifiedName("be.borne.kiosk.screen.PictureBox")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("javafx.animation..")
          .because("motion must not flash, and can be spared");

  @ArchTest
  static final ArchRule sqlIsForStores =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "be.borne.kiosk.order..",
              "be.borne.agent.outbox..",
              "be.borne.townhall.guichet.store..")
          .and()
          .haveSimpleNameNotEndingWith("Store")
          .and()
          .haveSimpleNameNotEndingWith("Register")
          .and()
          .haveSimpleNameNotEndingWith("Migrations")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.sqlite..")
          .because("what is kept on disk is decided in few places that can be read at a sitting");

  @ArchTest
  static final ArchRule smartCardsAreForTheCardDriver =
      noClasses()
          .that()
          .resideOutsideOfPackage("be.borne.device.card..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javax.smartcardio..", "sun.security.smartcardio..")
          .because("the traps of javax.smartcardio are caught in one package");

  @ArchTest
  static final ArchRule javaxPrintIsTheLastResortAlone =
      noClasses()
          .that()
          .haveNameNotMatching("be\\.borne\\.device\\.printer\\.QueuePrinter(\\$.*)?")
          .and()
          // What is measured beside us.
          .doNotHaveFullyQualifiedName("be.borne.demo.bench.JavaxPeer")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("javax.print..")
          .because("javax.print cannot see whether paper came out");

  @ArchTest
  static final ArchRule theJourneyIsPure =
      noClasses()
          .that()
          .resideInAPackage("be.borne.kiosk.journey..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "be.borne.device..",
                      "be.borne.kiosk.session..",
                      "be.borne.kiosk.order..",
                      "be.borne.kiosk.screen..",
                      "be.borne.kiosk.guichet..",
                      "java.io..",
                      "java.nio..",
                      "java.net..",
                      "java.time..",
                      "java.util.concurrent..",
                      "org.slf4j..")
                  // A form is filled on a day, which an event brings.
                  .and(not(type(LocalDate.class))))
          .orShould()
          .callMethod(LocalDate.class, "now")
          .because(
              "the whole journey is a function of state and event, with no clock and no device");

  @ArchTest
  static final ArchRule enginesStayBehindTheGuichet =
      noClasses()
          .that()
          .resideOutsideOfPackages("be.borne.townhall.guichet..", "be.borne.demo.bench..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("be.borne.townhall.guichet.engine..")
          .because("the guichet is the only door to an engine, but for a bench's own specimen");
}
