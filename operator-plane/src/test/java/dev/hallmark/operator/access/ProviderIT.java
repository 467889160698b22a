package dev.hallmark.operator.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.testkit.FakeProvider;
import dev.hallmark.testkit.ProviderAddress;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A service whose tokens are of an OIDC provider, by settings alone. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(value = ProviderAddress.class, restrictToAnnotatedClass = true)
class ProviderIT {

    private static final Map<String, Object> VIEWER = Map.of("groups", List.of("viewer"), "tenant", "other");

    /** One story: the service is started before its provider is, and outlives it. */
    @Test
    void aServiceStartsWithoutItsProviderAndReadsItsKeysWhenItNeedsThem() {
        // Given
        var early = get("e30.e30.e30");
        var provider = FakeProvider.at(ProviderAddress.port());

        // When
        var first = get(provider.token("ann", "hallmark-api", VIEWER));
        var elsewhere = get(provider.token("ann", "another-api", VIEWER));
        var anothers = get(provider.token("https://evil.test", "ann", "hallmark-api", VIEWER));
        provider.rotateKeys();
        var rotated = get(provider.token("ann", "hallmark-api", VIEWER));
        var known = provider.token("ann", "hallmark-api", VIEWER);
        provider.close();
        var orphaned = get(known);

        // Then
        assertThat(early.statusCode()).isEqualTo(503);
        assertThat(early.header("Retry-After")).isEqualTo("1");
        assertThat(early.jsonPath().getString("type")).endsWith("/unavailable");
        assertThat(first.asString()).isEqualTo("other ann 50 null false");
        assertThat(elsewhere.statusCode()).isEqualTo(401);
        assertThat(anothers.statusCode()).isEqualTo(401);
        assertThat(rotated.statusCode()).isEqualTo(200);
        assertThat(orphaned.statusCode()).isEqualTo(200);
    }

    private static Response get(String token) {
        return given().auth().oauth2(token).get("/api/test/v1/things");
    }
}
