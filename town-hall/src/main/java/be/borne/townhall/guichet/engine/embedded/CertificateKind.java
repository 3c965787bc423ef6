package be.borne.townhall.guichet.engine.embedded;

import java.util.Arrays;
import java.util.Optional;

/** The certificates that the embedded engine issues. */
enum CertificateKind {
  HOUSEHOLD_COMPOSITION("household-composition"),
  RESIDENCE("residence"),
  LIFE("life");

  private final String serviceId;

  CertificateKind(String serviceId) {
    this.serviceId = serviceId;
  }

  String serviceId() {
    return serviceId;
  }

  static Optional<CertificateKind> ofService(String serviceId) {
    return Arrays.stream(values()).filter(kind -> kind.serviceId.equals(serviceId)).findFirst();
  }
}
