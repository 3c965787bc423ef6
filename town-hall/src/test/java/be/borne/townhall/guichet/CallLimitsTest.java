package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.GuichetPaths;
import be.borne.protocol.terminal.FaultCode;
import be.borne.townhall.Attack;
import org.junit.jupiter.api.Test;

/** A terminal that was taken over calls as fast as it can. */
class CallLimitsTest extends AtTheGuichet {
  private static final int CALLS = 100;
  private static final int CITIZEN_CALLS = 30;
  private static final int SIGN_INS = 10;

  @Override
  GuichetConfiguration configured(GuichetConfiguration usual) {
    return new GuichetConfiguration(
        usual.municipality(),
        usual.storage(),
        usual.door(),
        usual.eid(),
        usual.verification(),
        usual.seal(),
        GuichetConfiguration.Ordering.UNLIMITED,
        null,
        null,
        null,
        null,
        null,
        new GuichetConfiguration.Limits(CALLS, CITIZEN_CALLS, SIGN_INS),
        null,
        null);
  }

  @Attack(on = Attack.Aim.OVERLOAD, what = "a terminal that calls without end")
  @Test
  void oneTerminalsCallsDoNotShutTheOthersOut() throws Exception {
    TestTerminal fast = terminal("fast");
    int taken = 0;
    TestTerminal.Answer last;
    do {
      last = fast.get(GuichetPaths.SERVICES, null);
      taken += last.status() == 200 ? 1 : 0;
    } while (last.status() == 200 && taken < 2 * CALLS);
    refused(429, FaultCode.GUICHET_FAILED, last);
    // The clock goes on meanwhile, and gives a few back.
    assertTrue(taken >= CALLS && taken < 2 * CALLS, "taken: " + taken);
    assertEquals(200, bus.get(GuichetPaths.SERVICES, null).status());
  }

  @Attack(on = Attack.Aim.OVERLOAD, what = "card after card at one terminal")
  @Test
  void cardAfterCardAtOneTerminalIsEnoughSometime() throws Exception {
    TestTerminal taker = terminal("taker");
    int taken = 0;
    TestTerminal.Answer last;
    do {
      last = taker.post(GuichetPaths.SESSIONS, marguerite.answer(taker.challenge(), taker.id));
      taken += last.status() == 201 ? 1 : 0;
    } while (last.status() == 201 && taken < 3 * SIGN_INS);
    refused(429, FaultCode.GUICHET_FAILED, last);
    assertTrue(taken >= SIGN_INS && taken < 3 * SIGN_INS, "taken: " + taken);
  }

  /** Whichever terminal they stand at. */
  @Attack(on = Attack.Aim.OVERLOAD, what = "one citizen at many terminals")
  @Test
  void oneCitizensCallsAreCountedEverywhere() throws Exception {
    TestTerminal here = terminal("here");
    TestTerminal there = terminal("there");
    String tokenHere = here.signIn(marguerite);
    String tokenThere = there.signIn(marguerite);
    int taken = 0;
    TestTerminal.Answer last;
    do {
      last =
          taken % 2 == 0
              ? here.get(GuichetPaths.ORDERS, tokenHere)
              : there.get(GuichetPaths.ORDERS, tokenThere);
      taken += last.status() == 200 ? 1 : 0;
    } while (last.status() == 200 && taken < 3 * CITIZEN_CALLS);
    refused(429, FaultCode.GUICHET_FAILED, last);
    assertTrue(taken >= CITIZEN_CALLS && taken < 3 * CITIZEN_CALLS, "taken: " + taken);
    assertEquals(200, here.get(GuichetPaths.ORDERS, here.signIn(joost)).status());
  }
}
