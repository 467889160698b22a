package dev.hallmark.commons.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hallmark.commons.fault.Faults;
import dev.hallmark.commons.identity.SubjectPublicKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublishedKeysTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int COORDINATE = 32;

    private final Vertx vertx = Vertx.vertx();
    private volatile int status = 200;
    private final List<String> published = new CopyOnWriteArrayList<>();
    private final AtomicInteger looks = new AtomicInteger();
    private HttpServer attestation;
    private PublishedKeys keys;

    @BeforeEach
    void serve() throws IOException {
        attestation = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        attestation.createContext("/", this::answer);
        attestation.start();
        keys = keys(Clock.systemUTC());
    }

    private PublishedKeys keys(Clock clock) {
        var url = "http://127.0.0.1:" + attestation.getAddress().getPort() + "/jwks.json";
        return new PublishedKeys(vertx, new ObjectMapper(), clock, "attestation-service", URI.create(url));
    }

    @AfterEach
    void stop() {
        attestation.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aKeyThatAnotherReplicaPublishesJustAfterTheLastFetchIsFound() throws Exception {
        publish("first");
        assertThat(find("first")).isNotNull();
        publish("second");
        assertThat(find("second")).isNotNull();
    }

    @Test
    void anUnknownKeyIsRefused() {
        assertThatThrownBy(() -> find("nobody's")).hasRootCauseInstanceOf(InvalidJwsException.class);
    }

    /** The caller's own answer is then that it is to be tried again. */
    @Test
    void aServiceThatAnswersWithAnErrorIsAPassingFault() {
        status = 503;

        assertThatThrownBy(() -> find("first"))
                .satisfies(failure -> assertThat(Faults.passing(failure)).isTrue());
    }

    @Test
    void manyRequestsForUnknownKeysShareTheNextFetch() {
        // Given: all ask within one pause
        keys = keys(Clock.fixed(Instant.now(), ZoneOffset.UTC));
        assertThatThrownBy(() -> find("nobody's")).hasRootCauseInstanceOf(InvalidJwsException.class);

        // When
        var asked = Stream.generate(() -> keys.find("nobody's")).limit(100).toList();

        // Then
        assertThat(Uni.join()
                        .all(asked)
                        .andCollectFailures()
                        .onItemOrFailure()
                        .transform((found, e) -> e)
                        .await()
                        .atMost(PATIENCE))
                .isNotNull();
        assertThat(looks).hasValue(2);
    }

    private SubjectPublicKey find(String keyId) {
        return keys.find(keyId).await().atMost(PATIENCE);
    }

    private void publish(String keyId) throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var point = ((ECPublicKey) generator.generateKeyPair().getPublic()).getW();
        published.add("{\"kid\":\"%s\",\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"%s\",\"y\":\"%s\"}"
                .formatted(keyId, encode(point.getAffineX()), encode(point.getAffineY())));
    }

    private static String encode(BigInteger coordinate) {
        var octets = coordinate.toByteArray();
        var fixed = new byte[COORDINATE];
        var length = Math.min(COORDINATE, octets.length);
        System.arraycopy(octets, octets.length - length, fixed, COORDINATE - length, length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(fixed);
    }

    private void answer(HttpExchange exchange) throws IOException {
        looks.incrementAndGet();
        var body = "{\"keys\":[%s]}".formatted(String.join(",", published)).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
