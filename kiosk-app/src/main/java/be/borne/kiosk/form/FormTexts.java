package be.borne.kiosk.form;

import be.borne.protocol.guichet.form.Problem;
import be.borne.protocol.guichet.form.Problem.Argument;
import be.borne.protocol.terminal.Language;
import java.math.BigDecimal;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;

/** What is said about an answer that is not taken, from the resources {@code FormTexts_xx}. */
public final class FormTexts {
  private static final String BUNDLE = "be.borne.kiosk.form.FormTexts";
  private static final BigDecimal MEGABYTE = BigDecimal.valueOf(1_000_000);

  private final Locale locale;
  private final ResourceBundle bundle;

  public FormTexts(Language language) {
    this.locale = language.locale();
    this.bundle =
        ResourceBundle.getBundle(
            BUNDLE,
            Locale.of(language.tag()),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** What is wrong and what to do about it, in whole sentences. */
  public String of(Problem problem) {
    Object[] places = problem.arguments().stream().map(this::place).toArray();
    return new MessageFormat(bundle.getString(problem.key().text()), locale).format(places);
  }

  /** Counts stay numbers, so that a text can tell one from many. */
  private Object place(Argument argument) {
    return switch (argument) {
      case Argument.Count(var count) -> count;
      case Argument.Day(var day) -> day.format(DateTimeFormatter.ofPattern(dayPattern(), locale));
      case Argument.Amount(var amount) -> number(amount, amount.scale());
      case Argument.Bytes(var bytes) -> number(BigDecimal.valueOf(bytes).divide(MEGABYTE), 1);
    };
  }

  private String dayPattern() {
    return Language.GERMAN.tag().equals(locale.getLanguage()) ? "d. MMMM yyyy" : "d MMMM yyyy";
  }

  /** Without a sign between thousands: a citizen copies what stands there, and has no such key. */
  private String number(BigDecimal amount, int decimals) {
    NumberFormat format = NumberFormat.getNumberInstance(Locale.of(Language.DUTCH.tag(), "BE"));
    format.setGroupingUsed(false);
    format.setMaximumFractionDigits(decimals);
    return format.format(amount);
  }

  Set<String> keys() {
    return bundle.keySet();
  }

  /** The text as it stands in the resource, its places still open. */
  String pattern(String key) {
    return bundle.getString(key);
  }
}
