package be.borne.townhall.guichet.engine.wcs;

import be.borne.townhall.guichet.engine.wcs.DjangoCondition.NotTaken;
import be.borne.townhall.guichet.engine.wcs.DjangoCondition.Operator;
import be.borne.townhall.guichet.engine.wcs.DjangoCondition.Term;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a condition. {@code or} binds least, then {@code and}, {@code not}, {@code in}, and the
 * comparisons most, as in Django's {@code smartif}; the tag has no brackets.
 */
final class DjangoParser {
  private static final int MOST_WORDS = 200;
  private static final int DEEPEST = 50;

  /** A text ends where it began; Django knows the backslash in it, which is refused here. */
  private static final Pattern WORD =
      Pattern.compile(
          "\\s*(?<word>==|!=|<=|>=|<|>"
              + "|(?:\"[^\"\\\\]*\"|'[^'\\\\]*'|[A-Za-z_0-9.+-]+)(?:\\|[a-z_]+(?::[^\\s|]+)?)*)\\s*");

  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,15}(\\.[0-9]{1,15})?");
  private static final Pattern ADDED = Pattern.compile("add:(?<number>[+-]?[0-9]{1,9})");
  private static final Pattern VARIABLE =
      Pattern.compile("form_var_(?<name>[a-z][a-z0-9_]{0,59}?)(?<raw>_raw)?");
  private static final Map<String, Operator> OPERATORS =
      Map.of(
          "==", Operator.EQUAL,
          "!=", Operator.NOT_EQUAL,
          "<", Operator.LESS,
          "<=", Operator.AT_MOST,
          ">", Operator.MORE,
          ">=", Operator.AT_LEAST);

  private final List<String> words;
  private int next;
  private int depth;

  DjangoParser(String text) throws NotTaken {
    this.words = words(text);
  }

  private static List<String> words(String text) throws NotTaken {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw new NotTaken("a sign at " + (at + 1) + " that is not taken");
      }
      if (words.size() >= MOST_WORDS) {
        throw new NotTaken("more than " + MOST_WORDS + " words");
      }
      words.add(matcher.group("word"));
      at = matcher.end();
    }
    return words;
  }

  DjangoCondition condition() throws NotTaken {
    DjangoCondition whole = or();
    if (next < words.size()) {
      throw notTaken();
    }
    return whole;
  }

  private DjangoCondition or() throws NotTaken {
    DjangoCondition left = and();
    while (take("or")) {
      left = new DjangoCondition.Or(left, and());
    }
    return left;
  }

  private DjangoCondition and() throws NotTaken {
    DjangoCondition left = not();
    while (take("and")) {
      left = new DjangoCondition.And(left, not());
    }
    return left;
  }

  private DjangoCondition not() throws NotTaken {
    if (!take("not")) {
      return comparison();
    }
    if (++depth > DEEPEST) {
      throw notTaken();
    }
    return new DjangoCondition.Not(not());
  }

  private DjangoCondition comparison() throws NotTaken {
    Term left = term();
    Operator operator = operator();
    if (operator == null) {
      return new DjangoCondition.Truth(left);
    }
    Term right = term();
    int before = next;
    if (operator() != null) {
      next = before;
      // Django takes the first result for the left side of the second, which nobody means.
      throw notTaken();
    }
    return new DjangoCondition.Compare(left, operator, right);
  }

  private Operator operator() {
    if (take("in")) {
      return Operator.IN;
    }
    if (next + 1 < words.size()
        && words.get(next).equals("not")
        && words.get(next + 1).equals("in")) {
      next += 2;
      return Operator.NOT_IN;
    }
    Operator operator = next < words.size() ? OPERATORS.get(words.get(next)) : null;
    if (operator != null) {
      next++;
    }
    return operator;
  }

  private Term term() throws NotTaken {
    if (next >= words.size()) {
      throw new NotTaken("a condition that breaks off");
    }
    String word = words.get(next);
    String quote = word.startsWith("\"") || word.startsWith("'") ? word.substring(0, 1) : "";
    int end = quote.isEmpty() ? 0 : word.indexOf(quote, 1) + 1;
    String[] filters = word.substring(end).split("\\|", -1);
    Term term = quote.isEmpty() ? plain(filters[0]) : constant(word.substring(1, end - 1));
    for (int i = 1; i < filters.length; i++) {
      Matcher added = ADDED.matcher(filters[i]);
      if (!added.matches()) {
        throw notTaken();
      }
      term = new Term.Sum(term, Integer.parseInt(added.group("number")));
    }
    next++;
    return term;
  }

  private static Term constant(Object value) {
    return new Term.Constant(value);
  }

  private Term plain(String word) throws NotTaken {
    return switch (word) {
      case "True" -> constant(true);
      case "False" -> constant(false);
      case "None" -> new Term.None();
      default -> NUMBER.matcher(word).matches() ? constant(new BigDecimal(word)) : variable(word);
    };
  }

  private Term variable(String word) throws NotTaken {
    Matcher variable = VARIABLE.matcher(word);
    if (!variable.matches()) {
      throw notTaken();
    }
    return new Term.Variable(variable.group("name"), variable.group("raw") != null);
  }

  private boolean take(String word) {
    boolean there = next < words.size() && words.get(next).equals(word);
    if (there) {
      next++;
    }
    return there;
  }

  private NotTaken notTaken() {
    return new NotTaken("word " + (next + 1) + " of a condition is not taken");
  }
}
