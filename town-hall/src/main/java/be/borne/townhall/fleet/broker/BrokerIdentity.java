package be.borne.townhall.fleet.broker;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Who the broker is, as PEM files.
 *
 * @param certificate its chain, own certificate first
 * @param key PKCS#8
 * @param authority whom terminals must chain to
 */
public record BrokerIdentity(Path certificate, Path key, Path authority) {
  public BrokerIdentity {
    Objects.requireNonNull(certificate, "certificate");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(authority, "authority");
  }
}
