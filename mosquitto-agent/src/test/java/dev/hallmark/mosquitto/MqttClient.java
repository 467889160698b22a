package dev.hallmark.mosquitto;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import dev.hallmark.testkit.Credentials;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/** A device with its certificate, as an MQTT client. */
public final class MqttClient {

    private static final char[] PASSWORD = "test".toCharArray();
    private static final int SECONDS = 5;

    private final Mqtt5AsyncClient client;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> cut = new CompletableFuture<>();

    public MqttClient(Credentials credentials, X509Certificate serverAuthority, int port, String clientId)
            throws Exception {
        client = Mqtt5Client.builder()
                .identifier(clientId)
                .serverHost("localhost")
                .serverPort(port)
                .sslConfig(MqttClientSslConfig.builder()
                        .keyManagerFactory(keys(credentials))
                        .trustManagerFactory(trust(serverAuthority))
                        .build())
                .addDisconnectedListener(lost -> cut.complete(null))
                .buildAsync();
        client.publishes(
                MqttGlobalPublishFilter.ALL,
                message -> received.add(
                        message.getTopic() + " " + new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8)));
    }

    /** Connects; throws when the broker refuses. */
    public void connect() throws Exception {
        var answer = client.connect().get(SECONDS, TimeUnit.SECONDS);
        if (answer.getReasonCode().isError()) {
            throw new IllegalStateException("refused: " + answer);
        }
    }

    public void disconnect() throws Exception {
        client.disconnect().get(SECONDS, TimeUnit.SECONDS);
    }

    public void subscribe(String topic) throws Exception {
        var acknowledged = client.subscribeWith()
                .topicFilter(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .send();
        if (acknowledged.get(SECONDS, TimeUnit.SECONDS).getReasonCodes().isEmpty()) {
            throw new AssertionError("no answer for " + topic);
        }
    }

    /** Publishes, and returns the broker's reason code. */
    public Mqtt5PubAckReasonCode publish(String topic, String text) throws Exception {
        var sent = client.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(text.getBytes(StandardCharsets.UTF_8))
                .send();
        try {
            sent.get(SECONDS, TimeUnit.SECONDS);
            return Mqtt5PubAckReasonCode.SUCCESS;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Mqtt5PubAckException refused) {
                return refused.getMqttMessage().getReasonCode();
            }
            throw e;
        }
    }

    public boolean isConnected() {
        return client.getState().isConnected();
    }

    public CompletableFuture<Void> cut() {
        return cut;
    }

    public List<String> received() {
        return received;
    }

    public static KeyManagerFactory keys(Credentials credentials) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        store.setKeyEntry("device", credentials.key(), PASSWORD, new Certificate[] {credentials.certificate()});
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        return keys;
    }

    public static TrustManagerFactory trust(X509Certificate authority) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        store.setCertificateEntry("servers", authority);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust;
    }
}
