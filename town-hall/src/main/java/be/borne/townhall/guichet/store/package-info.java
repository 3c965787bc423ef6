/** How the guichet and its embedded engine keep things on disk. */
package be.borne.townhall.guichet.store;
