package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.EmailAddress;
import be.borne.protocol.terminal.Language;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a mail promises is so: of a document without a code it says nothing of a code. */
class MailWordsTest {
  private static final String CODE = "7K3M-9QX2-ABCD-0123";

  private static MailLetter letter(Language language, Optional<String> code) throws Exception {
    return new MailWords(
            new Municipality("Testerive", "Testerive", "Testerive", "Testerive", "TSR"),
            "testerive.example",
            shown -> URI.create("https://verify.testerive.example/verify/" + shown))
        .letter(
            new MailStore.Due(
                "TSR-2026-7K3M9QX2",
                new EmailAddress("invented.person@testerive.example"),
                "life",
                language,
                new byte[] {1},
                code,
                Instant.EPOCH,
                0),
            "A title");
  }

  @ParameterizedTest
  @EnumSource
  void aDocumentWithACodeIsSentWithTheAddressThatConfirmsIt(Language language) throws Exception {
    String text = letter(language, Optional.of(CODE)).text();
    assertTrue(text.contains("https://verify.testerive.example/verify/" + CODE), text);
    assertFalse(text.matches("(?s).*\\{\\d}.*"), "an unfilled place");
  }

  @ParameterizedTest
  @EnumSource
  void aDocumentWithoutOneIsSentWithoutAWordOfIt(Language language) throws Exception {
    MailLetter letter = letter(language, Optional.empty());
    String text = letter.text();
    assertTrue(text.contains("TSR-2026-7K3M9QX2") && text.contains("A title"), text);
    assertFalse(text.contains("http"), text);
    assertFalse(text.matches("(?is).*\\bcode\\b.*|.*prüfcode.*|.*verificatiecode.*"), text);
    assertFalse(text.matches("(?s).*\\{\\d}.*"), "an unfilled place");
    assertEquals("TSR-2026-7K3M9QX2.pdf", letter.fileName());
  }
}
