package be.borne.townhall.fleet.broker;

import be.borne.protocol.terminal.MutualTls;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.activemq.artemis.core.remoting.impl.ssl.DefaultSSLContextFactory;
import org.apache.activemq.artemis.spi.core.remoting.ssl.SSLContextConfig;
import org.apache.activemq.artemis.spi.core.remoting.ssl.SSLContextFactory;

/**
 * Lets the broker use the same PEM files, read by the same code, as every other side of the talk
 * between terminals and town hall. Found by Artemis through {@code META-INF/services}.
 *
 * <p>Artemis has no setting for a key beside its certificate: for the key store type {@link #TYPE},
 * the path names the certificate chain, the alias names the key's file, and the trust store's path
 * names the authority.
 */
public final class PemIdentityContextFactory implements SSLContextFactory {
  /** The key store type that this factory answers to. */
  static final String TYPE = "BORNE-PEM";

  private final SSLContextFactory usual = new DefaultSSLContextFactory();

  @Override
  public SSLContext getSSLContext(SSLContextConfig config, Map<String, Object> additional)
      throws Exception {
    if (!TYPE.equals(config.getKeystoreType())) {
      return usual.getSSLContext(config, additional);
    }
    return MutualTls.context(
        Path.of(config.getKeystorePath()),
        Path.of(config.getKeystoreAlias()),
        Path.of(config.getTruststorePath()));
  }

  @Override
  public int getPriority() {
    return usual.getPriority() + 1;
  }
}
