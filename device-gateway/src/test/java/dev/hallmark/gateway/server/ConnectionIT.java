package dev.hallmark.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.commons.pki.PkiMirror;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(GatewayWorld.class)
class ConnectionIT {
    private static final String URI = "/attestation/v1/challenges?a=%41";

    @Inject
    PkiMirror mirror;

    @Inject
    @Readiness
    ListeningCheck listening;

    @BeforeEach
    void mirrored() {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> mirror.current().authorities().size() == 2);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void theServiceGetsTheDevicesOwnExporter(HttpVersion version) throws Exception {
        try (var device = Device.anonymous(version);
                var other = Device.anonymous(version)) {
            var answer = device.send(HttpMethod.POST, URI, Map.of(), Buffer.buffer("{}"));
            var again = device.get(URI);

            assertThat(answer.json().path("body").textValue()).isEqualTo("{}");
            var facts = World.facts("attestation-service", answer.json());
            assertThat(facts.channelBinding()).contains(answer.exporter());
            assertThat(facts.clientCertificate()).isEmpty();
            assertThat(facts.ip()).startsWith("127.1.");
            assertThat(World.facts("attestation-service", again.json()).channelBinding())
                    .contains(answer.exporter());
            assertThat(other.get(URI).exporter()).isNotEqualTo(answer.exporter());
        }
    }

    @Test
    void theGatewayIsReadyOnceItListens() {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(listening.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP));
    }

    @Test
    void eachServiceHasItsOwnAudience() throws Exception {
        try (var device = Device.anonymous(HttpVersion.HTTP_1_1)) {
            var echo = device.get("/.well-known/est/default/cacerts").json();

            assertThat(World.facts("ca-service", echo).channelBinding()).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void whatAClientSaysOfItselfIsRemoved(HttpVersion version) throws Exception {
        Map<String, Iterable<String>> forged = Map.of(
                "hallmark-CONNECTION", List.of("a.b.c", "d.e.f"),
                "client-cert", List.of(":MIIB:"),
                "Client-Cert-Chain", List.of(":MIIB:"),
                "X-Forwarded-For", List.of("10.0.0.1"),
                "X-Forwarded-Client-Cert", List.of("Cert=x"),
                "Forwarded", List.of("for=10.0.0.1"),
                "X-Harmless", List.of("kept"));

        try (var device = Device.anonymous(version)) {
            var answer = device.send(HttpMethod.POST, URI, forged, Buffer.buffer("{}"));

            assertThat(World.facts("attestation-service", answer.json()).channelBinding())
                    .contains(answer.exporter());
            assertThat(answer.json().path("headers").fieldNames())
                    .toIterable()
                    .contains("x-harmless")
                    .noneMatch(name -> name.startsWith("client-cert") || name.contains("forwarded"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void aValidCertificateIsForwarded(HttpVersion version) throws Exception {
        try (var device = new Device(version, Optional.of("valid"))) {
            var facts = World.facts("attestation-service", device.get(URI).json());

            assertThat(facts.clientCertificate())
                    .hasValueSatisfying(leaf ->
                            assertThat(leaf.getSubjectX500Principal().getName()).isEqualTo("CN=dev-valid"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void anExpiredOrForeignCertificateFailsNoHandshakeAndIsNotForwarded(HttpVersion version) throws Exception {
        for (var name : List.of("expired", "foreign")) {
            try (var device = new Device(version, Optional.of(name))) {
                var answer = device.get(URI);

                assertThat(answer.status()).isEqualTo(200);
                assertThat(World.facts("attestation-service", answer.json()).clientCertificate())
                        .isEmpty();
            }
        }
    }

    @Test
    void aResumedSessionHasItsOwnExporterAndIsJudgedAgain() throws Exception {
        for (var name : List.of("valid", "expired")) {
            var session = World.file(name + ".session").toString();
            var certificate = World.file(name + ".pem").toString();
            var key = World.file(name + ".key").toString();
            var first = OpenSsl.request("-cert", certificate, "-key", key, "-sess_out", session);

            var second = OpenSsl.request("-cert", certificate, "-key", key, "-sess_in", session);

            assertThat(first.resumed()).isFalse();
            assertThat(second.resumed()).isTrue();
            assertThat(second.exporter()).isNotEqualTo(first.exporter());
            for (var request : List.of(first, second)) {
                var facts = World.facts("attestation-service", request.echo());
                assertThat(facts.channelBinding()).contains(request.exporter());
                assertThat(facts.clientCertificate().isPresent()).isEqualTo(name.equals("valid"));
            }
        }
    }
}
