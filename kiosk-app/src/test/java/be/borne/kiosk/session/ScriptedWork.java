package be.borne.kiosk.session;

import be.borne.kiosk.journey.Effect;
import be.borne.kiosk.journey.Event;
import be.borne.protocol.guichet.CitizenSession;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Does what a test says, and remembers what it was asked. */
final class ScriptedWork implements EffectWork {

  /** One effect under way: the test answers for it, when it likes. */
  record Asked(Effect effect, SessionScope session, Consumer<Event> answer) {}

  interface Script {
    void run(Asked asked) throws Exception;
  }

  final List<SessionScope> sessions = new CopyOnWriteArrayList<>();
  final List<CitizenSession> signedOut = new CopyOnWriteArrayList<>();
  final List<UUID> unprinted = new CopyOnWriteArrayList<>();
  private final Map<Class<?>, BlockingQueue<Asked>> asked = new ConcurrentHashMap<>();
  private final Map<Class<?>, Script> scripts = new ConcurrentHashMap<>();

  void on(Class<? extends Effect> effect, Script script) {
    scripts.put(effect, script);
  }

  /** The next effect of this kind that the runner asks for. */
  Asked next(Class<? extends Effect> effect) throws InterruptedException {
    Asked found = queue(effect).poll(30, TimeUnit.SECONDS);
    if (found == null) {
      throw new AssertionError(effect.getSimpleName() + " was never asked for");
    }
    return found;
  }

  boolean wasAskedWithin(Class<? extends Effect> effect, Duration time)
      throws InterruptedException {
    return queue(effect).poll(time.toMillis(), TimeUnit.MILLISECONDS) != null;
  }

  private BlockingQueue<Asked> queue(Class<?> effect) {
    return asked.computeIfAbsent(effect, _ -> new LinkedBlockingQueue<>());
  }

  @Override
  public SessionScope openSession() {
    SessionScope session =
        new SessionScope(
            new SessionScope.Farewell() {
              @Override
              public void signOut(CitizenSession signedIn) {
                signedOut.add(signedIn);
              }

              @Override
              public void leaveUnprinted(UUID idempotencyKey) {
                unprinted.add(idempotencyKey);
              }
            });
    sessions.add(session);
    return session;
  }

  @Override
  public void carryOut(Effect effect, SessionScope session, Consumer<Event> answer)
      throws Exception {
    Asked now = new Asked(effect, session, answer);
    queue(effect.getClass()).add(now);
    Script script = scripts.get(effect.getClass());
    if (script != null) {
      script.run(now);
    }
  }
}
