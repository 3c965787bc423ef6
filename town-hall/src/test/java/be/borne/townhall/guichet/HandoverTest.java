package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * The deadline once looked whether all had been written, and ended the sender a moment later: in
 * between, all was written, the server took it, and it was sent again.
 */
class HandoverTest {

  @Test
  void whatWasGivenUpIsNeverWrittenToItsEnd() {
    Handover handover = new Handover();
    assertTrue(handover.isCancelled());
    assertThrows(IOException.class, handover::all);
    assertFalse(handover.isAll());
    assertTrue(handover.isCancelled(), "it stays so");
  }

  @Test
  void whatTheServerMayHaveIsNotGivenUp() {
    Handover handover = new Handover();
    assertFalse(handover.isAll());
    assertDoesNotThrow(handover::all);
    assertFalse(handover.isCancelled());
    assertTrue(handover.isAll());
  }
}
