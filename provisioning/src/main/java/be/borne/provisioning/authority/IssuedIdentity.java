package be.borne.provisioning.authority;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where an issued identity lies; the three files that {@code MutualTls.context} wants.
 *
 * @param certificate PEM, the issued certificate, followed by what stands between it and the
 *     authority (nothing, while one authority issues everything)
 * @param key PEM, PKCS#8, readable by its owner alone
 * @param authority PEM, whom the other side must chain to
 */
public record IssuedIdentity(Path certificate, Path key, Path authority) {
  public IssuedIdentity {
    Objects.requireNonNull(certificate, "certificate");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(authority, "authority");
  }
}
