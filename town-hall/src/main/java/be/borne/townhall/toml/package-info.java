/** Files of TOML that people write, and where in them something is wrong. */
package be.borne.townhall.toml;
