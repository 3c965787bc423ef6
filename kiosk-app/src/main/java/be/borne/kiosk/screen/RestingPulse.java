package be.borne.kiosk.screen;

import com.sun.glass.ui.Application;
import com.sun.glass.ui.Timer;
import com.sun.javafx.tk.Toolkit;
import com.sun.javafx.tk.quantum.QuantumToolkit;
import java.lang.reflect.Field;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The toolkit's beat, which rests while nothing is to be drawn. The toolkit pauses its timer when a
 * screen has been still for a quarter of a second, and resumes it when anything is to be drawn; but
 * GTK's timer takes no notice of either, and wakes the program sixty times a second as long as it
 * lives ({@code com.sun.glass.ui.gtk.GtkTimer}, whose two methods for it are empty).
 */
public final class RestingPulse extends Timer {
  private static final Logger LOG = LoggerFactory.getLogger(RestingPulse.class);

  /** As the toolkit's own: sixty times a second. */
  private static final int PERIOD_MILLIS = 16;

  /** The toolkit asks for no more than that it is not this. */
  private static final long STARTED = 1;

  private final Runnable beat;
  private final Timer timer;

  private RestingPulse(Runnable beat, Timer timer) {
    super(beat);
    this.beat = beat;
    this.timer = timer;
  }

  /**
   * Takes the place of the toolkit's timer. On the toolkit's thread, once the toolkit runs. Where
   * the toolkit is built otherwise its own timer stays: that costs power, and nothing else.
   *
   * @return the beat that rests from now on
   */
  public static Optional<RestingPulse> begin() {
    if (!(Toolkit.getToolkit() instanceof QuantumToolkit toolkit)) {
      return Optional.empty();
    }
    try {
      Field beat = QuantumToolkit.class.getDeclaredField("timerRunnable");
      Field timer = QuantumToolkit.class.getDeclaredField("pulseTimer");
      beat.setAccessible(true);
      timer.setAccessible(true);
      Runnable own = (Runnable) beat.get(toolkit);
      Timer before = (Timer) timer.get(toolkit);
      RestingPulse resting = new RestingPulse(own, Application.GetApplication().createTimer(own));
      before.stop();
      timer.set(toolkit, resting);
      resting.start(PERIOD_MILLIS);
      return Optional.of(resting);
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.warn("a still screen goes on beating: {}", e.toString());
      return Optional.empty();
    }
  }

  /**
   * Has what there is to draw drawn next, not at the beat, which would be eight milliseconds off on
   * the average. On the toolkit's thread.
   */
  public void now() {
    beat.run();
  }

  @Override
  protected long _start(Runnable runnable) {
    throw new UnsupportedOperationException("the display has no beat of its own");
  }

  @Override
  protected long _start(Runnable runnable, int periodMillis) {
    timer.start(periodMillis);
    return STARTED;
  }

  @Override
  protected void _stop(long started) {
    timer.stop();
  }

  @Override
  protected void _pause(long started) {
    timer.stop();
  }

  /** What is to be drawn after a rest is drawn at once. */
  @Override
  protected void _resume(long started) {
    if (!timer.isRunning()) {
      timer.start(PERIOD_MILLIS);
      Application.invokeLater(beat);
    }
  }
}
