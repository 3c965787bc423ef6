/**
 * Finding what one came for in what can be ordered and filled in, whatever one calls it and however
 * one types it. Pure: the same at a terminal as you type, and at the guichet.
 */
package be.borne.protocol.guichet.search;
