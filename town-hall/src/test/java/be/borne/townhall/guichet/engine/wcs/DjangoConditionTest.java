package be.borne.townhall.guichet.engine.wcs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.borne.townhall.guichet.engine.wcs.DjangoCondition.NotTaken;
import be.borne.townhall.guichet.engine.wcs.DjangoCondition.Term;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DjangoConditionTest {
  private static final Map<String, Object> ANSWERS = new HashMap<>();

  static {
    ANSWERS.put("concerne", "Me concerne");
    ANSWERS.put("concerne_raw", "moi");
    ANSWERS.put("langues", "fr, nl");
    ANSWERS.put("langues_raw", List.of("fr", "nl"));
    ANSWERS.put("nb", new BigDecimal("2"));
    ANSWERS.put("spelled", "2");
    ANSWERS.put("certifie", true);
    ANSWERS.put("refuse", false);
    ANSWERS.put("empty", "");
    ANSWERS.put("zero", BigDecimal.ZERO);
  }

  private static boolean holds(String condition) throws NotTaken {
    return DjangoCondition.of(condition).holds(DjangoConditionTest::answer);
  }

  private static Object answer(Term.Variable variable) {
    return ANSWERS.get(variable.name() + (variable.isRaw() ? "_raw" : ""));
  }

  /**
   * Each as Django's own {@code smartif} and filters say it. A w.c.s. compares otherwise where two
   * kinds meet; {@code WcsSchema} takes no such comparison.
   */
  @Trap(5)
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "form_var_concerne_raw == \"moi\"; true",
        "form_var_concerne_raw == 'tiers'; false",
        "form_var_concerne_raw != \"tiers\"; true",
        "form_var_concerne == \"moi\"; false",
        "form_var_concerne == \"Me concerne\"; true",
        "form_var_unknown == \"x\"; false",
        "form_var_unknown != \"x\"; true",
        "form_var_unknown == None; true",
        "form_var_empty == None; false",
        "form_var_certifie; true",
        "not form_var_certifie; false",
        "form_var_refuse; false",
        "form_var_empty; false",
        "form_var_zero; false",
        "form_var_langues_raw; true",
        "form_var_certifie == True; true",
        "form_var_certifie == 1; true",
        "form_var_nb < 6; true",
        "form_var_nb >= 2; true",
        "form_var_nb > 2; false",
        "form_var_nb <= 1.5; false",
        "form_var_spelled == 2; false",
        "form_var_spelled < 6; false",
        "form_var_spelled|add:0 < 6; true",
        "form_var_nb|add:4 == 6; true",
        "form_var_concerne|add:1 == \"\"; true",
        "\"fr\" in form_var_langues_raw; true",
        "\"de\" in form_var_langues_raw; false",
        "\"de\" not in form_var_langues_raw; true",
        "\"fr\" in form_var_langues; true",
        "\"fr\" in form_var_unknown; false",
        "\"fr\" not in form_var_unknown; false",
        "form_var_refuse or form_var_certifie and form_var_nb == 2; true",
        "form_var_certifie or form_var_refuse and form_var_refuse; true",
        "not form_var_refuse and form_var_certifie; true",
        "not form_var_certifie == False; true",
        "\"a\" < \"b\"; true",
        "form_var_unknown < 3; false"
      })
  void holdsAsWithDjango(String condition, boolean holds) throws NotTaken {
    assertEquals(holds, holds(condition), condition);
  }

  @Trap(5)
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "form_var_a ==",
        "== 1",
        "form_var_a form_var_b",
        "(form_var_a)",
        "form_var_a = 1",
        "form_var_a == 1 == 2",
        "form_var_a is None",
        "session_user|is_strong_authentication",
        "form_user_email == \"x\"",
        "form_var_a.0 == 1",
        "form_var_a|length > 2",
        "form_var_a|add:form_var_b > 2",
        "form_var_a|add > 2",
        "form_var_block_0_name == 1 %}{% load x",
        "{{ form_var_a }}",
        "form_var_a == \"one \\\" two\"",
        "form_var_a == \"open",
        "now > \"2026\"",
        "True.real",
        "form_var_ == 1",
        "form_var_A == 1"
      })
  void whatIsNotListedIsRefused(String condition) {
    assertThrows(NotTaken.class, () -> DjangoCondition.of(condition));
  }

  @Test
  void manyNotsEndSomewhere() throws NotTaken {
    assertFalse(holds("not ".repeat(9) + "True"));
    assertThrows(NotTaken.class, () -> DjangoCondition.of("not ".repeat(100) + "True"));
    assertThrows(NotTaken.class, () -> DjangoCondition.of("True or ".repeat(240) + "True"));
    assertThrows(NotTaken.class, () -> DjangoCondition.of(" ".repeat(2_001)));
  }

  @Test
  void saysWhichFieldsItSpeaksOf() throws NotTaken {
    assertEquals(
        Set.of("a", "b", "c"),
        DjangoCondition.of("form_var_a_raw == 1 and not form_var_b|add:1 or \"x\" in form_var_c")
            .variables());
  }

  @Property
  void anythingIsReadOrRefused(
      @ForAll
          @StringLength(max = 60)
          @Chars({
            'f', 'o', 'r', 'm', '_', 'v', 'a', '=', '!', '<', '"', '\'', '|', ':', ' ', '1', 'n',
            't', 'i'
          })
          String text) {
    try {
      var _ = DjangoCondition.of(text).holds(_ -> null);
    } catch (NotTaken e) {
      assertFalse(text.length() > 5 && e.getMessage().contains(text), "quotes the condition");
    }
  }
}
