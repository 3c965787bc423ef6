package be.borne.kiosk.speech;

import be.borne.kiosk.speech.Phrase.Privacy;
import be.borne.protocol.terminal.Language;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says one thing at a time to whoever has a headset in, and nothing to anybody else: without a
 * headset neither a voice nor a device is asked for anything [EN 301 549, 5.1.3.8, 5.1.3.9]. What
 * is newer interrupts what is older, and nothing queues [5.1.3.5].
 *
 * <p>Every method returns at once and may be called from any thread; the talking is done by a
 * thread of its own.
 */
public final class Speaker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Speaker.class);
  private static final Duration CLOSING = Duration.ofSeconds(2);
  private static final long IDLE_MINUTES = 1;

  /** Between two phrases. */
  private static final Duration BREATH = Duration.ofMillis(200);

  /** One phrase on its way. */
  private record Turn(Phrase phrase, int wordsPerMinute, int decibels, long order) {}

  private final Voice voice;
  private final AudioOut headset;
  private final Duration breath;
  private final SpokenTexts spoken = new SpokenTexts();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Script script = new Script();
  private final Outage outage = new Outage();
  private final Tuning tuning;
  private volatile Runnable phraseEnded = () -> {};
  private final Thread thread;
  private long order;
  private boolean headsetIn;
  private boolean talking;
  private boolean closed;

  /**
   * Silent until it is told that a headset is in.
   *
   * @param headset must not be a loudspeaker, whatever is plugged in or not
   * @param usual what {@link #reset()} returns to
   */
  public Speaker(Voice voice, AudioOut headset, SpeakerSettings usual) {
    this(voice, headset, usual, BREATH);
  }

  Speaker(Voice voice, AudioOut headset, SpeakerSettings usual, Duration breath) {
    this.voice = voice;
    this.headset = headset;
    this.breath = breath;
    this.tuning = new Tuning(usual);
    this.thread = Thread.ofVirtual().name("speaker").start(this::run);
  }

  // ---------------------------------------------------------------- what is said

  /**
   * A screen came up: says it instead of whatever is being said. The same text as that of the
   * screen before is not started again.
   */
  public void say(List<Phrase> screen) {
    change(() -> script.show(screen));
  }

  /** Says this at once and nothing after it: how many digits were typed, where the ring stands. */
  public void announce(List<Phrase> now) {
    interrupt(() -> script.only(now));
  }

  /** Says the screen again from its start [EN 301 549, 5.1.3.4]. */
  public void repeat() {
    interrupt(script::fromTheStart);
  }

  /** Says no more of this screen unless asked to. */
  public void silence() {
    announce(List.of());
  }

  /**
   * @param ended told after each phrase that was said to its end; must not block or throw
   */
  public void afterEachPhrase(Runnable ended) {
    phraseEnded = ended;
  }

  // ---------------------------------------------------------------- how it is said

  /** One step of 25 words a minute, up to 300. */
  public void faster() {
    turn(tuning::faster);
  }

  /** One step of 25 words a minute, down to 100. */
  public void slower() {
    turn(tuning::slower);
  }

  /** One step of 3 dB, as far as the sound carries without distortion [EN 301 549, 5.1.3.11]. */
  public void louder() {
    turn(tuning::louder);
  }

  /** One step of 3 dB, down to 12 dB below the usual. */
  public void softer() {
    turn(tuning::softer);
  }

  /**
   * Speaks in this manner from now on, as far as the bounds allow; where it is another than before,
   * the phrase under way is said again in it.
   *
   * @param wordsPerMinute from 100 to 300
   * @param decibels beside the usual: 0 is the usual
   */
  public void speakAt(int wordsPerMinute, int decibels) {
    change(() -> tuning.to(wordsPerMinute, decibels).filter(this::acknowledge).isPresent());
  }

  /**
   * From now on this is the usual volume; the phrase under way is said again in it.
   *
   * @param decibels beside what {@link SpeakerSettings} said: 0 or less
   */
  public void usualVolume(int decibels) {
    interrupt(() -> tuning.usualVolume(decibels));
  }

  /**
   * The visit ends: forgets what was said, and the next person finds the usual speed and volume.
   */
  public void reset() {
    interrupt(
        () -> {
          script.show(List.of());
          script.only(List.of());
          tuning.usual();
        });
  }

  // ---------------------------------------------------------------- the headset

  /**
   * A plug went in or out. In: the screen is said from its start [EN 301 549, 5.2]. Out: silence at
   * once, in the middle of a word.
   */
  public void headset(boolean in) {
    change(
        () -> {
          boolean other = in != headsetIn;
          headsetIn = in;
          if (other) {
            script.fromTheStart();
            // Whoever plugs in next may be somebody else.
            tuning.usualVolume();
          }
          return other;
        });
  }

  /** Silent for good; waits at most two seconds for the thread to end. */
  @Override
  public void close() {
    interrupt(() -> closed = true);
    try {
      if (!thread.join(CLOSING)) {
        LOG.warn("a voice or an audio device does not let go");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // ---------------------------------------------------------------- from any thread

  private void interrupt(Runnable change) {
    change(
        () -> {
          change.run();
          return true;
        });
  }

  /**
   * @param change made under the lock; answers whether what is being said is to be broken off
   */
  private void change(BooleanSupplier change) {
    lock.lock();
    try {
      if (change.getAsBoolean()) {
        order++;
        if (talking) {
          thread.interrupt();
        }
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void turn(Supplier<String> dial) {
    change(() -> headsetIn && acknowledge(dial.get()));
  }

  /** A word on what was changed, then the phrase under way once more as it now sounds. */
  private boolean acknowledge(String key) {
    Optional<Language> language = script.language();
    language.ifPresent(it -> script.interpose(new Phrase(spoken.get(it, key), it, Privacy.FIXED)));
    return language.isPresent();
  }

  // ---------------------------------------------------------------- the thread that talks

  private void run() {
    for (Optional<Turn> turn = next(); turn.isPresent(); turn = next()) {
      talk(turn.get());
      finish(turn.get());
    }
  }

  /**
   * Waits for something to say, and somebody to hear it.
   *
   * @return empty when there will be nothing more
   */
  private Optional<Turn> next() {
    lock.lock();
    try {
      while (!closed) {
        Optional<Phrase> phrase = headsetIn ? script.next() : Optional.empty();
        if (phrase.isPresent()) {
          talking = true;
          return Optional.of(
              new Turn(phrase.get(), tuning.wordsPerMinute(), tuning.decibels(), order));
        }
        try {
          changed.await(IDLE_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException _) {
          // Meant for what was being said, which is over.
        }
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private void talk(Turn turn) {
    try {
      utter(turn);
      Thread.sleep(breath);
    } catch (InterruptedException _) {
      // Something newer is to be said, or nothing at all; the next look at the script tells.
    }
  }

  private void utter(Turn turn) throws InterruptedException {
    try {
      Pcm sound = voice.speak(turn.phrase(), turn.wordsPerMinute());
      // A voice that overlooked an interrupt must not be heard.
      if (isWanted(turn)) {
        headset.play(sound, turn.decibels());
        outage.over();
      }
    } catch (IOException e) {
      outage.because(e.getMessage());
    } catch (RuntimeException e) {
      // Its message could hold the text.
      outage.because(e.getClass().getName());
    }
  }

  private boolean isWanted(Turn turn) {
    lock.lock();
    try {
      return turn.order() == order;
    } finally {
      lock.unlock();
    }
  }

  private void finish(Turn turn) {
    boolean toTheEnd;
    lock.lock();
    try {
      talking = false;
      // Only now can no interrupt follow that was meant for this turn.
      Thread.interrupted();
      toTheEnd = turn.order() == order;
      if (toTheEnd) {
        script.done();
      }
    } finally {
      lock.unlock();
    }
    if (toTheEnd) {
      phraseEnded.run();
    }
  }
}
