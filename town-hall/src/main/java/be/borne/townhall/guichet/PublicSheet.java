package be.borne.townhall.guichet;

import be.borne.protocol.terminal.Language;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One answer of a public page while it is put together: plain HTML, everything in it escaped. */
final class PublicSheet {

  /**
   * Which page it is of.
   *
   * @param path where its form is; a code follows after a stroke
   * @param words with which the keys of its own words begin; empty or ending in a dot
   */
  record Place(String path, String words) {}

  /**
   * A name and what it stands for.
   *
   * @param name a key of the page's words
   */
  record Fact(String name, String value) {}

  private final Context context;
  private final Language language;
  private final Place place;
  private final Municipality municipality;
  private final VerificationWords words;
  private final String frame;
  private String facts = "";
  private String form = "";
  private boolean wrong;

  PublicSheet(
      Context context,
      Language language,
      Place place,
      Municipality municipality,
      VerificationWords words,
      String frame) {
    this.context = context;
    this.language = language;
    this.place = place;
    this.municipality = municipality;
    this.words = words;
    this.frame = frame;
  }

  PublicSheet withFacts(List<Fact> known) {
    facts =
        known.stream()
            .map(
                fact ->
                    "<dt>%s</dt><dd>%s</dd>".formatted(word(fact.name()), escaped(fact.value())))
            .collect(Collectors.joining("\n", "<dl>\n", "\n</dl>"));
    return this;
  }

  /**
   * @param typed what stands in the field already
   * @param unreadable whether that cannot be a code
   */
  PublicSheet withForm(String typed, boolean unreadable) {
    wrong = unreadable;
    String error =
        unreadable ? "<p class=\"error\" id=\"error\">" + word("form.error") + "</p>\n" : "";
    String described = unreadable ? "error hint" : "hint";
    String shown = typed.substring(0, Math.min(typed.length(), PaperCode.MAX_TYPED_CHARS));
    form =
        """
        <form method="post" action="%s" novalidate>
        <input type="hidden" name="lang" value="%s">
        %s<label for="code">%s</label>
        <p class="hint" id="hint">%s</p>
        <input id="code" name="code" type="text" value="%s" maxlength="40" autocomplete="off" \
        autocapitalize="characters" spellcheck="false" aria-describedby="%s"%s>
        <button type="submit">%s</button>
        </form>"""
            .formatted(
                place.path(),
                language.tag(),
                error,
                word("form.label"),
                word("form.hint"),
                escaped(shown),
                described,
                unreadable ? " aria-invalid=\"true\" autofocus" : "",
                word("form.button"));
    return this;
  }

  /** A sentence and what to do, and whatever else was put in. */
  void send(int status, String what) {
    String verdict = word(what + ".verdict");
    String advice = word(what + ".advice");
    String html =
        frame
            .replace("{language}", language.tag())
            .replace("{page-title}", wrong ? word("form.error") : verdict)
            .replace("{title}", word("title"))
            .replace("{languages}", languages())
            .replace("{switch}", shared("switch"))
            .replace("{municipality}", escaped(municipality.name(language)))
            .replace("{kind}", what.replace('.', '-'))
            .replace("{verdict}", verdict)
            .replace("{advice}", advice)
            .replace("{again}", form.isEmpty() ? again() : "")
            .replace("{demonstration}", shared("demonstration"))
            .replace("{facts}", facts)
            // Last: it holds what somebody typed.
            .replace("{form}", form);
    context.status(status).contentType("text/html; charset=utf-8").result(html);
  }

  private String again() {
    return "<p class=\"again\"><a href=\"%s?lang=%s\">%s</a></p>"
        .formatted(place.path(), language.tag(), word("again"));
  }

  /** Links to this very page; what was posted stands at the form. */
  private String languages() {
    Optional<String> code =
        context.path().startsWith(place.path() + "/")
            ? PaperCode.read(context.path().substring(place.path().length() + 1))
            : Optional.empty();
    String here = code.map(known -> place.path() + "/" + known).orElse(place.path());
    return Stream.of(Language.values())
        .map(
            other ->
                "<li><a href=\"%s?lang=%s\" lang=\"%s\" hreflang=\"%s\"%s>%s</a></li>"
                    .formatted(
                        here,
                        other.tag(),
                        other.tag(),
                        other.tag(),
                        other == language ? " aria-current=\"true\"" : "",
                        escaped(words.say(other, "language"))))
        .collect(Collectors.joining("\n"));
  }

  private String word(String key) {
    return shared(place.words() + key);
  }

  private String shared(String key) {
    return escaped(words.say(language, key));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        // So that nothing typed can look like a place to fill in.
        .replace("{", "&#123;");
  }
}
