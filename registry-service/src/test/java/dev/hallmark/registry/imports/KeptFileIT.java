package dev.hallmark.registry.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.registry.Registry;
import dev.hallmark.registry.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class KeptFileIT {

    @Inject
    Pool pool;

    private final String tenant = Registry.tenant();

    @Test
    void theFileOfADryRunIsImportedOnceHoweverOftenItIsStarted() {
        // Given: more than one part
        var ids = Registry.deviceIds(20_000);
        var batch = Registry.batch(tenant, true);
        var dry = dryRun(batch, Registry.json(ids));

        // When
        var first = start(dry, "").then().statusCode(202).extract();
        var second = start(dry, "").then().statusCode(202).extract();

        // Then
        assertThat(first.<Integer>path("accepted")).isEqualTo(ids.size());
        assertThat(first.<Boolean>path("dryRun")).isFalse();
        for (var member : List.of("import", "received", "accepted", "duplicate", "startedAt")) {
            assertThat(second.<Object>path(member)).as(member).isEqualTo(first.path(member));
        }
        Registry.get(tenant, "/imports/" + dry)
                .then()
                .body("started", equalTo(first.path("import")))
                .body("keptUntil", nullValue());
        assertThat(parts(dry)).isZero();
        Registry.get(tenant, "/batches/" + batch + "/imports")
                .then()
                .body("items.import", contains(first.<String>path("import"), dry));
    }

    /** Both are of more than one part, and the other is refused at its end only. */
    @Test
    void whatIsSentAgainDoesNotReplaceTheKeptFile() {
        // Given
        var reviewed = Registry.deviceIds(20_000);
        var batch = Registry.batch(tenant, true);
        var key = UUID.randomUUID();
        send(batch, key, Registry.json(reviewed)).then().statusCode(202);

        // When
        send(batch, key, Registry.json(Registry.deviceIds(20_000))).then().statusCode(422);
        var imported = start(key.toString(), "");

        // Then
        imported.then().statusCode(202).body("accepted", equalTo(reviewed.size()));
        for (var id : List.of(reviewed.getFirst(), reviewed.getLast())) {
            Registry.get(tenant, "/devices/" + id).then().body("batch", equalTo(batch));
        }
    }

    @Test
    void unregisteredDevicesAreRegisteredWhenTheStartSaysSo() {
        // Given
        var batch = Registry.batch(tenant, false);
        var file = Registry.json(Registry.deviceIds(2));

        // When
        var without = start(dryRun(batch, file), "");
        var with = start(dryRun(batch, file), "?register=true");

        // Then
        without.then().statusCode(202).body("accepted", equalTo(0)).body("rejected", equalTo(2));
        with.then().statusCode(202).body("accepted", equalTo(2)).body("rejected", equalTo(0));
    }

    @Test
    void whatTheFirstStartSaysOfUnregisteredDevicesStays() {
        // Given
        var batch = Registry.batch(tenant, false);
        var dry = dryRun(batch, Registry.json(Registry.deviceIds(2)));

        // When
        var first = start(dry, "?register=true").then().statusCode(202).extract();
        var other = start(dry, "?register=false");

        // Then
        other.then()
                .statusCode(409)
                .body("type", endsWith("started-differently"))
                .body("detail", containsString("register=true"));
        for (var same : List.of("?register=true", "")) {
            start(dry, same).then().statusCode(202).body("import", equalTo(first.path("import")));
        }
    }

    /** Of 3 MB in this test; each file has 1.3 MB. */
    @Test
    void aFileOverTheQuotaIsNotKeptAndTheDryRunSaysSo() {
        // Given
        var batch = Registry.batch(tenant, true);
        var first = dryRun(batch, Registry.json(Registry.deviceIds(20_000)));
        assertThat(parts(dryRun(batch, Registry.json(Registry.deviceIds(20_000)))))
                .isEqualTo(2);
        var ids = Registry.deviceIds(20_000);

        // When
        var over = send(batch, "?dryRun=true&keep=true", Registry.json(ids));

        // Then
        over.then()
                .statusCode(202)
                .body("state", equalTo("completed"))
                .body("accepted", equalTo(ids.size()))
                .body("keptUntil", nullValue())
                .body("notKept", containsString("quota of 3 MB"));
        start(over.path("import"), "").then().statusCode(409);
        assertThat(stored()).isEqualTo(4);

        // And: other tenants have their own, and what is imported makes room
        var another = Registry.tenant();
        Registry.operator(another)
                .contentType(Registry.JSON)
                .body(Registry.json(ids))
                .post(Registry.API + "/batches/" + Registry.batch(another, true) + "/devices?dryRun=true&keep=true")
                .then()
                .body("keptUntil", notNullValue())
                .body("notKept", nullValue());
        start(first, "").then().statusCode(202);
        assertThat(dryRun(batch, Registry.json(ids))).isNotBlank();
    }

    @Test
    void theImportsOfABatchArePaged() {
        // Given
        var batch = Registry.batch(tenant, true);
        var older = dryRun(batch, Registry.json(Registry.deviceIds(1)));
        var newer = dryRun(batch, Registry.json(Registry.deviceIds(1)));

        // When
        var first = Registry.get(tenant, "/batches/" + batch + "/imports?limit=1");
        var second = Registry.get(tenant, "/batches/" + batch + "/imports?limit=1&cursor=" + first.path("next"));

        // Then
        first.then().body("items.import", contains(newer));
        second.then().body("items.import", contains(older)).body("next", nullValue());
        Registry.get(tenant, "/batches/" + batch + "/imports?cursor=YWJj")
                .then()
                .statusCode(400);
    }

    @Test
    void withoutAKeptFileNothingStarts() {
        // Given
        var batch = Registry.batch(tenant, true);
        var file = Registry.json(Registry.deviceIds(1));
        var unkept = send(batch, "?dryRun=true", file)
                .then()
                .body("keptUntil", nullValue())
                .extract();
        var over = dryRun(batch, file);
        pool.preparedQuery("update file_import set kept_until = now() - interval '1 second' where id = $1")
                .execute(Tuple.of(UUID.fromString(over)))
                .await()
                .indefinitely();

        // When and Then
        start(unkept.path("import"), "").then().statusCode(409);
        start(over, "").then().statusCode(409);
        start(UUID.randomUUID().toString(), "").then().statusCode(404);
        Registry.operator(Registry.tenant())
                .post(Registry.API + "/imports/" + dryRun(batch, file) + "/start")
                .then()
                .statusCode(404);
        send(batch, "?keep=true", file).then().statusCode(400);
    }

    @Test
    void aViewerStartsNothing() {
        Registry.as(tenant, "viewer")
                .post(Registry.API + "/imports/" + UUID.randomUUID() + "/start")
                .then()
                .statusCode(403);
    }

    private long parts(String dryRun) {
        return count(
                "select count(*) from file_import_part p join file_import i on i.kept_file = p.file where i.id = $1",
                UUID.fromString(dryRun));
    }

    private long stored() {
        return count("select count(*) from file_import_part where tenant = $1", tenant);
    }

    private long count(String query, Object parameter) {
        return pool.preparedQuery(query)
                .execute(Tuple.of(parameter))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    private String dryRun(String batch, String file) {
        var answer = send(batch, "?dryRun=true&keep=true", file);
        assertThat(answer.<String>path("keptUntil")).isNotBlank();
        return answer.path("import");
    }

    private Response send(String batch, String query, String file) {
        return Registry.operator(tenant)
                .contentType(Registry.JSON)
                .body(file)
                .post(Registry.API + "/batches/" + batch + "/devices" + query);
    }

    private Response send(String batch, UUID key, String file) {
        return Registry.operator(tenant)
                .header("Idempotency-Key", key)
                .contentType(Registry.JSON)
                .body(file)
                .post(Registry.API + "/batches/" + batch + "/devices?dryRun=true&keep=true");
    }

    private Response start(String dryRun, String query) {
        return Registry.operator(tenant).post(Registry.API + "/imports/" + dryRun + "/start" + query);
    }
}
