package be.borne.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a terminal runs is a part of what these tests run with. The dock can insert cards and spoil
 * paper: nothing of it may be there, by any way a dependency could come in.
 */
class ProductionArtefactTest {

  @Test
  void theDockIsNotInIt() {
    for (String ofTheDock : List.of("be/borne/demo/dock/Dock.class", "be/borne/demo/Demo.class")) {
      assertNull(getClass().getClassLoader().getResource(ofTheDock), ofTheDock);
    }
  }

  @Test
  void noModuleOfItIsTheDemonstration() {
    assertEquals(
        List.of(),
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> entry.contains("borne-demo") || entry.contains("/demo/target"))
            .toList());
  }
}
