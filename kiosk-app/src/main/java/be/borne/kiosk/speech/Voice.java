package be.borne.kiosk.speech;

import java.io.IOException;

/**
 * Something that can say a phrase. It answers within a deadline of its own and with a bounded
 * length of sound, and gives up at once when its thread is interrupted. It neither keeps nor logs
 * what is private.
 */
public interface Voice {

  /**
   * @param wordsPerMinute how fast, as far as the voice can
   * @return the sound; may be empty where there is nothing to pronounce
   * @throws IOException if it cannot be said, or not in time; its message never holds the text
   * @throws InterruptedException if the thread was interrupted before or meanwhile
   */
  Pcm speak(Phrase phrase, int wordsPerMinute) throws IOException, InterruptedException;
}
