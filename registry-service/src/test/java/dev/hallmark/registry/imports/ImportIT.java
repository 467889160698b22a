package dev.hallmark.registry.imports;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.registry.Registry;
import dev.hallmark.registry.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class ImportIT {

    @Test
    void registeredDevicesComeIntoABatch() {
        // Given
        var tenant = Registry.tenant();
        var ids = Registry.deviceIds(12);
        Registry.register(tenant, Registry.JSON, Registry.json(ids))
                .then()
                .statusCode(202)
                .body("accepted", equalTo(12));
        var batch = Registry.batch(tenant, false);

        // When
        var answer = Registry.add(tenant, batch, Registry.JSON, Registry.json(ids));

        // Then
        answer.then()
                .statusCode(202)
                .header("Location", startsWith("http"))
                .body("state", equalTo("completed"))
                .body("received", equalTo(12))
                .body("accepted", equalTo(12))
                .body("errors", hasSize(0));
        Registry.get(tenant, "/imports/" + answer.path("import"))
                .then()
                .statusCode(200)
                .body("accepted", equalTo(12));
        Registry.get(tenant, "/batches/" + batch).then().body("devices.registered", equalTo(12));
        Registry.get(tenant, "/devices?batch=" + batch).then().body("items", hasSize(12));
        Registry.get(tenant, "/devices/" + ids.getFirst())
                .then()
                .statusCode(200)
                .body("state", equalTo("registered"))
                .body("batch", equalTo(batch))
                .body("version", equalTo(1));
    }

    @Test
    void badLinesOfACsvAreReportedByLineAndTheGoodOnesLand() {
        // Given
        var tenant = Registry.tenant();
        var ids = Registry.deviceIds(3);
        var batch = Registry.batch(tenant, true);
        var file =
                "\uFEFFSerial,Device-Id,colour\r\nA-1,%s,red\r\nA-2,xyz,red\r\n\r\n\"A,3\",%s,red\r\nA-4,,red\r\nA-5,%s,red\r\nA-6,%s"
                        .formatted(ids.get(0), ids.get(1).toUpperCase(Locale.ROOT), ids.get(1), ids.get(2));

        // When
        var answer = Registry.add(tenant, batch, Registry.CSV, file);

        // Then
        answer.then()
                .statusCode(202)
                .body("received", equalTo(6))
                .body("accepted", equalTo(3))
                .body("duplicate", equalTo(0))
                .body("rejected", equalTo(3))
                .body("errors.line", equalTo(List.of(3, 6, 7)));
        assertThat(answer.<List<String>>path("errors.reason"))
                .containsExactly(
                        "a device id has 64 hexadecimal characters, not 3: xyz",
                        "no device id",
                        "the stored serial is \"A,3\", not \"A-5\"; an operator can change it with update=true");
        Registry.get(tenant, "/devices/" + ids.get(1)).then().body("serial", equalTo("A,3"));
    }

    @Test
    void whatComesBeforeAMalformedPlaceStays() {
        // Given
        var tenant = Registry.tenant();
        var ids = Registry.deviceIds(2);
        var batch = Registry.batch(tenant, true);
        var key = UUID.randomUUID();

        // When
        var answer = Registry.operator(tenant)
                .header("Idempotency-Key", key)
                .contentType(Registry.JSON)
                .body("{\"devices\":[\n\"%s\",\n\"%s\",\noops".formatted(ids.get(0), ids.get(1)))
                .post(Registry.API + "/batches/" + batch + "/devices");

        // Then
        answer.then()
                .statusCode(400)
                .body("type", equalTo("https://hallmark.dev/problems/malformed-file"))
                .body("line", equalTo(4))
                .body("import", equalTo(key.toString()));
        Registry.get(tenant, "/imports/" + key)
                .then()
                .body("state", equalTo("failed"))
                .body("accepted", equalTo(2))
                .body("problem", startsWith("The file cannot be read from line 4 on"));
    }

    @Test
    void aFaultInTheFirstRowMentionsNoImportedRows() {
        var tenant = Registry.tenant();
        var path = Registry.API + "/batches/" + Registry.batch(tenant, true) + "/devices";

        for (var dryRun : List.of("", "?dryRun=true")) {
            Registry.operator(tenant)
                    .contentType(Registry.JSON)
                    .body(dryRun.isEmpty() ? "oops" : "{\"devices\":[\"" + Registry.deviceId() + "\",oops")
                    .post(path + dryRun)
                    .then()
                    .statusCode(400)
                    .body("detail", not(containsString("is imported")));
        }
    }

    @Test
    void aFileWithoutRowsIsRefusedAndItsImportFails() {
        // Given
        var tenant = Registry.tenant();
        var batch = Registry.batch(tenant, true);
        var files = Map.of(
                Registry.CSV,
                "deviceId,serial" + Registry.deviceId() + ",A-1", // as curl -d sends it
                Registry.JSON,
                "{\"devices\":[]}",
                "application/x-ndjson",
                "");

        files.forEach((type, file) -> {
            // When
            var answer = Registry.operator(tenant)
                    .contentType(type)
                    .body(file.getBytes(US_ASCII))
                    .post(Registry.API + "/batches/" + batch + "/devices");

            // Then
            answer.then()
                    .statusCode(400)
                    .body("type", equalTo("https://hallmark.dev/problems/malformed-file"))
                    .body("detail", startsWith("No rows found."))
                    .body("detail", containsString("--data-binary"));
            Registry.get(tenant, "/imports/" + answer.path("import"))
                    .then()
                    .body("state", equalTo("failed"))
                    .body("problem", startsWith("No rows found."));
        });
    }

    /** A client that reads no answer before it has sent everything must not wait for ever. */
    @Test
    void aFileRefusedAtItsBeginningIsAnsweredHoweverMuchFollows() {
        var tenant = Registry.tenant();

        Registry.add(tenant, Registry.batch(tenant, true), Registry.JSON, "[" + " ".repeat(20_000_000) + "]")
                .then()
                .statusCode(400)
                .body("line", equalTo(1));
    }

    @Test
    void aRefusedFileSaysWhatIsImportedOnlyWhereSomethingCameBeforeTheFault() {
        var tenant = Registry.tenant();
        var batch = Registry.batch(tenant, true);
        var cut = Registry.json(List.of(Registry.deviceId())).replace("]}", "");

        Registry.add(tenant, batch, Registry.JSON, cut)
                .then()
                .statusCode(400)
                .body("detail", endsWith(" What came before is imported."));
        Registry.add(tenant, batch, Registry.JSON, "nonsense")
                .then()
                .statusCode(400)
                .body("line", equalTo(1))
                .body("detail", not(containsString("imported")));
    }

    @Test
    void aFileThatCannotBeReadIsRefusedWithItsFault() {
        var tenant = Registry.tenant();
        var path = Registry.API + "/batches/" + Registry.batch(tenant, true) + "/devices";

        Registry.operator(tenant)
                .header("Idempotency-Key", "7")
                .contentType(Registry.JSON)
                .body("{}")
                .post(path)
                .then()
                .statusCode(400)
                .body("field", equalTo("Idempotency-Key"));
        Registry.operator(tenant)
                .contentType("text/plain")
                .body("x")
                .post(path)
                .then()
                .statusCode(415)
                .body("detail", startsWith("text/plain is not accepted here; send "))
                .body("detail", containsString("text/csv"));
        Registry.operator(tenant)
                .header("Content-Encoding", "gzip")
                .contentType(Registry.CSV)
                .body("x")
                .post(path)
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
        Registry.operator(tenant)
                .contentType(Registry.CSV)
                .post(path)
                .then()
                .statusCode(400)
                .body("line", equalTo(1));
    }
}
