package be.borne.townhall.fleet.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnectorFactory;
import org.apache.activemq.artemis.core.remoting.impl.invm.TransportConstants;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.utils.critical.CriticalAnalyzerPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The MQTT broker that lives in the town hall's own process: Apache Artemis, MQTT 5 over mutual
 * TLS. What terminals say is stored on disk before it is acknowledged, and waits in one durable
 * queue that only the ingest of this process may read.
 *
 * <p>A terminal is who its certificate says: {@link TerminalRights}. When more waits than memory
 * allows, the broker refuses further messages, and they stay in the terminals' outboxes.
 */
public final class FleetBroker implements AutoCloseable {
  /** The queue of everything that terminals say. */
  public static final String INGEST_QUEUE = "ingest";

  /** Longest MQTT packet; a birth is under 1 KiB. */
  public static final int MAX_PACKET_BYTES = 64 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(FleetBroker.class);
  private static final String ACCEPTOR = "terminals";
  private static final String EVERYTHING_UP = "fleet.v1.*.up.#";
  private static final int MAX_CONNECTIONS = 2_000;
  private static final int LONGEST_KEEP_ALIVE_SECONDS = 600;
  private static final long MAX_WAITING_BYTES_PER_TOPIC = 8L * 1024 * 1024;
  private static final long MAX_WAITING_BYTES = 128L * 1024 * 1024;
  private static final long LEAST_FREE_DISK_BYTES = 256L * 1024 * 1024;

  private final ActiveMQServer server;
  private final int inVmId;
  private final String ingestSecret;

  private FleetBroker(ActiveMQServer server, int inVmId, String ingestSecret) {
    this.server = server;
    this.inVmId = inVmId;
    this.ingestSecret = ingestSecret;
  }

  /**
   * Starts the broker; returns when terminals may connect.
   *
   * @param host to listen on
   * @param port 0 takes any free one
   * @param identity PEM files of the broker
   * @param directory for the journal; made if need be
   */
  public static FleetBroker start(String host, int port, BrokerIdentity identity, Path directory)
      throws IOException {
    SecureRandom random = new SecureRandom();
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    String ingestSecret = HexFormat.of().formatHex(secret);
    int inVmId = random.nextInt(1, Integer.MAX_VALUE);
    ActiveMQServer server =
        new ActiveMQServerImpl(
            configuration(host, port, identity, directory, inVmId),
            new TerminalRights(ingestSecret));
    FleetBroker broker = new FleetBroker(server, inVmId, ingestSecret);
    try {
      server.start();
      if (!server.isActive() || broker.acceptor().getActualPort() <= 0) {
        throw new IOException("the broker cannot listen on " + host + ":" + port);
      }
      return broker;
    } catch (IOException | RuntimeException e) {
      broker.close();
      throw e;
    } catch (Exception e) {
      broker.close();
      throw new IOException("the broker cannot start: " + e.getMessage(), e);
    }
  }

