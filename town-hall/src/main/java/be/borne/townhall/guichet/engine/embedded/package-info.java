/**
 * An engine that needs no other program: a register of invented residents and their acts of civil
 * status, twenty-one kinds of certificate drawn as PDF/A-2b and PDF/UA-1, and a municipal seal of
 * its own. It is what a demonstration and a training run on, and issues nothing about a real
 * person. {@link be.borne.townhall.guichet.engine.embedded.CertificateKind} is where to begin.
 */
package be.borne.townhall.guichet.engine.embedded;
