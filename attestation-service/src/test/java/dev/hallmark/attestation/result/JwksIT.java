package dev.hallmark.attestation.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.attestation.TestGateway;
import dev.hallmark.embedded.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class JwksIT {

    @Inject
    SigningKeys keys;

    @Inject
    SigningKeyTable table;

    @Inject
    Pool database;

    @Test
    void hasTheKeyBeforeItSigns() {
        var current = keys.current().await().indefinitely();

        assertThat(kids()).contains(current.verificationKey().kid());
    }

    @Test
    void hasTheKeysOfOtherReplicasUntilTheirLastTokenHasExpired() {
        var alive = publish(Instant.now().plusSeconds(60));
        var dead = publish(Instant.now().minusSeconds(1));

        assertThat(kids()).contains(alive).doesNotContain(dead);

        table.sweep().await().indefinitely();
        assertThat(kids()).contains(alive);
        assertThat(database.query("select count(*) from signing_key where last_expiry < now()")
                        .execute()
                        .await()
                        .indefinitely()
                        .iterator()
                        .next()
                        .getLong(0))
                .isZero();
    }

    @Test
    void isToldByItsTag() {
        var first = TestGateway.send(request().build());
        var tag = first.headers().firstValue("ETag").orElseThrow();

        assertThat(first.headers().firstValue("Cache-Control")).hasValue("public, no-cache");
        assertThat(TestGateway.send(request().header("If-None-Match", tag).build())
                        .statusCode())
                .isEqualTo(304);

        var other = publish(Instant.now().plusSeconds(60));
        var changed = TestGateway.send(request().header("If-None-Match", tag).build());
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.body()).contains(other);
    }

    private String publish(Instant lastExpiry) {
        var key = SigningKey.create(lastExpiry).verificationKey();
        table.publish(key, lastExpiry).await().indefinitely();
        return key.kid();
    }

    private static List<String> kids() {
        return JsonPath.from(TestGateway.send(request().build()).body()).getList("keys.kid");
    }

    private static HttpRequest.Builder request() {
        return HttpRequest.newBuilder(TestGateway.uri("/attestation/v1/jwks.json"));
    }
}
