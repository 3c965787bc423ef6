package be.borne.kiosk.speech;

import be.borne.protocol.terminal.Language;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fixed sentences as a person recorded them: {@code fr/0123….wav} in a folder, one channel of
 * 16-bit samples, the name made from the sentence. Whatever has no usable clip another voice says;
 * so it does at any other speed than the usual, because a clip played faster would be higher too.
 * Of one thread.
 */
public final class ClipVoice implements Voice {
  private static final Logger LOG = LoggerFactory.getLogger(ClipVoice.class);

  /** Half a minute of speech at a studio's 48,000 samples a second. */
  private static final int MOST_BYTES = 3 << 20;

  private static final int KEY_CHARACTERS = 32;

  /** Fixed sentences are a few hundred; more names would be a mistake somewhere. */
  private static final int MOST_COMPLAINTS = 1_000;

  private final Path folder;
  private final int recordedWordsPerMinute;
  private final Voice otherwise;
  private final Set<String> complainedOf = new HashSet<>();
  private boolean saidThatSomeAreMissing;

  /**
   * @param folder holds one folder a language, named by its tag; need not exist
   * @param recordedWordsPerMinute the speed at which clips are played, the usual one
   * @param otherwise says what has no clip
   */
  public ClipVoice(Path folder, int recordedWordsPerMinute, Voice otherwise) {
    this.folder = folder;
    this.recordedWordsPerMinute = recordedWordsPerMinute;
    this.otherwise = otherwise;
  }

  @Override
  public Pcm speak(Phrase phrase, int wordsPerMinute) throws IOException, InterruptedException {
    if (phrase.isPrivate() || wordsPerMinute != recordedWordsPerMinute) {
      return otherwise.speak(phrase, wordsPerMinute);
    }
    String name = nameFor(phrase.text(), phrase.language());
    try {
      return Wave.ofFile(bytesOf(folder.resolve(name)));
    } catch (NoSuchFileException _) {
      if (!saidThatSomeAreMissing) {
        saidThatSomeAreMissing = true;
        LOG.info("not every sentence has a clip in {}, the first without is {}", folder, name);
      }
    } catch (IOException e) {
      if (complainedOf.size() < MOST_COMPLAINTS && complainedOf.add(name)) {
        LOG.warn("clip {} cannot be used: {}", name, e.getMessage());
      }
    }
    return otherwise.speak(phrase, wordsPerMinute);
  }

  /**
   * Where the clip of a sentence lies within the folder: the language's tag, and the first 32
   * hexadecimal digits of the sentence's SHA-256, in UTF-8.
   */
  public static String nameFor(String sentence, Language language) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(sentence.getBytes(StandardCharsets.UTF_8));
      String key = HexFormat.of().formatHex(digest).substring(0, KEY_CHARACTERS);
      return language.tag() + "/" + key + ".wav";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Only of a regular file: a pipe or a device in its place would never end. */
  private static byte[] bytesOf(Path clip) throws IOException {
    if (Files.exists(clip, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(clip, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("not a regular file");
    }
    try (InputStream in =
        Files.newInputStream(clip, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("longer than half a minute");
      }
      return bytes;
    }
  }
}
