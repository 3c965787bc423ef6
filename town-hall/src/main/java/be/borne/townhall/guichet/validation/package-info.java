/**
 * Whether a document that an engine issued may be given out: DSS's validation with a strict policy
 * and without a network, and the rules that DSS lacks.
 */
package be.borne.townhall.guichet.validation;
