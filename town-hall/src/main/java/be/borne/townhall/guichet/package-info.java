/**
 * The town hall's door for citizens at a terminal: who stands there, what may be ordered, and the
 * sealed document of that citizen alone.
 */
package be.borne.townhall.guichet;
