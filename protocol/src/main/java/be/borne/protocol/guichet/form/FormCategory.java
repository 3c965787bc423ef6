package be.borne.protocol.guichet.form;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a procedure is about, in the words of those who look for it rather than of the town hall's
 * departments. A form is in exactly one; they are offered in this order.
 */
public enum FormCategory {
  /** Birth, marriage, names, acts. */
  @JsonProperty("civil-status")
  CIVIL_STATUS,
  /** Where one lives, and cards and permits to travel or vote. */
  @JsonProperty("population")
  POPULATION,
  /** Childcare, school, holidays. */
  @JsonProperty("childhood")
  CHILDHOOD,
  /** Help with money, meals, and living alone. */
  @JsonProperty("social-help")
  SOCIAL_HELP,
  /** Finding a home, and keeping it sound. */
  @JsonProperty("housing")
  HOUSING,
  /** Building, and what is known of land and houses. */
  @JsonProperty("town-planning")
  TOWN_PLANNING,
  /** What is broken, dirty, planted or put in the street. */
  @JsonProperty("public-space")
  PUBLIC_SPACE,
  /** Parking, bicycles, traffic. */
  @JsonProperty("mobility")
  MOBILITY,
  /** Waste, trees, noise, animals. */
  @JsonProperty("environment")
  ENVIRONMENT,
  /** Shops, markets, cafés. */
  @JsonProperty("commerce")
  COMMERCE,
  /** What is organised for many, and what it needs. */
  @JsonProperty("events")
  EVENTS,
  /** Clubs, courses, books, sports. */
  @JsonProperty("culture-sport")
  CULTURE_SPORT,
  /** Graves and last wishes. */
  @JsonProperty("cemeteries")
  CEMETERIES,
  /** Taxes and bills of the municipality. */
  @JsonProperty("taxes")
  TAXES
}
