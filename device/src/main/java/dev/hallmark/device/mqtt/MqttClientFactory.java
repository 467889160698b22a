package dev.hallmark.device.mqtt;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import dev.hallmark.device.connection.ConnectionDetails;
import dev.hallmark.device.identity.Certificates;
import dev.hallmark.device.identity.ClientCertificate;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Creates HiveMQ clients for devices. */
final class MqttClientFactory {

    private static final long CONNECT_SECONDS = 20;

    private MqttClientFactory() {}

    static Mqtt5AsyncClient create(
            ConnectionDetails details, ClientCertificate certificate, CompletableFuture<Disconnection> closed)
            throws MqttFailedException {
        return Mqtt5Client.builder()
                .identifier(details.clientId())
                .serverHost(details.host())
                .serverPort(details.port())
                .sslConfig(tls(details, certificate))
                .transportConfig()
                .socketConnectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .mqttConnectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .applyTransportConfig()
                .addDisconnectedListener(context -> closed.complete(disconnection(context)))
                .buildAsync();
    }

    private static Disconnection disconnection(MqttClientDisconnectedContext context) {
        return new Disconnection(Instant.now(), Acknowledgements.describe(context.getCause()));
    }

    /** TLS as everywhere: 1.3, trust in the broker's authorities alone, host name checked (the client's default). */
    private static MqttClientSslConfig tls(ConnectionDetails details, ClientCertificate certificate)
            throws MqttFailedException {
        try {
            return MqttClientSslConfig.builder()
                    .keyManagerFactory(certificate.keyManagers())
                    .trustManagerFactory(Certificates.trustIn(details.brokerAuthorities()))
                    .protocols(List.of("TLSv1.3"))
                    .build();
        } catch (IOException e) {
            throw new MqttFailedException("the connection details carry no authority of the broker", e);
        }
    }
}
