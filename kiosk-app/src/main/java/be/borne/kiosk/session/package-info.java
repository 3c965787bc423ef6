/**
 * One citizen's visit carried out: the runner that applies the journey and does what it asks, and
 * the scope that owns everything of the citizen and forgets it.
 */
package be.borne.kiosk.session;
