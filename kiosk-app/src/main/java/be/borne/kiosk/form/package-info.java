/**
 * The way of a citizen through a procedure form, as pure functions: no clock, no screen, no device.
 * {@link be.borne.kiosk.form.FormFilling} is where to begin.
 */
package be.borne.kiosk.form;
