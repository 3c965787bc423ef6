package be.borne.demo.bench;

import be.borne.kiosk.journey.Manner;
import be.borne.kiosk.journey.Moment;
import be.borne.kiosk.journey.State;
import be.borne.kiosk.screen.HostContact;
import be.borne.kiosk.screen.Screen;
import be.borne.kiosk.screen.ScreenOf;
import be.borne.kiosk.theme.Theme;
import be.borne.protocol.terminal.Language;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Three of the kiosk's screens as one page for a browser: the same words in the same typeface,
 * sizes and colours, one simple drawing, and a tap anywhere for the next screen. No library, no
 * network, no animation: a browser at its quickest.
 */
final class StaticPage {
  private static final String HEAD =
      """
      <!doctype html><html lang="fr"><meta charset="utf-8"><title>Borne</title><style>
      @font-face{font-family:A;font-weight:400;src:url(AtkinsonHyperlegible-Regular.ttf)}
      @font-face{font-family:A;font-weight:700;src:url(AtkinsonHyperlegible-Bold.ttf)}
      *{box-sizing:border-box;margin:0}
      body{font:400 41px/1.3 A;background:#FBF8F1;color:#16213A;height:100vh;overflow:hidden;
        cursor:none;user-select:none}
      section{display:flex;flex-direction:column;height:100vh}
      section[hidden]{display:none}
      header{font-size:32px;padding:25px 50px;border-bottom:3px solid #16213A}
      main{flex:1;display:flex;flex-direction:column;gap:29px;padding:29px 50px 43px}
      h1{font-size:61px;line-height:1.15}
      svg{flex:1;min-height:0;align-self:center}
      button{font:700 40px A;border:0;border-radius:8px;background:#0B4A7A;color:#FEFEFE;
        padding:22px;min-height:110px}
      button.q{background:#DBE4EE;color:#16213A}
      small{display:block;font-weight:400;font-size:34px;white-space:pre-line}
      </style><body>
      """;

  private static final String DRAWING =
      """
      <svg viewBox="0 0 100 80"><rect x="15" y="15" width="70" height="46" rx="5" fill="#BFDCD3"
      stroke="#36455F" stroke-width="2"/><rect x="24" y="30" width="14" height="12" rx="2"
      fill="#E3B23C"/><circle cx="68" cy="36" r="10" fill="#8FB9AC"/><path d="M50 64l8 12H42z"
      fill="#B4410E"/></svg>
      """;

  /** Attract and language once, then language and card in turn. */
  private static final String TAP =
      """
      <script>let at=0;const all=document.querySelectorAll('section');
      addEventListener('click',()=>{all[at].hidden=true;at=at==1?2:1;all[at].hidden=false})</script>
      """;

  private StaticPage() {}

  /**
   * Writes the page and its typeface.
   *
   * @return the page
   */
  static Path write(Path folder, String municipality, String site) throws IOException {
    Files.createDirectories(folder);
    for (String weight : List.of("Regular", "Bold")) {
      String file = "AtkinsonHyperlegible-" + weight + ".ttf";
      try (InputStream typeface =
          Objects.requireNonNull(Theme.class.getResourceAsStream("fonts/" + file), file)) {
        Files.write(folder.resolve(file), typeface.readAllBytes());
      }
    }
    ScreenOf screens = new ScreenOf(municipality, site, Language.FRENCH, HostContact.UNKNOWN);
    StringBuilder page = new StringBuilder(HEAD);
    List<State> states =
        List.of(new State.Attract(), new State.ChoosingLanguage(false), new State.AwaitingCard());
    for (State state : states) {
      page.append(section(screens.of(new Moment(state, Manner.of(Language.FRENCH))), state));
    }
    return Files.writeString(
        folder.resolve("page.html"), page.append(TAP).append("</body></html>"));
  }

  private static String section(Screen screen, State state) {
    return "<section%s><header><b>%s</b><br>%s</header><main><h1>%s</h1>%s%s%s</main></section>%n"
        .formatted(
            state instanceof State.Attract ? "" : " hidden",
            safe(screen.header().municipality()),
            safe(screen.header().site()),
            safe(screen.title()),
            screen.facts().stream()
                .flatMap(fact -> fact.words().stream())
                .map(words -> "<p>" + safe(words) + "</p>")
                .collect(Collectors.joining()),
            DRAWING,
            screen.choices().stream().map(StaticPage::button).collect(Collectors.joining()));
  }

  private static String button(Screen.Choice choice) {
    boolean forward = choice.role() == Screen.Role.ANYWHERE || choice.role() == Screen.Role.LISTED;
    return "<button%s>%s<small>%s</small></button>"
        .formatted(
            forward ? "" : " class=\"q\"", safe(choice.label()), safe(choice.detail().orElse("")));
  }

  private static String safe(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;");
  }
}
