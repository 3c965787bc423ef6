/** Programs of the system that are started for a moment, bounded in time and in what they say. */
package be.borne.kiosk.process;
