/**
 * Faithful twins of the terminal's hardware, for training, demonstrations and tests: nobody needs a
 * real person's card, or paper, to see what a terminal does.
 *
 * <p>{@link be.borne.device.virtual.VirtualReaderProcess} is the door to the card reader: the real
 * PC/SC service, behind it cards in software of every {@link
 * be.borne.device.virtual.CardGeneration}, of a {@link be.borne.device.virtual.VirtualPerson} cast
 * that is nobody, with every {@link be.borne.device.virtual.VirtualReaderClient.Fault} a card can
 * have. {@link be.borne.device.virtual.VirtualEid} is the card alone, without a reader. {@link
 * be.borne.device.virtual.VirtualPki} vouches for them; no real terminal trusts it.
 *
 * <p>{@link be.borne.device.virtual.VirtualPrinter} is the printer: CUPS's own ippeveprinter, with
 * faults that come and go.
 */
package be.borne.device.virtual;
