package be.borne.townhall.guichet.engine.embedded;

/**
 * Whom the seal's certificates name.
 *
 * @param municipality as it stands in the certificates
 * @param organisation organizationIdentifier (2.5.4.97; ETSI EN 319 412-1, 5.1.4): {@code NTRBE-}
 *     and the enterprise number's ten digits
 */
record SealSubjects(String municipality, String organisation) {}
