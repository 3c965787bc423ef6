package be.borne.townhall.fleet;

import be.borne.protocol.terminal.MutualTls;
import be.borne.provisioning.authority.IssuedIdentity;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Somebody with a certificate who talks to the broker as no agent would. */
final class MqttVisitor implements AutoCloseable, MqttCallback {
  private static final long PATIENCE_MS = 15_000;

  private final MqttAsyncClient client;
  private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>(100);

  MqttVisitor(TestTown town, IssuedIdentity identity, String clientId) throws Exception {
    this(town, identity, clientId, null, null);
  }

  MqttVisitor(TestTown town, IssuedIdentity identity, String clientId, String user, String password)
      throws Exception {
    client =
        new MqttAsyncClient(
            "ssl://127.0.0.1:" + town.brokerPort(), clientId, new MemoryPersistence());
    client.setCallback(this);
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setConnectionTimeout(10);
    options.setAutomaticReconnect(false);
    options.setSocketFactory(
        MutualTls.context(identity.certificate(), identity.key(), identity.authority())
            .getSocketFactory());
    if (user != null) {
      options.setUserName(user);
      options.setPassword(password.getBytes(StandardCharsets.UTF_8));
    }
    try {
      client.connect(options).waitForCompletion(PATIENCE_MS);
    } catch (MqttException e) {
      close();
      throw e;
    }
  }

  /**
   * Publishes at QoS 1 and waits for the answer.
   *
   * @throws MqttException also if the broker's answer is a refusal
   */
  void publish(String topic, byte[] payload) throws MqttException {
    MqttMessage message = new MqttMessage(payload);
    message.setQos(1);
    IMqttToken token = client.publish(topic, message);
    token.waitForCompletion(PATIENCE_MS);
    int[] reasons = token.getReasonCodes();
    if (reasons != null && reasons.length > 0 && reasons[0] >= 0x80) {
      throw new MqttException(reasons[0]);
    }
  }

  void publish(String topic, String payload) throws MqttException {
    publish(topic, payload.getBytes(StandardCharsets.UTF_8));
  }

  /** Subscribes; returns the broker's reason code, 128 and more for a refusal. */
  int subscribe(String filter) throws MqttException {
    IMqttToken token = client.subscribe(filter, 1);
    token.waitForCompletion(PATIENCE_MS);
    return token.getReasonCodes()[0];
  }

  String nextHeard(long waitMs) throws InterruptedException {
    return heard.poll(waitMs, TimeUnit.MILLISECONDS);
  }

  boolean connected() {
    return client.isConnected();
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    heard.offer(topic);
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {}

  @Override
  public void mqttErrorOccurred(MqttException exception) {}

  @Override
  public void deliveryComplete(IMqttToken token) {}

  @Override
  public void connectComplete(boolean reconnect, String serverUri) {}

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {}

  @Override
  public void close() throws MqttException {
    client.disconnectForcibly(0, 500, false);
    client.close(true);
  }
}
