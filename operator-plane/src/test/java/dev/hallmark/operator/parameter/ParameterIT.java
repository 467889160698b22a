package dev.hallmark.operator.parameter;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.testkit.OperatorTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(OperatorTokens.class)
class ParameterIT {

    private static final String THINGS = "/api/test/v1/things";
    private static final String ID = "0123456789abcdef".repeat(4);
    private static final String UUID = "00000000-0000-4000-8000-000000000000";

    @Test
    void parametersAreRead() {
        assertThat(get("/" + ID.toUpperCase(Locale.ROOT)).asString()).isEqualTo(ID);
        assertThat(get("/" + ID + "/certificates/00AB/7/" + UUID).asString()).isEqualTo(ID + "ab7" + UUID);
        assertThat(get("?limit=7&all=true&device=" + ID).asString())
                .isEqualTo("default admin@default 7 " + ID + " true");
        assertThat(get("?from=99999999999&since=2026-03-01T12:00:00.5Z").asString())
                .isEqualTo("default admin@default 50 null false 99999999999 2026-03-01T12:00:00.500Z");
    }

    @Test
    void anEmptyQueryParameterIsNone() {
        assertThat(get("?device=").asString()).isEqualTo("default admin@default 50 null false");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/{63}                           | id      | 64 hexadecimal characters are accepted; this has 63 characters",
                "/{63}x                          | id      | 64 hexadecimal characters are accepted; this has others",
                "/{63}0/certificates/x/1/{uuid}  | serial  | a serial number of at most 20 octets in hexadecimal is accepted",
                "/{63}0/certificates/1/x/{uuid}  | version | a whole number of at most 2147483647 is accepted",
                "/{63}0/certificates/1/99999999999/{uuid} | version | a whole number of at most 2147483647 is accepted",
                "/{63}0/certificates/1/1/x       | import  | a UUID is accepted, 36 characters such as {uuid}",
                "/{63}0/certificates/1/1/1-1-1-1-1 | import | a UUID is accepted, 36 characters such as {uuid}",
                "?limit=x                        | limit   | a whole number of at most 2147483647 is accepted",
                "?from=9999999999999999999       | from    | a whole number of at most 9223372036854775807 is accepted",
                "?since=2026-03-01               | since   | a time in UTC such as 2026-03-01T12:00:00Z is accepted",
                "?all=yes                        | all     | true or false is accepted",
                "?device={63}                    | device  | 64 hexadecimal characters are accepted; this has 63 characters"
            })
    void anInvalidParameterIsNamedWithWhatIsAccepted(String path, String parameter, String accepted) {
        get(filled(path))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("https://hallmark.dev/problems/invalid-request"))
                .body("field", equalTo(parameter))
                .body("detail", equalTo(parameter + ": " + filled(accepted)));
    }

    @Test
    void aBodyOfAnotherTypeIsAnsweredWithTheAcceptedOnes() {
        given().auth()
                .oauth2(OperatorTokens.token("default", "admin"))
                .contentType("text/plain")
                .body("x")
                .post(THINGS)
                .then()
                .statusCode(415)
                .contentType("application/problem+json")
                .body("type", equalTo("https://hallmark.dev/problems/unsupported-media-type"))
                .body("accepted", equalTo(List.of("application/json", "text/csv")))
                .header("Accept", "application/json, text/csv")
                .body("detail", equalTo("text/plain is not accepted here; send application/json or text/csv."));
    }

    private static String filled(String text) {
        return text.replace("{63}", "a".repeat(63)).replace("{uuid}", UUID);
    }

    private static Response get(String path) {
        return given().auth().oauth2(OperatorTokens.token("default", "admin")).get(THINGS + path);
    }
}