  private static Configuration configuration(
      String host, int port, BrokerIdentity identity, Path directory, int inVmId) {
    Configuration configuration =
        new ConfigurationImpl()
            .setName("borne-fleet")
            .setPersistenceEnabled(true)
            .setJournalType(JournalType.NIO)
            .setJournalFileSize(2 * 1024 * 1024)
            .setJournalDirectory(directory.resolve("journal").toString())
            .setBindingsDirectory(directory.resolve("bindings").toString())
            .setPagingDirectory(directory.resolve("paging").toString())
            .setLargeMessagesDirectory(directory.resolve("large").toString())
            .setGlobalMaxSize(MAX_WAITING_BYTES)
            .setMinDiskFree(LEAST_FREE_DISK_BYTES)
            .setJMXManagementEnabled(false)
            .setCriticalAnalyzerPolicy(CriticalAnalyzerPolicy.LOG)
            .setConnectionTtlCheckInterval(500)
            .setThreadPoolMaxSize(16)
            .setScheduledThreadPoolMaxSize(2)
            .setSecurityEnabled(true)
            // Rights depend on the client id as well as on the certificate, and the caches' keys do
            // not: every question is asked anew.
            .setAuthenticationCacheSize(0)
            .setAuthorizationCacheSize(0)
            .setSecurityInvalidationInterval(0);
    configuration.addAddressSetting(
        "#",
        new AddressSettings()
            .setAddressFullMessagePolicy(AddressFullMessagePolicy.FAIL)
            .setMaxSizeBytes(MAX_WAITING_BYTES_PER_TOPIC)
            // The ingest counts and drops what it cannot read; nothing may vanish before it.
            .setMaxDeliveryAttempts(-1)
            .setNoExpiry(true)
            // Never used, for the two reasons above; the broker warns if they have no name.
            .setDeadLetterAddress(SimpleString.of("dead"))
            .setExpiryAddress(SimpleString.of("expired"))
            .setAutoDeleteAddresses(true));
    configuration.addQueueConfiguration(
        QueueConfiguration.of(INGEST_QUEUE)
            .setAddress(EVERYTHING_UP)
            .setRoutingType(RoutingType.MULTICAST)
            .setDurable(true));
    configuration.addAcceptorConfiguration(
        new TransportConfiguration(
            NettyAcceptorFactory.class.getName(), terminals(host, port, identity), ACCEPTOR));
    configuration.addAcceptorConfiguration(
        new TransportConfiguration(
            InVMAcceptorFactory.class.getName(),
            Map.of(TransportConstants.SERVER_ID_PROP_NAME, inVmId),
            "ingest"));
    return configuration;
  }

  private static Map<String, Object> terminals(String host, int port, BrokerIdentity identity) {
    Map<String, Object> acceptor = new HashMap<>();
    acceptor.put("host", host);
    acceptor.put("port", port);
    acceptor.put("protocols", "MQTT");
    acceptor.put("sslEnabled", true);
    acceptor.put("needClientAuth", true);
    acceptor.put("enabledProtocols", "TLSv1.3,TLSv1.2");
    acceptor.put("keyStorePath", identity.certificate().toAbsolutePath().toString());
    acceptor.put("keyStoreAlias", identity.key().toAbsolutePath().toString());
    acceptor.put("keyStoreType", PemIdentityContextFactory.TYPE);
    acceptor.put("trustStorePath", identity.authority().toAbsolutePath().toString());
    acceptor.put("connectionsAllowed", MAX_CONNECTIONS);
    acceptor.put("handshake-timeout", 20);
    acceptor.put("maximumPacketSize", MAX_PACKET_BYTES);
    acceptor.put("serverKeepAlive", LONGEST_KEEP_ALIVE_SECONDS);
    return acceptor;
  }

  private NettyAcceptor acceptor() {
    return (NettyAcceptor) server.getRemotingService().getAcceptor(ACCEPTOR);
  }

  /** The port terminals connect to. */
  public int port() {
    return acceptor().getActualPort();
  }

  /** The user name the ingest gives itself. */
  public String ingestUser() {
    return TerminalRights.INGEST_USER;
  }

  /** Made anew at each start; good for connections from within this process alone. */
  public String ingestSecret() {
    return ingestSecret;
  }

  /** A way into the broker from within this process. The caller closes it. */
  public ServerLocator locator() {
    return ActiveMQClient.createServerLocator(
        false,
        new TransportConfiguration(
            InVMConnectorFactory.class.getName(),
            Map.of(TransportConstants.SERVER_ID_PROP_NAME, inVmId)));
  }

  /** How many messages wait for the ingest. */
  public long waiting() {
    var queue = server.locateQueue(INGEST_QUEUE);
    return queue == null ? 0 : queue.getMessageCount();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (ActiveMQException e) {
      LOG.warn("the broker did not stop cleanly", e);
    } catch (Exception e) {
      // ServiceComponent.stop() declares Exception; whatever it was, there is no more to stop.
      LOG.warn("the broker did not stop cleanly", e);
    }
  }
}
