/**
 * Procedure forms as data: what is asked, when, and what counts as an answer. Nothing here draws,
 * stores or sends anything; terminal and guichet hold a form against the same rules.
 */
package be.borne.protocol.guichet.form;
