/** The town hall's one program, and its configuration file. */
package be.borne.townhall;
