/**
 * {@code ./borne bench faults}: kills the terminal, the printer, the guichet or the wires between
 * them at every step of an order, and counts what the journal and the guichet say against the
 * sheets that came out.
 *
 * <p>Nothing of the product knows of this. {@link be.borne.demo.faults.Victim} is a program made of
 * the terminal's own parts, {@link be.borne.demo.faults.GuichetProgram} one of the whole guichet;
 * {@link be.borne.demo.faults.PrinterWire} and {@link be.borne.demo.faults.GuichetWire} stop the
 * world at what passes between them, {@link be.borne.demo.faults.JournalStops} holds the terminal,
 * as a debugger would, before and after each step of its journal. {@link
 * be.borne.demo.faults.Ordeal} is one order under one {@link be.borne.demo.faults.Scenario}, while
 * a {@link be.borne.demo.faults.SecondTerminal} wants the same order; {@link
 * be.borne.demo.faults.Judge} judges by the printers' own sheets.
 */
package be.borne.demo.faults;
