package be.borne.demo.dock;

import be.borne.demo.house.House;
import be.borne.demo.house.VirtualCamera;
import be.borne.device.virtual.CardGeneration;
import be.borne.device.virtual.VirtualPerson;
import be.borne.device.virtual.VirtualPrinter;
import be.borne.device.virtual.VirtualReaderClient.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.StringConverter;

/** The window that plays the world: cards, paper, cables. Never on a terminal. */
final class Dock {
  private static final double WIDTH_PIXELS = 420;
  private static final double GAP_PIXELS = 8;

  private final World world;
  private final URI console;
  private static final Duration SLOW_SHEET = Duration.ofSeconds(20);

  private final Label told =
      new Label("PIN of every invented citizen: 1234. Code of the host: " + House.HOST_CODE);

  Dock(World world, URI console) {
    this.world = world;
    this.console = console;
  }

  /** To be called on the FX thread. */
  void show() {
    VBox groups =
        new VBox(
            GAP_PIXELS,
            card(),
            group(
                "Reader",
                button("Unplug", world::readerUnplugged),
                button("Plug in", world::readerPluggedIn)),
            group(
                "Printer",
                printer("Take the paper out", VirtualPrinter::paperOut),
                printer("Refill paper", VirtualPrinter::refill),
                printer("Jam", VirtualPrinter::jam),
                printer("Clear the jam", VirtualPrinter::clearJam),
                printer("Open the cover", VirtualPrinter::openCover),
                printer("Close the cover", VirtualPrinter::closeCover),
                printer("Pull its plug", VirtualPrinter::powerCut),
                printer("Plug it in", VirtualPrinter::powerOn),
                printer("Toner low", VirtualPrinter::tonerLow),
                printer("Toner empty", VirtualPrinter::tonerEmpty),
                printer("New toner", VirtualPrinter::tonerFull)),
            group(
                "Printer, the next document",
                printer("It gives up", VirtualPrinter::abortNext),
                printer("Somebody cancels it", VirtualPrinter::cancelAtPanel),
                printer("It takes 20 s a sheet", printer -> printer.betweenSheets(SLOW_SHEET)),
                printer("As usual", printer -> printer.betweenSheets(Duration.ZERO))),
            group(
                "Clock",
                button("20 seconds pass", () -> world.timePasses(Duration.ofSeconds(20))),
                button("A minute passes", () -> world.timePasses(Duration.ofMinutes(1))),
                button("Two minutes pass", () -> world.timePasses(Duration.ofMinutes(2)))),
            group(
                "Kiosk",
                button("Pull its plug", world::kioskKilled),
                button("Start it", world::kioskStarted)),
            group(
                "Headset",
                button("Plug in", world::headsetPlugged),
                button("Pull out", world::headsetPulled)),
            group("Stick", button("Put in", world::stickIn), button("Pull out", world::stickOut)),
            group(
                "Document camera",
                camera("Lay page 1", camera -> camera.lay(1)),
                camera("Lay page 2", camera -> camera.lay(2)),
                camera("It breaks down", VirtualCamera::breakDown),
                camera("Unplug", VirtualCamera::unplug),
                camera("Plug in", VirtualCamera::plug)),
            group(
                "Town hall (guichet, broker and console)",
                button("Cut off", world::townHallGone),
                button("Bring back", world::townHallBack)),
            consoleLine(),
            told);
    groups.setPadding(new Insets(2 * GAP_PIXELS));
    told.setWrapText(true);
    Stage stage = new Stage();
    stage.setTitle("Borne: dock");
    stage.setScene(new Scene(groups, WIDTH_PIXELS, -1));
    // The kiosk's window opens at the left, and would cover it.
    stage.setX(Screen.getPrimary().getVisualBounds().getMaxX() - WIDTH_PIXELS);
    stage.setY(0);
    stage.setOnCloseRequest(_ -> world.leave());
    stage.show();
  }

  private Label heading(String text) {
    Label label = new Label(text);
    label.setStyle("-fx-font-weight: bold;");
    return label;
  }

  private VBox group(String name, Button... buttons) {
    FlowPane row = new FlowPane(GAP_PIXELS, GAP_PIXELS, buttons);
    return new VBox(GAP_PIXELS / 2, heading(name), row);
  }

  /** Anybody of the cast, with a card of any generation that is in order or not. */
  private VBox card() {
    ChoiceBox<VirtualPerson> person = choice(VirtualPerson.cast(), Dock::describe);
    ChoiceBox<CardGeneration> applet =
        choice(List.of(CardGeneration.values()), generation -> "applet " + generation.label());
    applet.setValue(CardGeneration.APPLET_1_8);
    ChoiceBox<Fault> fault = choice(List.of(Fault.values()), Fault::sentence);
    FlowPane hands =
        new FlowPane(
            GAP_PIXELS,
            GAP_PIXELS,
            button(
                "Insert",
                () -> world.insert(person.getValue(), applet.getValue(), fault.getValue())),
            button(
                "Swap in a wink",
                () -> world.swap(person.getValue(), applet.getValue(), fault.getValue())),
            button("Pull", world::pull),
            button("Pull while it is read", world::pullWhileRead),
            button("Unblock the PIN", () -> world.unblock(person.getValue())));
    return new VBox(GAP_PIXELS / 2, heading("Card"), person, applet, fault, hands);
  }

  private static String describe(VirtualPerson person) {
    return person.givenNames() + " " + person.surname() + " (" + person.language() + ")";
  }

  private static <T> ChoiceBox<T> choice(List<T> from, Function<T, String> words) {
    ChoiceBox<T> box = new ChoiceBox<>();
    box.getItems().addAll(from);
    box.setValue(from.getFirst());
    box.setMaxWidth(Double.MAX_VALUE);
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(T value) {
            return value == null ? "" : words.apply(value);
          }

          @Override
          public T fromString(String text) {
            throw new IllegalStateException("nobody types into a choice");
          }
        });
    return box;
  }

  private Button printer(String label, World.AtThePrinter happening) {
    return button(label, () -> world.printer(happening));
  }

  private Button camera(String label, World.AtTheCamera happening) {
    return button(label, () -> world.camera(happening));
  }

  private Button button(String label, World.Happening happening) {
    Button button = new Button(label);
    button.setOnAction(
        _ -> {
          told.setText(label + " …");
          world.make(
              happening, outcome -> Platform.runLater(() -> told.setText(label + ": " + outcome)));
        });
    return button;
  }

  private VBox consoleLine() {
    Hyperlink address = new Hyperlink(console.toString());
    address.setOnAction(
        _ ->
            world.make(
                () -> new ProcessBuilder("xdg-open", console.toString()).start(),
                outcome -> Platform.runLater(() -> told.setText("Console: " + outcome))));
    return new VBox(heading("Console"), address);
  }
}
