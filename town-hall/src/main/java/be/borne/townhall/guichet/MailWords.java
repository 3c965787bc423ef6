package be.borne.townhall.guichet;

import be.borne.protocol.terminal.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;

/** What the mail says with which a document comes, from {@code mail_fr.properties} and siblings. */
final class MailWords {
  private final Municipality municipality;
  private final String domain;
  private final Function<String, URI> verification;
  private final Map<Language, Properties> texts = new EnumMap<>(Language.class);

  /**
   * @param domain of the sender
   * @param verification the page that confirms the document with this code
   */
  MailWords(Municipality municipality, String domain, Function<String, URI> verification)
      throws IOException {
    this.municipality = municipality;
    this.domain = domain;
    this.verification = verification;
    for (Language language : Language.values()) {
      texts.put(language, read("mail_" + language.tag() + ".properties"));
    }
  }

  private static Properties read(String name) throws IOException {
    Properties texts = new Properties();
    try (InputStream in = MailWords.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is not in the program");
      }
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return texts;
  }

  /**
   * @param title of the document, in the mail's language
   */
  MailLetter letter(MailStore.Due mail, String title) {
    Language language = mail.language();
    String name = municipality.name(language);
    return new MailLetter(
        mail.reference() + ".document@" + domain,
        mail.queuedAt(),
        name,
        mail.address(),
        say(language, "subject", name, mail.reference()),
        mail.verificationCode()
            .map(
                code ->
                    say(
                        language,
                        "text",
                        name,
                        mail.reference(),
                        title,
                        verification.apply(code).toString(),
                        code))
            .orElseGet(() -> say(language, "text-without-code", name, mail.reference(), title)),
        mail.reference() + ".pdf",
        mail.document());
  }

  private String say(Language language, String key, String... fillings) {
    String text = texts.get(language).getProperty(key);
    if (text == null) {
      throw new IllegalStateException(key + " is not worded in " + language.tag());
    }
    for (int i = 0; i < fillings.length; i++) {
      text = text.replace("{" + i + "}", fillings[i]);
    }
    return text;
  }
}
