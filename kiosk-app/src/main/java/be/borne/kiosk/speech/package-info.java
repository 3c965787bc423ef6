/**
 * The terminal speaks its screens to a headset, because JavaFX on Linux has no screen reader to do
 * it [EN 301 549, 5.1.3].
 *
 * <p>{@link be.borne.kiosk.speech.SpokenScreen} turns a screen into phrases, {@link
 * be.borne.kiosk.speech.Voice} a phrase into sound, {@link be.borne.kiosk.speech.AudioOut} plays
 * it. {@link be.borne.kiosk.speech.Speaker} says one thing at a time and only while {@link
 * be.borne.kiosk.speech.HeadsetJack} has told it that a headset is in. {@link
 * be.borne.kiosk.speech.Narrator} is what the window knows of all this.
 */
package be.borne.kiosk.speech;
