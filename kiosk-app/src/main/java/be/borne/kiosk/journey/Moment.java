package be.borne.kiosk.journey;

/**
 * All there is to show: where the citizen is, and how to say it.
 *
 * @param manner the house's own wherever nobody is served
 */
public record Moment(State state, Manner manner) {}
