package dev.hallmark.mosquitto.session;

import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The broker's second listener, where the agent may call itself what it likes. The broker allows one session per client
 * id, so to connect there under a device's name ends the device's session, and a clean start drops what was queued.
 */
@ApplicationScoped
class ControlListener {

    private final ControlConfiguration configuration;
    private final Vertx vertx;

    ControlListener(ControlConfiguration configuration, Vertx vertx) {
        this.configuration = configuration;
        this.vertx = vertx;
    }

    /** Ends the session of this client id, if there is one. */
    Uni<Void> takeOver(String clientId) {
        return client(clientId)
                .chain(client -> Uni.createFrom()
                        .completionStage(() -> client.connectWith()
                                .cleanStart(true)
                                .sessionExpiryInterval(0)
                                .send())
                        .ifNoItem()
                        .after(configuration.timeout())
                        .fail()
                        .chain(acknowledged -> Uni.createFrom().completionStage(client::disconnect)))
                .replaceWithVoid();
    }

    private Uni<Mqtt5AsyncClient> client(String clientId) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(() -> ControlCredentials.read(configuration), false)
                        .toCompletionStage())
                .map(credentials -> Mqtt5Client.builder()
                        .identifier(clientId)
                        .serverHost(configuration.host())
                        .serverPort(configuration.port())
                        .sslConfig(credentials)
                        .buildAsync());
    }
}
