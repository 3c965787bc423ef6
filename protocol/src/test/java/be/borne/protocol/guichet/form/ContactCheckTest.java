package be.borne.protocol.guichet.form;

import static be.borne.protocol.guichet.form.Forms.field;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Telephone numbers and mail addresses, none of them anybody's. Broken on purpose to see these
 * fail: the rule for Belgian numbers was left out, and dots were let through anywhere before the @.
 */
class ContactCheckTest {
  private static Checked check(Input input, String typed) {
    return Check.of(field("question", input), new Answer.Text(typed), LocalDate.EPOCH);
  }

  private static void taken(String expected, Input input, String typed) {
    assertEquals(new Checked.Taken(new Answer.Text(expected)), check(input, typed));
  }

  private static ProblemKey problem(Input input, String typed) {
    return assertInstanceOf(Checked.Refused.class, check(input, typed)).problem().key();
  }

  @ParameterizedTest
  @CsvSource({
    "0470 00 00 00, +32470000000",
    "0470/00.00.00, +32470000000",
    "+32 (0)470 00 00 00, +32470000000",
    "0032 470 000 000, +32470000000",
    "02 000 00 01, +3220000001",
    "04 222 00 01, +3242220001",
    "+33 1 00 00 00 00, +33100000000",
    "+352 000 001, +352000001"
  })
  void telephoneNumbersAsPeopleWriteThem(String typed, String kept) {
    taken(kept, new Input.Phone(), typed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "470 00 00 00",
        "0470 00 00",
        "0470 00 00 00 0",
        "0570 00 00 00",
        "+32 4",
        "+12345678901234567",
        "no number",
        "+",
        "0",
        "٠٤٧٠٠٠٠٠٠٠"
      })
  void otherTelephoneNumbersAreRefused(String typed) {
    assertEquals(ProblemKey.PHONE_SHAPE, problem(new Input.Phone(), typed));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nobody@example.org",
        " n.o-body+x@mail.example.org ",
        "o'invented@example.museum"
      })
  void mailAddresses(String typed) {
    taken(typed.strip(), new Input.Email(), typed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@example.org",
        "nobody@",
        "nobody@example",
        "no body@example.org",
        ".nobody@example.org",
        "no..body@example.org",
        "nobody@-example.org",
        "nobody@example..org",
        "nobody@example.org\nBcc: all@example.org",
        "nobody@exam\u0000ple.org",
        "a@b@example.org",
        "\"no body\"@example.org"
      })
  void otherMailAddressesAreRefused(String typed) {
    assertEquals(ProblemKey.EMAIL_SHAPE, problem(new Input.Email(), typed));
  }

  @Test
  void longMailAddressesAreRefusedAtOnce() {
    Input.Email email = new Input.Email();
    assertEquals(ProblemKey.EMAIL_AT, problem(email, "nobody"));
    assertEquals(ProblemKey.EMAIL_SHAPE, problem(email, "a".repeat(65) + "@example.org"));
    assertEquals(
        ProblemKey.TEXT_LONG, problem(email, "a".repeat(60) + "@" + "b.".repeat(99) + "be"));
    assertEquals(
        ProblemKey.EMAIL_SHAPE, problem(email, "a." + "a.".repeat(30) + "@" + "a".repeat(180)));
  }
}
