package be.borne.townhall.console;

/**
 * A moment on a page.
 *
 * @param iso for machines, ISO 8601 in UTC
 * @param words for people, Brussels time
 */
public record Moment(String iso, String words) {}
