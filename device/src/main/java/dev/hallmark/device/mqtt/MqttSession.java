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

/** A device's MQTT 5 session with its broker, by mutual TLS. It does not reconnect: an end is an end. */
public final class MqttSession implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Mqtt5AsyncClient client;
    private final CompletableFuture<Closure> closed;
    private final ReasonCode welcome;

    private MqttSession(Mqtt5AsyncClient client, CompletableFuture<Closure> closed, ReasonCode welcome) {
        this.client = client;
        this.closed = closed;
        this.welcome = welcome;
    }

    /** Connects with a clean start; {@code listener} gets every message, on a thread that it must not block. */
    public static MqttSession open(ConnectionDetails details, ClientCertificate certificate, Consumer<Message> listener)
            throws MqttFailedException, InterruptedException {
        var closed = new CompletableFuture<Closure>();
        var client = Clients.client(details, certificate, closed);
        client.publishes(MqttGlobalPublishFilter.ALL, message -> listener.accept(message(message)));
        var welcome = Answers.await(
                client.connectWith().cleanStart(true).keepAlive(30).send(), PATIENCE);
        return new MqttSession(client, closed, ReasonCode.of(welcome.getReasonCode()));
    }

    private static Message message(Mqtt5Publish publish) {
        var payload = new String(publish.getPayloadAsBytes(), StandardCharsets.UTF_8);
        return new Message(publish.getTopic().toString(), payload);
    }

    /** What the broker said to the connection. */
    public ReasonCode welcome() {
        return welcome;
    }

    /** Publishes at least once (QoS 1) and returns what the broker said to it. */
    public ReasonCode publish(String topic, String payload) throws MqttFailedException, InterruptedException {
        return Answers.reason(publishing(topic, payload), MqttSession::acknowledged, PATIENCE);
    }

    /** Publishes and does not wait: for the client's own threads, which must not. */
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

    /** Subscribes (QoS 1) and returns what the broker said to it. */
    public ReasonCode subscribe(String filter) throws MqttFailedException, InterruptedException {
        var answer = client.subscribeWith()
                .topicFilter(filter)
                .qos(MqttQos.AT_LEAST_ONCE)
                .send();
        return Answers.reason(answer, sub -> ReasonCode.of(sub.getReasonCodes().getFirst()), PATIENCE);
    }

    /** Completes when the session ends, whoever ends it. */
    public CompletableFuture<Closure> closed() {
        return closed.copy();
    }

    /** False from the moment {@link #closed} completes, which is before the client's own state says so. */
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
