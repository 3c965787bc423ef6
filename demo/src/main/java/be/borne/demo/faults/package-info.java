/**
 * {@code ./borne bench faults}: kills the terminal, the printer or the wire between them at every
 * step of a print, and counts what the journal says against the sheets that came out.
 *
 * <p>Nothing of the product knows of this. {@link be.borne.demo.faults.Victim} is a program made of
 * the terminal's own parts; {@link be.borne.demo.faults.PrinterWire} stops it at what passes
 * between it and the printer, {@link be.borne.demo.faults.JournalStops} holds it, as a debugger
 * would, before and after each step of its journal. {@link be.borne.demo.faults.Rig} plays one
 * {@link be.borne.demo.faults.Scenario} with both, and judges it by the printer's own sheets.
 */
package be.borne.demo.faults;
