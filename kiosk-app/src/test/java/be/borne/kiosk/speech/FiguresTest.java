package be.borne.kiosk.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.terminal.Language;
import org.junit.jupiter.api.Test;

class FiguresTest {
  private final Figures figures = new Figures(new SpokenTexts());

  @Test
  void codesAreReadByTheirCharacters() {
    assertEquals("7, K, 3, M. 9, Q, X, 2.", figures.natural("7K3M-9QX2", Language.FRENCH));
    assertEquals("7, K, 3, M. 9, Q, X, 2.", Figures.spelled("7K3M9QX2"));
    assertEquals(
        "B, X, L. 2, 0, 2, 6. 7, K, 3, M. 9, Q, X, 2.",
        figures.natural("BXL-2026-7K3M9QX2", Language.ENGLISH));
    assertEquals("P. 2, 0, 2.", figures.natural("P-202", Language.DUTCH));
  }

  @Test
  void wordsAreNoCodes() {
    assertFalse(Figures.isCode("OK"));
    assertFalse(Figures.isCode("Composition de ménage"));
    assertFalse(Figures.isCode("26 November, 14:02"));
    assertTrue(Figures.isCode("7K3M-9QX2"));
  }

  @Test
  void pricesAreSaidAsPeopleSayThem() {
    assertEquals("12 euros 50", figures.natural("12,50\u00a0€", Language.FRENCH));
    assertEquals("12 euro 50", figures.natural("€\u00a012,50", Language.DUTCH));
    assertEquals("5 Euro", figures.natural("5,00\u00a0€", Language.GERMAN));
    assertEquals("1000 euro", figures.natural("€1,000.00", Language.ENGLISH));
    assertEquals("1000 euros", figures.natural("1\u00a0000,00\u00a0€", Language.FRENCH));
    assertEquals("1 euro 5", figures.natural("1,05\u00a0€", Language.FRENCH));
  }

  @Test
  void timesAreSaidAsPeopleSayThem() {
    assertEquals(
        "26 novembre, 14 heures 2", figures.natural("26 novembre, 14:02", Language.FRENCH));
    assertEquals("1 heure 30", figures.natural("01:30", Language.FRENCH));
    assertEquals("26 november, 14 uur", figures.natural("26 november, 14:00", Language.DUTCH));
    assertEquals("8 Uhr 15", figures.natural("08:15", Language.GERMAN));
  }
}
