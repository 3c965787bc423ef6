/**
 * Belgian identity cards: reading, verifying and signing with every generation in circulation, over
 * PC/SC ({@code javax.smartcardio}) or over anything else that is a {@link
 * be.borne.device.card.CardPort}.
 *
 * <pre>{@code
 * var verifier = new IdentityVerifier(PinnedRoots.ofBelgium(), Clock.systemUTC());
 * try (var _ = CardReader.watch(new CardReaderSettings("", Duration.ofSeconds(15)), event -> {
 *   if (event instanceof CardEvent.CardInserted(EidCard card)) {
 *     switch (card.read(verifier, Reading.of(Part.SIGN_IN, Part.ADDRESS))) {
 *       case ReadResult.Verified(var holder, var effort) -> greet(holder.identity());
 *       case ReadResult.Refused refused -> explain(refused.reason());
 *     }
 *   }
 * })) { ... }
 * }</pre>
 *
 * <p>The way of a reading, from the outside in: {@link be.borne.device.card.CardReader} watches and
 * tells of a card; {@link be.borne.device.card.EidCard} is that card, each of its operations one
 * connection; {@code CardReading} is the order in which a card is read and believed; {@code
 * EidCommands} are the applet's commands (Belpic 1.7 and 1.8 reference manuals, chapter 6); {@code
 * CardConnection} sets every deadline and speaks T=0; a {@code CardPort} is the reader's slot.
 * {@code Pcsc}, {@code PcscInternals}, {@code PcscPort} and {@code ReaderWatch} know PC/SC and the
 * JDK's traps; nothing else does.
 *
 * <p>No text of any type here names the card's holder. PINs live in {@code char[]} and {@code
 * byte[]}, and are wiped.
 */
package be.borne.device.card;
