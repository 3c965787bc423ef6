/** What the guichet asks of whatever issues the documents, and nothing about how it does it. */
package be.borne.townhall.guichet.engine;
