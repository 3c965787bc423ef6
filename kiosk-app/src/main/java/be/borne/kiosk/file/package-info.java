/**
 * Files that a citizen brings: from a stick, which is only ever read, or as a paper under the
 * document camera. Everything that comes from either is hostile until checked, nothing is written
 * to disk, and no name of a file leaves the visit. {@link be.borne.kiosk.file.FileDevices} is what
 * a terminal has of both.
 */
package be.borne.kiosk.file;
