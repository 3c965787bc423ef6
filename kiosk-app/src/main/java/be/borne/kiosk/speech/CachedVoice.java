package be.borne.kiosk.speech;

import be.borne.protocol.terminal.Language;
import java.io.IOException;
import java.util.LinkedHashMap;

/**
 * Keeps the sound of fixed sentences that were said lately, so that they start at once the next
 * time. Of private phrases it keeps nothing. Of one thread.
 */
public final class CachedVoice implements Voice {
  private static final long USUAL_BYTES = 16L << 20;

  private record Key(String text, Language language, int wordsPerMinute) {}

  private final Voice voice;
  private final long mostBytes;
  private final LinkedHashMap<Key, Pcm> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /** With room for some hundred sentences: 16 MiB. */
  public CachedVoice(Voice voice) {
    this(voice, USUAL_BYTES);
  }

  /**
   * @param mostBytes of sound that are kept; what was said longest ago is forgotten first
   */
  public CachedVoice(Voice voice, long mostBytes) {
    this.voice = voice;
    this.mostBytes = mostBytes;
  }

  @Override
  public Pcm speak(Phrase phrase, int wordsPerMinute) throws IOException, InterruptedException {
    if (phrase.isPrivate()) {
      return voice.speak(phrase, wordsPerMinute);
    }
    Key key = new Key(phrase.text(), phrase.language(), wordsPerMinute);
    Pcm known = kept.get(key);
    if (known != null) {
      return known;
    }
    Pcm sound = voice.speak(phrase, wordsPerMinute);
    keep(key, sound);
    return sound;
  }

  private void keep(Key key, Pcm sound) {
    kept.put(key, sound);
    bytes += size(sound);
    while (bytes > mostBytes) {
      Pcm oldest = kept.pollFirstEntry().getValue();
      bytes -= size(oldest);
    }
  }

  private static long size(Pcm sound) {
    return 2L * sound.count();
  }
}
