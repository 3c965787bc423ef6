/**
 * What the host of a terminal has beside its screens: a door that opens to a code and not to
 * guessing, what the host has set, and a page to try the printer with.
 */
package be.borne.kiosk.host;
