/**
 * The printer, spoken to directly in IPP (RFC 8010, RFC 8011). {@link
 * be.borne.device.printer.IppPrinter} is the door: how is the printer, put this document on paper
 * once, and what became of a print that a power cut left open.
 */
package be.borne.device.printer;
