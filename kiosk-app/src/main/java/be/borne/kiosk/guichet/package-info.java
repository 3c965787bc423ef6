/** The town hall's door, seen from the terminal. */
package be.borne.kiosk.guichet;
