package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.device.onboarding.Arrival;
import dev.hallmark.endtoend.system.Commands;
import dev.hallmark.endtoend.system.Fleet;
import dev.hallmark.endtoend.system.InternalErrors;
import dev.hallmark.endtoend.system.Operator;
import dev.hallmark.endtoend.system.Sandbox;
import dev.hallmark.testkit.vault.TransitServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Devices onboard with keys that never are in a service: in Vault, which is sealed meanwhile, and in an HSM. */
class KeyRingsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int DEVICES = 20;
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void devicesWaitForASealedVaultAndEachGetsOneCertificate() throws Exception {
        var token = UUID.randomUUID().toString();
        try (var vault = TransitServer.start(token);
                var sandbox = Sandbox.start(
                        Sandbox.newHome("vault-sandbox"),
                        Map.of("VAULT_ADDR", vault.address().toString(), "VAULT_TOKEN", token),
                        "--keys",
                        "vault")) {
            // Given
            var operator = new Operator(sandbox);
            var devices = Fleet.make(DEVICES);
            var batch = operator.welcome(Fleet.ids(devices));
            assertThat(vault.requests()).anyMatch(path -> path.contains("/sign/ca-"));

            // When
            vault.seal(true);
            var arrivals = arrivals(sandbox, devices);

            // Then: it says what is wrong, and what needs no key is served
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(log(sandbox))
                    .contains("a request is answered with 503", "Vault is sealed"));
            assertThat(keyRing(sandbox).path("up").asBoolean(true)).isFalse();
            assertThat(keyRing(sandbox).path("data").path("problem").asText()).contains("Vault is sealed");
            assertThat(arrivals).isNotDone();
            assertThat(revocationList(sandbox)).isEqualTo(200);
            assertThat(sandbox.metrics("ca"))
                    .contains("hallmark_keys_call_seconds_count{operation=\"sign\",outcome=\"unavailable\"}");

            // When
            vault.seal(false);

            // Then
            assertThat(arrivals.get(2, TimeUnit.MINUTES)).hasSize(DEVICES);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(operator.devices(batch, "onboarded"))
                    .hasSize(DEVICES));
            for (var id : Fleet.ids(devices)) {
                assertThat(operator.certificates(id, "active")).hasSize(1);
            }
            assertThat(keyRing(sandbox).path("up").asBoolean()).isTrue();
            assertThat(InternalErrors.of(sandbox)).isEmpty();
            assertThat(log(sandbox)).doesNotContain(token, "\tat dev.hallmark.keys");
        }
    }

    @Test
    void devicesOnboardWithKeysInAnHsm() throws Exception {
        var home = Sandbox.newHome("hsm-sandbox");
        try (var sandbox = Sandbox.start(home, "--keys", "pkcs11")) {
            // Given
            var devices = Fleet.make(3);
            new Operator(sandbox).welcome(Fleet.ids(devices));
            assertThat(Fleet.of(sandbox).onboard(devices.subList(0, 1))).hasSize(1);

            // When
            sandbox.kill("ca");

            // Then
            assertThat(Fleet.of(sandbox).within(PATIENCE).onboard(devices.subList(1, 3)))
                    .hasSize(2);
            assertThat(home.resolve("data/ca/keys.p12")).doesNotExist();
        }

        // What it was begun with is what it goes on with.
        var other = Commands.tryRun(Sandbox.hallmark(home, "up", "--free-ports", "--keys", "keystore"));
        assertThat(other.status()).isNotZero();
        assertThat(other.output()).contains("the keys of this sandbox are in pkcs11", "./hallmark reset");
    }

    private static CompletableFuture<List<Arrival>> arrivals(Sandbox sandbox, List<DeviceKeys> devices) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return Fleet.of(sandbox).within(PATIENCE.multipliedBy(2)).onboard(devices);
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** What ca-service says of its key ring. */
    private static JsonNode keyRing(Sandbox sandbox) throws Exception {
        var status = JSON.readTree(
                get(sandbox, sandbox.address("ca") + "/api/ca/v1/status").body());
        return status.path("checks")
                .valueStream()
                .filter(check -> check.path("name").asText().equals("key ring"))
                .findFirst()
                .orElseThrow();
    }

    private static int revocationList(Sandbox sandbox) throws Exception {
        var issuers = JSON.readTree(
                get(sandbox, sandbox.address("pki") + "/pki/v1/issuers").body());
        var list = issuers.path("issuers").path(0).path("crl").asText();
        return get(sandbox, sandbox.address("pki") + list).statusCode();
    }

    private static HttpResponse<String> get(Sandbox sandbox, String address) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "Bearer " + sandbox.token("operator"))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private static String log(Sandbox sandbox) throws IOException {
        return Files.readString(sandbox.home().resolve("logs/ca.log"));
    }
}
