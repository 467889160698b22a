package dev.hallmark.attestation.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.attestation.TestChallenge;
import dev.hallmark.attestation.TestDevice;
import dev.hallmark.attestation.TestFleet;
import dev.hallmark.attestation.TestGateway;
import dev.hallmark.embedded.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON that is well-formed, and that PostgreSQL's {@code jsonb} has no place for. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class OddClaimsIT {

    @Inject
    Pool database;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"swname\":\"a\\u0000b\"",
                "\"measurements\":[[1,\"a\\u0000b\"]]",
                "\"measurements\":[{\"a\\u0000b\":1}]",
                "\"measurements\":[1e400000]",
                "\"measurements\":[-1e400000]",
                "\"measurements\":[1e-400000]",
                "\"measurements\":[\"\\ud800\"]",
                "\"swversion\":[\"a\\u0000b\"]"
            })
    void areRecorded(String member) {
        var device = TestFleet.device();
        var connection = TestGateway.connect();
        var challenge = TestChallenge.get(device, connection);
        var jws = device.eat(device.claims(challenge, connection.exporter()));
        jws.setPayload("{" + member + "," + jws.getUnverifiedPayload().substring(1));

        var answer = challenge.answerEat(TestDevice.serialise(jws), connection);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(recorded(device)).contains(member.substring(0, member.indexOf(':')));
    }

    private String recorded(TestDevice device) {
        return database.preparedQuery("select claims::text from device where id = $1")
                .execute(Tuple.of(Buffer.buffer(device.id().bytes())))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getString(0);
    }
}
