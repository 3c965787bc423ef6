package be.borne.device.card;

import java.time.Duration;

/**
 * What a reading cost.
 *
 * @param exchanges commands sent to the card; what PC/SC repeats by itself is not counted
 * @param elapsed from connecting to the card to letting go of it, verification included
 */
public record ReadEffort(int exchanges, Duration elapsed) {}
