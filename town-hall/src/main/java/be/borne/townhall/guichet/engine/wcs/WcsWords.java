package be.borne.townhall.guichet.engine.wcs;

import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.engine.wcs.DjangoCondition.NotTaken;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a form says, in four languages. A w.c.s. has one; what nobody translated is shown as it
 * stands there, since a question in French is better than none.
 */
final class WcsWords {
  /** What the site fills in when it shows a page, which nobody does here. */
  private static final Pattern FILLED_IN =
      Pattern.compile("\\{\\{|\\{%|\\[(form|session|user|site|if|end)[_ a-z]");

  private static final Pattern BREAK =
      Pattern.compile("(?i)<\\s*(br|/p|/li|/div|/h[1-6])\\s*/?\\s*>");
  private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^<>]{0,500}>");
  private static final Pattern ENTITY = Pattern.compile("&(#[0-9]{1,6}|[a-zA-Z]{1,10});");
  private static final Map<String, String> ENTITIES =
      Map.of(
          "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ", "euro", "€",
          "rsquo", "’");

  private final Map<String, Map<Language, String>> translations;
  private final Set<String> untranslated = new LinkedHashSet<>();

  /**
   * @param translations by what the site says; French may be among them, in plainer words
   */
  WcsWords(Map<String, Map<Language, String>> translations) {
    this.translations = translations;
  }

  /** What stands in one language alone, as far as it was asked for. */
  Set<String> untranslated() {
    return untranslated;
  }

  /**
   * @param text of a label, which is plain
   */
  Map<Language, String> of(String text) throws NotTaken {
    return inAll(text.strip());
  }

  /**
   * @param html of what is only read
   */
  Map<Language, String> ofHtml(String html) throws NotTaken {
    return inAll(plain(html));
  }

  private Map<Language, String> inAll(String text) throws NotTaken {
    if (FILLED_IN.matcher(text).find()) {
      throw new NotTaken("words that the site fills in");
    }
    if (text.isEmpty()) {
      throw new NotTaken("no words");
    }
    Map<Language, String> translated = translations.getOrDefault(text, Map.of());
    Map<Language, String> words = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      words.put(language, translated.getOrDefault(language, text));
      if (language != Language.FRENCH && !translated.containsKey(language)) {
        untranslated.add(text);
      }
    }
    return words;
  }

  private static String plain(String html) throws NotTaken {
    String bare = TAG.matcher(BREAK.matcher(html).replaceAll("\n")).replaceAll("");
    if (bare.indexOf('<') >= 0) {
      throw new NotTaken("a page's markup that is not understood");
    }
    StringBuilder text = new StringBuilder();
    Matcher entity = ENTITY.matcher(bare);
    while (entity.find()) {
      entity.appendReplacement(text, Matcher.quoteReplacement(character(entity.group(1))));
    }
    entity.appendTail(text);
    return text.toString().replaceAll("[ \t\r]+", " ").replaceAll(" ?\n[ \n]*", "\n").strip();
  }

  private static String character(String name) throws NotTaken {
    if (name.startsWith("#")) {
      int code = Integer.parseInt(name.substring(1));
      if (Character.isValidCodePoint(code) && !Character.isISOControl(code)) {
        return Character.toString(code);
      }
    } else if (ENTITIES.containsKey(name)) {
      return ENTITIES.get(name);
    }
    throw new NotTaken("a sign of a page's markup that is not known");
  }
}
