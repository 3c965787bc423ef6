package be.borne.protocol.terminal;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * The one key that a terminal or the town hall has, with its certificates. The platform's own
 * keeper of keys takes them from a store alone, and a PKCS#12 store encrypts a key, and decrypts it
 * again, with ten thousand rounds each: a noticeable part of a terminal's start, for a key that
 * stays in memory.
 */
final class OwnKey extends X509ExtendedKeyManager {
  private static final String NAME = "own";

  private final PrivateKey key;
  private final List<X509Certificate> chain;

  /**
   * @param chain its own certificate first
   */
  OwnKey(PrivateKey key, List<X509Certificate> chain) {
    this.key = key;
    this.chain = List.copyOf(chain);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return NAME.equals(alias) ? key : null;
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return NAME.equals(alias) ? chain.toArray(new X509Certificate[0]) : null;
  }

  @Override
  public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
    return nameIfAsked(keyTypes);
  }

  @Override
  public String chooseEngineClientAlias(String[] keyTypes, Principal[] issuers, SSLEngine engine) {
    return nameIfAsked(keyTypes);
  }

  @Override
  public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    return nameIfAsked(keyType);
  }

  @Override
  public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
    return nameIfAsked(keyType);
  }

  @Override
  public String[] getClientAliases(String keyType, Principal[] issuers) {
    return namesIfAsked(keyType);
  }

  @Override
  public String[] getServerAliases(String keyType, Principal[] issuers) {
    return namesIfAsked(keyType);
  }

  private String[] namesIfAsked(String keyType) {
    String name = nameIfAsked(keyType);
    return name == null ? null : new String[] {name};
  }

  /** Null, as these methods have it, if keys of another kind are asked for. */
  private String nameIfAsked(String... keyTypes) {
    return keyTypes != null && Arrays.asList(keyTypes).contains(key.getAlgorithm()) ? NAME : null;
  }
}
