package be.borne.townhall.guichet.engine.wcs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names of ours for what a w.c.s. calls otherwise: its variables have underscores, and its options
 * are called what they say. What is a name of ours already stays what it is.
 */
final class WcsIds {
  private static final Pattern FIELD = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final Pattern OPTION = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
  private static final int LONGEST = 30;
  private static final int DIGEST_BYTES = 3;

  private final Set<String> fields = new HashSet<>();

  /**
   * @param variable of a field, or any other word for something that is shown
   * @return an id that no other field of the form has
   */
  String field(String variable) {
    String name = variable.replace('_', '-');
    Predicate<String> isOurs = FIELD.asMatchPredicate();
    return isOurs.test(name) && fields.add(name)
        ? name
        // Whichever comes first: fields that are moved keep their names.
        : unused(told(plain(name, isOurs, "f-"), variable), fields);
  }

  /**
   * @param theirs all options of one field
   * @return theirs by ours, in their order
   */
  static Map<String, String> options(Collection<String> theirs) {
    Predicate<String> isOurs = OPTION.asMatchPredicate();
    Set<String> used = new HashSet<>();
    theirs.stream().filter(isOurs).forEach(used::add);
    Map<String, Long> alike =
        theirs.stream()
            .filter(isOurs.negate())
            .collect(
                Collectors.groupingBy(each -> plain(each, isOurs, "o-"), Collectors.counting()));
    Map<String, String> options = new LinkedHashMap<>();
    for (String each : theirs) {
      if (isOurs.test(each)) {
        options.put(each, each);
        continue;
      }
      String plain = plain(each, isOurs, "o-");
      boolean isAlone = alike.get(plain) == 1 && used.add(plain);
      options.put(isAlone ? plain : unused(told(plain, each), used), each);
    }
    return options;
  }

  /** Told from others by what it is called there, and not by its place, which may change. */
  private static String told(String plain, String theirs) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(theirs.getBytes(StandardCharsets.UTF_8));
      return plain + "-" + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private static String plain(String name, Predicate<String> fits, String before) {
    String plain =
        OTHERS
            .matcher(
                MARKS
                    .matcher(Normalizer.normalize(name, Normalizer.Form.NFD))
                    .replaceAll("")
                    .toLowerCase(Locale.ROOT))
            .replaceAll("-")
            .replaceAll("^-|-$", "");
    String stem = plain.substring(0, Math.min(plain.length(), LONGEST));
    return fits.test(stem) ? stem : before + stem;
  }

  /** Of two that even a digest does not tell apart. */
  private static String unused(String begin, Set<String> used) {
    String unused = begin;
    for (int i = 2; !used.add(unused); i++) {
      unused = begin + "-" + i;
    }
    return unused;
  }
}
