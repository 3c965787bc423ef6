package be.borne.protocol.guichet;

import java.time.Instant;

/**
 * A short sign-in at the guichet, bound to the terminal's client certificate and to one citizen.
 *
 * @param token sent as {@code Authorization: Bearer}; worthless with another client certificate
 * @param expiresAt after this every call answers {@code G-304}
 */
public record CitizenSession(String token, Instant expiresAt) {
  public CitizenSession {
    Bounds.text(token, "token", 200);
    Bounds.present(expiresAt, "expiresAt");
  }

  /** Hides the token: whoever reads a log must not be able to use it. */
  @Override
  public String toString() {
    return "CitizenSession[expires " + expiresAt + "]";
  }
}
