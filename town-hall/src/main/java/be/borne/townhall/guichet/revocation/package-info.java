/**
 * Whether a card was reported lost: asked of the responders and lists that its certificates name.
 */
package be.borne.townhall.guichet.revocation;
