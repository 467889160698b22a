package dev.hallmark.mosquitto.session;

import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The broker's second listener, where the agent may use any client id. The broker allows one session per client id, so
 * connecting there under a device's name ends the device's session, and a clean start drops its queued messages.
 */
@ApplicationScoped
class ControlListener {

    private final ControlSettings settings;
    private final Vertx vertx;

    ControlListener(ControlSettings settings, Vertx vertx) {
        this.settings = settings;
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
                        .after(settings.timeout())
                        .fail()
                        .chain(acknowledged -> Uni.createFrom().completionStage(client::disconnect)))
                .replaceWithVoid();
    }

    private Uni<Mqtt5AsyncClient> client(String clientId) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(() -> ControlCredentials.read(settings), false)
                        .toCompletionStage())
                .map(credentials -> Mqtt5Client.builder()
                        .identifier(clientId)
                        .serverHost(settings.host())
                        .serverPort(settings.port())
                        .sslConfig(credentials)
                        .buildAsync());
    }
}
