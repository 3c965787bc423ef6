/**
 * An engine that needs no other program: a register of invented residents, certificates drawn as
 * PDF/A-2b, and a municipal seal of its own. It is what a demonstration and a training run on, and
 * issues nothing about a real person.
 */
package be.borne.townhall.guichet.engine.embedded;
