/**
 * Recording what passes between a program and a card, and playing it again, so that what went wrong
 * at a terminal becomes a test. A recording holds nothing of the holder: see {@link
 * be.borne.device.card.recording.RecordingPort}.
 *
 * <p>A recording is a text file in ASCII, one line per event, in the order in which they began.
 * Bytes are hexadecimal in capitals, {@code -} where there are none; times are in microseconds.
 *
 * <pre>
 * borne-card-recording 1
 * day 2026-06-01
 * reader ACS ACR39U ICC Reader 00 00
 * 0 connect 512 answered 3B7F96000080318065B085040120120FFF829000
 * 600 send 310 00A4080C063F00DF014031 answered 9000
 * 1200 send 300 00B0000000 faulted CARD_FAILED transmitting: SCARD_E_NOT_TRANSACTED
 * 1600 absence 1400 1500000 answered 01
 * 3100 release keep
 * 3200 read CARD_PULLED SIGN_IN,CHIP -
 * end 5 whole
 * </pre>
 *
 * <p>{@code day} is the day in Belgium on which it was taken, which a replay takes for today. An
 * event's line begins with the time since the first and, where the event is a call, goes on with
 * how long it took and ends in its outcome: {@code answered} and bytes, {@code faulted} and why, or
 * {@code hung} where no answer came before the program gave up.
 *
 * <table>
 * <caption>Events</caption>
 * <tr><td>{@code connect}</td><td>answered by the answer to reset</td></tr>
 * <tr><td>{@code send}</td><td>a command; answered by data and status</td></tr>
 * <tr><td>{@code control}</td><td>a command to the reader: its code (eight digits) and bytes</td></tr>
 * <tr><td>{@code absence}</td><td>how long to wait for the card to go; answered by 01 if it did, 00
 * if not</td></tr>
 * <tr><td>{@code release}</td><td>{@code reset} or {@code keep}</td></tr>
 * <tr><td>{@code abandon}</td><td>the reader's connection was given up</td></tr>
 * <tr><td>{@code read}</td><td>what came of a reading: {@code VERIFIED} or the refusal, what was
 * wanted, and which checks did not hold</td></tr>
 * </table>
 *
 * <p>The last line counts the events and says whether the recording is {@code whole}, or {@code
 * full}: it had reached its bounds and more followed.
 */
package be.borne.device.card.recording;
