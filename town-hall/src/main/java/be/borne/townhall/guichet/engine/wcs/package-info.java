/**
 * An engine behind the guichet that is a w.c.s., as iA.Téléservices and other municipal e-guichets
 * are. What is said of it here was seen at a running one (code of September 2025); its API checks
 * nothing that it is sent, so that everything is checked on this side.
 */
package be.borne.townhall.guichet.engine.wcs;
