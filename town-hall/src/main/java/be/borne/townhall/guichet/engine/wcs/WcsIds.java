package be.borne.townhall.guichet.engine.wcs;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Names of ours for what a w.c.s. calls otherwise: its variables have underscores, and its options
 * are called what they say. What is a name of ours already stays what it is.
 */
final class WcsIds {
  private static final Pattern FIELD = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final Pattern OPTION = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
  private static final int LONGEST = 34;

  private final Set<String> fields = new HashSet<>();

  /**
   * @param variable of a field, or any other word for something that is shown
   * @return an id that no other field of the form has
   */
  String field(String variable) {
    String name = variable.replace('_', '-');
    return unused(name, FIELD.asMatchPredicate(), "f-", fields);
  }

  /**
   * @param theirs all options of one field
   * @return theirs by ours, in their order
   */
  static Map<String, String> options(Collection<String> theirs) {
    Predicate<String> isOurs = OPTION.asMatchPredicate();
    Set<String> used = new HashSet<>();
    theirs.stream().filter(isOurs).forEach(used::add);
    Map<String, String> options = new LinkedHashMap<>();
    for (String each : theirs) {
      options.put(isOurs.test(each) ? each : unused(each, isOurs, "o-", used), each);
    }
    return options;
  }

  private static String unused(
      String name, Predicate<String> fits, String before, Set<String> used) {
    if (fits.test(name) && used.add(name)) {
      return name;
    }
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
    String begin = fits.test(stem) ? stem : before + stem;
    String unused = begin;
    for (int i = 2; !used.add(unused); i++) {
      unused = begin + "-" + i;
    }
    return unused;
  }
}
