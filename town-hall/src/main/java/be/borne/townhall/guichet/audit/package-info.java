/**
 * Who fetched what from which terminal, and which member of staff opened whose papers: written down
 * before it is done, in a chain in which nothing can be changed or left out unseen.
 */
package be.borne.townhall.guichet.audit;
