/** What the files that citizens bring really are. Knows no store, no form and no citizen. */
package be.borne.townhall.guichet.file;
