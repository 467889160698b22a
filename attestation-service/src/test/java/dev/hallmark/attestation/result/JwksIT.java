package dev.hallmark.attestation.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.attestation.TestGateway;
import dev.hallmark.embedded.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
        // A service that has just started may publish its own key between two looks.
        var tag = await().until(JwksIT::tag, first -> ifChangedSince(first).statusCode() == 304);

        var other = publish(Instant.now().plusSeconds(60));
        var changed = ifChangedSince(tag);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.body()).contains(other);
    }

    private static String tag() {
        var answer = TestGateway.send(request().build());
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("public, no-cache");
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private static HttpResponse<String> ifChangedSince(String tag) {
        return TestGateway.send(request().header("If-None-Match", tag).build());
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
