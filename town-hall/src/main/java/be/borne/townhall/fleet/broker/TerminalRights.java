package be.borne.townhall.fleet.broker;

import be.borne.protocol.fleet.FleetTopics;
import be.borne.protocol.fleet.UpMessage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTConnection;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnection;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.apache.activemq.artemis.utils.CertificateUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may do what at the broker. A terminal is the common name of its certificate, must use that
 * name as MQTT client id (else it could throw its neighbour out), may say the three kinds of
 * message below its own {@code up/}, and may listen below its own {@code down/}. User names and
 * passwords mean nothing, except to the ingest of this very process. Everything else is refused.
 */
final class TerminalRights implements ActiveMQSecurityManager5 {
  static final String INGEST_USER = "ingest";

  private static final Logger LOG = LoggerFactory.getLogger(TerminalRights.class);

  private final byte[] ingestSecret;

  TerminalRights(String ingestSecret) {
    this.ingestSecret = ingestSecret.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public Subject authenticate(
      String user, String password, RemotingConnection connection, String securityDomain) {
    Optional<String> name =
        connection == null
            ? Optional.empty()
            : connection.getTransportConnection() instanceof InVMConnection
                ? ingest(user, password)
                : terminal(connection);
    return name.map(TerminalRights::subject).orElse(null);
  }

  private Optional<String> ingest(String user, String password) {
    return INGEST_USER.equals(user)
            && password != null
            && MessageDigest.isEqual(ingestSecret, password.getBytes(StandardCharsets.US_ASCII))
        ? Optional.of(INGEST_USER)
        : Optional.empty();
  }

  private static Optional<String> terminal(RemotingConnection connection) {
    X509Certificate[] chain = CertificateUtil.getCertsFromConnection(connection);
    if (!(connection instanceof MQTTConnection) || chain == null || chain.length == 0) {
      return Optional.empty();
    }
    Optional<String> name = commonName(chain[0]);
    if (name.isEmpty() || !name.get().equals(connection.getClientID())) {
      LOG.warn("a client was refused: its client id is not the name in its certificate");
      return Optional.empty();
    }
    return name;
  }

  private static Optional<String> commonName(X509Certificate certificate) {
    try {
      return new LdapName(certificate.getSubjectX500Principal().getName())
          .getRdns().stream()
              .filter(part -> part.getType().equalsIgnoreCase("CN"))
              .map(Rdn::getValue)
              .map(Object::toString)
              // The ingest's name has the shape of a terminal's; nobody else may bear it.
              .filter(name -> UpMessage.TERMINAL.matcher(name).matches())
              .filter(name -> !name.equals(INGEST_USER))
              .findFirst();
    } catch (InvalidNameException e) {
      LOG.warn("a client was refused: its certificate has no readable name", e);
      return Optional.empty();
    }
  }

  private static Subject subject(String name) {
    return new Subject(true, Set.of(new UserPrincipal(name)), Set.of(), Set.of());
  }

  @Override
  public boolean authorize(Subject subject, Set<Role> roles, CheckType check, String address) {
    if (subject == null) {
      return false;
    }
    Optional<String> name =
        subject.getPrincipals(UserPrincipal.class).stream().map(UserPrincipal::getName).findFirst();
    if (name.isEmpty()) {
      return false;
    }
    // A queue is asked for as address::queue; rights go by the address.
    int queue = address.indexOf("::");
    String bare = queue < 0 ? address : address.substring(0, queue);
    return name.get().equals(INGEST_USER)
        ? check == CheckType.CONSUME && address.endsWith(FleetBroker.INGEST_QUEUE)
        : mayTerminal(name.get(), check, bare);
  }

  private static boolean mayTerminal(String terminal, CheckType check, String address) {
    // Artemis writes a topic's levels with dots; a dot within a level is escaped and matches
    // nothing here.
    String topic = address.replace('.', '/');
    boolean speaks = FleetTopics.terminalOf(topic).filter(terminal::equals).isPresent();
    boolean listens = topic.startsWith(FleetTopics.downPrefix(terminal));
    return switch (check) {
      case SEND -> speaks;
      case CREATE_ADDRESS -> speaks || listens;
      case CONSUME,
          CREATE_DURABLE_QUEUE,
          DELETE_DURABLE_QUEUE,
          CREATE_NON_DURABLE_QUEUE,
          DELETE_NON_DURABLE_QUEUE ->
          listens;
      case DELETE_ADDRESS, MANAGE, BROWSE, VIEW, EDIT -> false;
    };
  }

  @Override
  public boolean validateUser(String user, String password) {
    throw new UnsupportedOperationException("asked with the connection only");
  }

  @Override
  public boolean validateUserAndRole(
      String user, String password, Set<Role> roles, CheckType check) {
    throw new UnsupportedOperationException("asked with the connection only");
  }
}
