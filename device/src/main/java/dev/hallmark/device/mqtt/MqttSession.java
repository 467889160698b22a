package dev.hallmark.device.mqtt;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import dev.hallmark.device.connection.ConnectionDetails;
import dev.hallmark.device.identity.ClientCertificate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A device's MQTT 5 session with its broker, by mutual TLS. It does not reconnect. */
public final class MqttSession implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Mqtt5AsyncClient client;
    private final CompletableFuture<Disconnection> closed;
    private final ReasonCode connectReason;

    private MqttSession(Mqtt5AsyncClient client, CompletableFuture<Disconnection> closed, ReasonCode connectReason) {
        this.client = client;
        this.closed = closed;
        this.connectReason = connectReason;
    }

    /** Connects with a clean start; {@code listener} gets every message, on a thread that it must not block. */
    public static MqttSession open(ConnectionDetails details, ClientCertificate certificate, Consumer<Message> listener)
            throws MqttFailedException, InterruptedException {
        var closed = new CompletableFuture<Disconnection>();
        var client = MqttClientFactory.create(details, certificate, closed);
        client.publishes(MqttGlobalPublishFilter.ALL, message -> listener.accept(message(message)));
        var connectReason = Acknowledgements.await(
                client.connectWith().cleanStart(true).keepAlive(30).send(), PATIENCE);
        return new MqttSession(client, closed, ReasonCode.of(connectReason.getReasonCode()));
    }

    private static Message message(Mqtt5Publish publish) {
        var payload = new String(publish.getPayloadAsBytes(), StandardCharsets.UTF_8);
        return new Message(publish.getTopic().toString(), payload);
    }

    /** The reason code of the broker's CONNACK. */
    public ReasonCode connectReason() {
        return connectReason;
    }

    /** Publishes at least once (QoS 1) and returns the broker's reason code. */
    public ReasonCode publish(String topic, String payload) throws MqttFailedException, InterruptedException {
        return Acknowledgements.reason(publishing(topic, payload), MqttSession::acknowledged, PATIENCE);
    }

    /** Publishes without waiting: for the client's own threads, which must not block. */
    void post(String topic, String payload) {
        var unused = publishing(topic, payload);
    }

    private CompletableFuture<Mqtt5PublishResult> publishing(String topic, String payload) {
        return client.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload.getBytes(StandardCharsets.UTF_8))
                .send();
    }

    private static ReasonCode acknowledged(Mqtt5PublishResult result) {
        return result instanceof Mqtt5PublishResult.Mqtt5Qos1Result acknowledged
                ? ReasonCode.of(acknowledged.getPubAck().getReasonCode())
                : ReasonCode.of(Mqtt5PubAckReasonCode.SUCCESS);
    }

    /** Subscribes (QoS 1) and returns the broker's reason code. */
    public ReasonCode subscribe(String filter) throws MqttFailedException, InterruptedException {
        var answer = client.subscribeWith()
                .topicFilter(filter)
                .qos(MqttQos.AT_LEAST_ONCE)
                .send();
        return Acknowledgements.reason(
                answer, sub -> ReasonCode.of(sub.getReasonCodes().getFirst()), PATIENCE);
    }

    /** Completes when the session ends, whoever ends it. */
    public CompletableFuture<Disconnection> closed() {
        return closed.copy();
    }

    /** False from the moment {@link #closed} completes, before the client's own state does. */
    public boolean isOpen() {
        return !closed.isDone() && client.getState().isConnected();
    }

    @Override
    public void close() {
        if (isOpen()) {
            client.disconnect()
                    .orTimeout(5, TimeUnit.SECONDS)
                    .exceptionally(gone -> null)
                    .join();
        }
    }
}
