package be.borne.kiosk.speech;

import java.io.IOException;

/** Where sound goes: one headset. Never a loudspeaker [EN 301 549, 5.1.3.9]. */
public interface AudioOut {

  /**
   * Plays, and returns when all has been heard. An interrupt ends the sound within 50 ms.
   *
   * @param decibels added to the sound; 0 leaves it as it is
   * @throws IOException if the device takes no sound, or not in time
   * @throws InterruptedException if the thread was interrupted before, when nothing was played, or
   *     meanwhile
   */
  void play(Pcm sound, double decibels) throws IOException, InterruptedException;
}
