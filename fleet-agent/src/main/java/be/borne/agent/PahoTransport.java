package be.borne.agent;

import be.borne.protocol.terminal.MutualTls;
import be.borne.protocol.terminal.TerminalConfiguration.Identity;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MQTT 5 by Eclipse Paho, with everything of it switched off that stores or reconnects: under
 * broken connections that half loses messages (docs/decisions/0040). A new client for each link;
 * nothing blocks or subscribes in a callback.
 */
final class PahoTransport implements Transport {
  private static final Logger LOG = LoggerFactory.getLogger(PahoTransport.class);
  private static final int AT_LEAST_ONCE = 1;
  private static final int FIRST_FAILURE_REASON = 0x80;
  private static final Duration ABANDON_WITHIN = Duration.ofMillis(500);

  private final URI broker;
  private final String clientId;
  private final Identity identity;
  private final Duration keepAlive;

  /**
   * @param broker {@code ssl://host:port}
   * @param clientId the common name of the identity's certificate; the broker wants it so
   * @param identity read anew for each link, so that a renewed certificate is taken up
   */
  PahoTransport(URI broker, String clientId, Identity identity, Duration keepAlive) {
    this.broker = broker;
    this.clientId = clientId;
    this.identity = identity;
    this.keepAlive = keepAlive;
  }

  @Override
  public Link connect(Will will, Listener listener, Duration within) throws IOException {
    try {
      MqttAsyncClient client =
          new MqttAsyncClient(broker.toString(), clientId, new MemoryPersistence());
      PahoLink link = new PahoLink(client, listener);
      try {
        client.setCallback(link);
        IMqttToken token = client.connect(options(will, within));
        token.waitForCompletion(within.toMillis());
        if (!client.isConnected()) {
          throw new IOException("the broker did not answer within " + within.toSeconds() + " s");
        }
        return link;
      } catch (MqttException | IOException | RuntimeException e) {
        link.abandon();
        throw e;
      }
    } catch (MqttException | GeneralSecurityException e) {
      throw new IOException(describe(e), e);
    }
  }

  private MqttConnectionOptions options(Will will, Duration within)
      throws IOException, GeneralSecurityException {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setAutomaticReconnect(false);
    options.setCleanStart(true);
    options.setSessionExpiryInterval(0L);
    options.setKeepAliveInterval(Math.toIntExact(keepAlive.toSeconds()));
    options.setConnectionTimeout(Math.toIntExact(Math.max(1, within.toSeconds())));
    options.setSocketFactory(
        MutualTls.context(identity.certificate(), identity.key(), identity.authority())
            .getSocketFactory());
    options.setHttpsHostnameVerificationEnabled(true);
    MqttMessage last = new MqttMessage(will.payload().getBytes(StandardCharsets.UTF_8));
    last.setQos(AT_LEAST_ONCE);
    options.setWill(will.topic(), last);
    return options;
  }

  private static String describe(Throwable problem) {
    Throwable root = problem;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String reason = problem instanceof MqttException mqtt ? " (" + mqtt.getReasonCode() + ")" : "";
    return root.getClass().getSimpleName() + ": " + root.getMessage() + reason;
  }

  private record PahoLink(MqttAsyncClient client, Listener listener) implements Link, MqttCallback {

    @Override
    public void send(long id, String topic, String payload) throws IOException {
      MqttMessage message = new MqttMessage(payload.getBytes(StandardCharsets.UTF_8));
      message.setQos(AT_LEAST_ONCE);
      try {
        client.publish(topic, message, null, new Acknowledgement(id, listener));
      } catch (MqttException e) {
        throw new IOException(describe(e), e);
      }
    }

    @Override
    public void leave(Duration within) {
      try {
        client
            .disconnect(within.toMillis(), null, null, 0, new MqttProperties())
            .waitForCompletion(within.toMillis());
        client.close(true);
      } catch (MqttException e) {
        LOG.debug("taking leave of the broker failed: {}", describe(e));
        abandon();
      }
    }

    @Override
    public void abandon() {
      try {
        // Without a DISCONNECT packet: the broker shall publish the will.
        client.disconnectForcibly(0, ABANDON_WITHIN.toMillis(), false);
      } catch (MqttException e) {
        LOG.debug("dropping the link: {}", describe(e));
      }
      try {
        client.close(true);
      } catch (MqttException e) {
        LOG.debug("closing the client: {}", describe(e));
      }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      listener.lost("disconnected: " + reason(response));
    }

    private static String reason(MqttDisconnectResponse response) {
      if (response == null) {
        return "no reason given";
      }
      return response.getException() == null
          ? "reason " + response.getReturnCode()
          : describe(response.getException());
    }

    @Override
    public void mqttErrorOccurred(MqttException problem) {
      listener.lost("protocol error: " + describe(problem));
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      LOG.warn("a message arrived though nothing was subscribed to; dropped");
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
      // Each message's own listener hears of it.
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
      // The connecting thread waits for it.
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
      listener.lost("the broker asked for an authentication we do not speak");
    }
  }

  private record Acknowledgement(long id, Listener listener) implements MqttActionListener {
    @Override
    public void onSuccess(IMqttToken token) {
      int[] reasons = token.getReasonCodes();
      if (reasons != null && Arrays.stream(reasons).anyMatch(r -> r >= FIRST_FAILURE_REASON)) {
        listener.refused(id, "reason " + Arrays.toString(reasons));
      } else {
        listener.acknowledged(id);
      }
    }

    @Override
    public void onFailure(IMqttToken token, Throwable problem) {
      listener.lost(problem == null ? "a message failed" : describe(problem));
    }
  }
}
