package dev.hallmark.keys.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hallmark.keys.Digests;
import dev.hallmark.keys.KeyAlgorithm;
import dev.hallmark.keys.KeyId;
import dev.hallmark.keys.KeyName;
import dev.hallmark.keys.KeyRing;
import dev.hallmark.keys.KeyRingException;
import dev.hallmark.testkit.vault.TransitServer;
import io.quarkus.vault.client.VaultClient;
import io.quarkus.vault.client.http.vertx.VertxVaultHttpClient;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only a server of our own can be made to do: to be sealed, slow and away, and to refuse one item of many. */
class VaultOutageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final String TOKEN = "a-token-of-the-test";
    private static final Vertx VERTX = Vertx.vertx();

    private TransitServer server;
    private KeyRing ring;
    private KeyId key;

    @BeforeEach
    void start() throws IOException {
        server = TransitServer.start(TOKEN);
        ring = new VaultKeyRing(client(TOKEN), "transit", 8);
        key = get(ring.create(new KeyName("some"), KeyAlgorithm.ES256));
    }

    @AfterEach
    void stop() {
        server.release();
        server.close();
    }

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void oneThatFailsTakesNoOtherOfItsBatchWithIt() {
        // Given
        server.fail(Base64.getEncoder().encodeToString(Digests.of(KeyAlgorithm.Hash.SHA256, bytes("3"))));

        // When
        var outcomes = signs(6);

        // Then
        assertThat(outcomes.stream().filter(Outcome::failed).map(Outcome::message))
                .containsExactly("3");
        assertThat(server.requests().stream().filter(path -> path.contains("/sign/")))
                .hasSize(2);
    }

    @Test
    void aBatchIsNeverLargerThanItMayBe() {
        assertThat(signs(1 + 8 + 8 + 1)).noneMatch(Outcome::failed);
        assertThat(server.requests().stream().filter(path -> path.contains("/sign/")))
                .hasSize(4);
    }

    @Test
    void aSealedVaultIsUnavailableAndIsUsedAgainAfterwards() {
        // Given
        server.seal(true);

        // Then
        assertThatThrownBy(() -> get(sign("x")))
                .isInstanceOfSatisfying(
                        KeyRingException.class, e -> assertThat(e.passes()).isTrue())
                .hasMessageContaining("503")
                .hasMessageContaining("Vault is sealed");
        assertThatThrownBy(() -> get(ring.create(new KeyName("new"), KeyAlgorithm.ES256)))
                .hasMessageContaining("Vault is sealed");
        assertThatThrownBy(() -> get(ring.check())).hasMessageContaining("Vault is sealed");

        // When
        server.seal(false);

        // Then
        assertThat(get(sign("x"))).isNotEmpty();
    }

    @Test
    void whatWaitsFailsWithACallThatFailsAsAWhole() {
        // Given
        server.seal(true);

        // When
        var outcomes = signs(5);

        // Then
        assertThat(outcomes).allMatch(Outcome::failed);
        assertThat(server.requests().stream().filter(path -> path.contains("/sign/")))
                .hasSize(1);
    }

    @Test
    void aSlowVaultIsUnavailable() {
        server.hold();
        ring = new VaultKeyRing(
                builder()
                        .requestTimeout(Duration.ofMillis(200))
                        .clientToken(TOKEN)
                        .build(),
                "transit",
                8);

        assertThatThrownBy(() -> get(sign("x")))
                .isInstanceOfSatisfying(
                        KeyRingException.class, e -> assertThat(e.passes()).isTrue())
                .hasMessageContaining("quarkus.vault.read-timeout");
    }

    @Test
    void anOutageInMidBatchFailsWhatWasOnItsWayAndNothingLater() throws IOException {
        // Given
        server.hold();
        var before = Stream.of("1", "2", "3").map(this::outcome).toList();
        await().until(() -> server.requests().stream().anyMatch(path -> path.contains("/sign/")));

        // When
        server.close();

        // Then
        assertThat(before).allMatch(outcome -> outcome.join().failed());
        try (var next = TransitServer.start(TOKEN, server.address().getPort()).with(server)) {
            assertThat(get(sign("x"))).isNotEmpty();
            assertThat(next.requests()).isNotEmpty();
        }
    }

    @Test
    void aRefusedTokenIsUnavailableAndItsErrorSaysSo() {
        var other = new VaultKeyRing(client("another"), "transit", 8);

        assertThatThrownBy(() -> get(other.sign(key, bytes("x"))))
                .isInstanceOfSatisfying(
                        KeyRingException.class, e -> assertThat(e.passes()).isTrue())
                .hasMessageContaining("403")
                .hasMessageContaining("permission denied")
                .hasMessageNotContaining("another");
    }

    @Test
    void aRotationChangesNothingForWhoeverNamesTheVersion() {
        // Given
        var before = get(ring.publicKey(key));

        // When
        server.rotate("some");

        // Then
        assertThat(get(ring.publicKey(key))).isEqualTo(before);
        var second = new KeyId(key.name(), 2);
        assertThat(get(ring.publicKey(second))).isNotEqualTo(before);
        assertThat(get(ring.create(key.name(), KeyAlgorithm.ES256))).isEqualTo(second);
    }

    @Test
    void answersComeOnTheContextOfWhoeverAsked() {
        // Given
        server.hold();
        Set<Context> wrong = ConcurrentHashMap.newKeySet();
        var all = new ArrayList<CompletableFuture<byte[]>>();

        // When
        for (int i = 0; i < 10; i++) {
            var signed = new CompletableFuture<byte[]>();
            all.add(signed);
            ((VertxInternal) VERTX).createEventLoopContext().runOnContext(ignored -> {
                var mine = Vertx.currentContext();
                sign("x")
                        .subscribe()
                        .with(
                                signature -> {
                                    if (Vertx.currentContext() != mine) {
                                        wrong.add(mine);
                                    }
                                    signed.complete(signature);
                                },
                                signed::completeExceptionally);
            });
        }

        server.release();

        // Then
        all.forEach(CompletableFuture::join);
        assertThat(wrong).isEmpty();
    }

    @Test
    void aGivenTokenIsRenewedBeforeItEnds() {
        server.lease(Duration.ofSeconds(2));

        new TokenRenewal(client(TOKEN), VERTX).begin();

        await().atMost(PATIENCE)
                .until(() -> server.requests().stream()
                                .filter(path -> path.endsWith("/renew-self"))
                                .count()
                        >= 2);
    }

    @Test
    void whoSignedInSignsInAgainWhenTheTokenIsRefused() {
        // Given
        var client = builder().appRole("role", "secret").build();
        var mine = new VaultKeyRing(client, "transit", 8);
        assertThat(get(mine.sign(key, bytes("x")))).isNotEmpty();

        // When
        server.accept("the next token");

        // Then
        await().atMost(PATIENCE).ignoreExceptions().until(() -> get(mine.sign(key, bytes("x"))).length > 0);
    }

    private record Outcome(String message, boolean failed) {}

    /** The first is on its way alone, and the others wait for it. */
    private List<Outcome> signs(int count) {
        server.hold();
        var begun = Stream.iterate(0, i -> i + 1)
                .limit(count)
                .map(String::valueOf)
                .map(this::outcome)
                .toList();
        server.release();
        return begun.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<Outcome> outcome(String message) {
        return sign(message)
                .map(signature -> new Outcome(message, false))
                .onFailure()
                .recoverWithItem(new Outcome(message, true))
                .subscribeAsCompletionStage();
    }

    private Uni<byte[]> sign(String message) {
        return ring.sign(key, bytes(message));
    }

    private VaultClient client(String token) {
        return builder().clientToken(token).build();
    }

    private VaultClient.Builder builder() {
        return VaultClient.builder()
                .baseUrl(server.address().toString())
                .executor(new VertxVaultHttpClient(WebClient.create(VERTX)))
                .requestTimeout(TIMEOUT);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
