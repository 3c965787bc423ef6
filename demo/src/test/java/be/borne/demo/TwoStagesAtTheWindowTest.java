package be.borne.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.demo.house.HouseSettings;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * A document that a clerk looks at first, through the real window, the real console and the real
 * printer: ordered, gone home, decided, collected, followed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(AtTheWindow.LONG_SECONDS)
class TwoStagesAtTheWindowTest extends AtTheWindow {
  private static final String CHECK = "/checks/(TSR-[0-9]{4}-[0-9A-Z]{8})/issue";

  private final HttpClient clerk = HttpClient.newHttpClient();

  @Override
  HouseSettings configured(HouseSettings usual) {
    return usual.withClerkChecks(List.of("household-composition"));
  }

  private String page(String path) throws Exception {
    return clerk
        .send(
            HttpRequest.newBuilder(house.consoleAddress().resolve(path))
                .timeout(Duration.ofSeconds(30))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static String found(String pattern, String page) {
    Matcher matcher = Pattern.compile(pattern).matcher(page);
    assertTrue(matcher.find(), page);
    return matcher.group(1);
  }

  private void order() {
    signIn(CITIZEN, titles.choosingService());
    visit.step("choose", () -> visit.tapForward(1), titles.choosingPurpose());
    visit.step("purpose", () -> visit.tapForward(1), titles.choosingWay());
    visit.step("way", () -> visit.tapForward(1), titles.choosingCopies());
    visit.step("copies", () -> visit.tapForward(1), titles.confirmingForAClerk());
    visit.step("confirm", () -> visit.tapForward(1), titles.orderedForLater());
    visit.step("done", () -> visit.tapForward(1), titles.takeCard());
    visit.step("card-out", () -> house.reader().pull(), titles.attract());
  }

  private void decide(String how) throws Exception {
    String reference = found(CHECK, page("/checks"));
    String path = "/checks/" + reference + "/" + how;
    String token = found("name=\"token\" value=\"([^\"]+)\"", page(path));
    HttpResponse<String> decided =
        clerk.send(
            HttpRequest.newBuilder(house.consoleAddress().resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", origin())
                .POST(HttpRequest.BodyPublishers.ofString("token=" + token))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertEquals(303, decided.statusCode(), decided.body());
  }

  private String origin() {
    return "http://%s:%d"
        .formatted(house.consoleAddress().getHost(), house.consoleAddress().getPort());
  }

  @Test
  @Order(1)
  void nothingComesOutBeforeAClerkAgreesAndThenItIsCollected() throws Exception {
    int before = house.printerTray().size();
    order();
    assertEquals(before, house.printerTray().size(), "something came out");
    console.photograph("/checks", visitPicture("console-checks"));
    decide("issue");
    collectedByNow(CITIZEN);
  }

  @Test
  @Order(2)
  void aRefusalIsReadWithTheCardAndItsReason() throws Exception {
    order();
    decide("not-entitled");
    signIn(CITIZEN, titles.choosingService());
    visit.photograph("services");
    leave();
  }

  private Path visitPicture(String name) {
    return house.folders().screens().resolve(name + ".png");
  }
}
