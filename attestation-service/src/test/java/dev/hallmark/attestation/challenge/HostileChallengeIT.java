package dev.hallmark.attestation.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.hallmark.attestation.TestChallenge;
import dev.hallmark.attestation.TestDevice;
import dev.hallmark.attestation.TestFleet;
import dev.hallmark.attestation.TestGateway;
import dev.hallmark.embedded.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys that are written in some other way than the one, and bodies made to hurt. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class HostileChallengeIT {

    private static final byte[] GOOD = TestDevice.create().publicKey();
    /** Of SEQUENCE { SEQUENCE { ecPublicKey, prime256v1 }, BIT STRING } all but the point. */
    private static final int BEFORE_POINT = 26;

    private static final int POINT = 65;

    static Stream<Arguments> keys() {
        return Stream.of(
                argumentSet("octets after the key", Arrays.copyOf(GOOD, GOOD.length + 1)),
                argumentSet("a compressed point", compressed()),
                argumentSet("a point beside the curve", changedAt(GOOD.length - 1)),
                argumentSet("the point at infinity", key("3019301306072a8648ce3d020106082a8648ce3d030107030200", "00")),
                argumentSet("no curve", changedAt(BEFORE_POINT - 5)),
                argumentSet("explicit parameters", explicit()),
                argumentSet("an RSA key of 1024 bits", shortRsa()));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void aKeyHasOneSpelling(byte[] key) {
        var body = "{\"publicKey\":\"%s\",\"purpose\":\"onboard\"}"
                .formatted(Base64.getEncoder().encodeToString(key));

        var answer = TestChallenge.ask(body, TestGateway.connect());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        var problem = JsonPath.from(answer.body());
        assertThat(problem.getString("type")).isEqualTo("https://hallmark.dev/problems/invalid-request");
        assertThat(problem.getString("detail")).startsWith("publicKey");
    }

    @Test
    void aBodyIsReadOnlySoDeepAndOnlySoFar() {
        var deep = "{\"publicKey\":" + "[".repeat(50_000) + "]".repeat(50_000) + ",\"purpose\":\"onboard\"}";
        var large = "{\"publicKey\":\"" + "A".repeat(200_000) + "\",\"purpose\":\"onboard\"}";

        assertProblem(TestChallenge.ask(deep, TestGateway.connect()), 400, "unreadable-json");
        assertProblem(TestChallenge.ask(large, TestGateway.connect()), 413, "too-large");
    }

    @Test
    void aMemberThatComesTwiceIsRefused() {
        var device = TestFleet.device();
        var body = device.askBody();
        for (var member : List.of("\"purpose\":\"onboard\"", body.substring(1, body.indexOf(',')))) {
            var twice = body.replace("{", "{" + member + ",");

            assertProblem(TestChallenge.ask(twice, TestGateway.connect()), 400, "unreadable-json");
        }
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(JsonPath.from(answer.body()).getString("type")).isEqualTo("https://hallmark.dev/problems/" + code);
    }

    private static byte[] changedAt(int place) {
        var changed = GOOD.clone();
        changed[place] ^= 1;
        return changed;
    }

    private static byte[] key(String... hex) {
        return HexFormat.of().parseHex(String.join("", hex));
    }

    private static byte[] compressed() {
        var x = Arrays.copyOfRange(GOOD, BEFORE_POINT + 1, BEFORE_POINT + 1 + 32);
        var even = GOOD[BEFORE_POINT + POINT - 1] % 2 == 0;
        return key(
                "3039301306072a8648ce3d020106082a8648ce3d030107032200",
                even ? "02" : "03",
                HexFormat.of().formatHex(x));
    }

    /** P-256, spelt out instead of named; made by openssl. */
    private static byte[] explicit() {
        return Base64.getDecoder()
                .decode("MIIBSzCCAQMGByqGSM49AgEwgfcCAQEwLAYHKoZIzj0BAQIhAP////8AAAABAAAAAAAAAAAAAAAA////////////////"
                        + "MFsEIP////8AAAABAAAAAAAAAAAAAAAA///////////////8BCBaxjXYqjqT57PrvVV2mIa8ZR0GsMxTsPY7zjw+J9Jg"
                        + "SwMVAMSdNgiG5wSTamZ44ROdJreBn36QBEEEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpZP40Li/hp/m47n"
                        + "60p8D54WK84zV2sxXs7LtkBoN79R9QIhAP////8AAAAA//////////+85vqtpxeehPO5ysL8YyVRAgEBA0IABAliYUYa"
                        + "CcKrcI40T//JCnJq5XnPwR3bw7gP70J9MWEujQjdJP80E0a/aup/IO3Sp56CiguSf//WZqgCz4wxudA=");
    }

    private static byte[] shortRsa() {
        return Base64.getDecoder()
                .decode("MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC+wMJZIKsO/D34ygED0A5vlgO+mTKSA0PL8SL73SaxRvmJRccC"
                        + "yMKKXuU1F/G8s0AhJOJuLF7PfHkdKFcFL5z6m6Cf/7sWYNJeQiUeE974UtQUHIT91xL/OuOGLDrzxx23OGnt7ecfV9xI"
                        + "iui0b2hqfhPfuwJeAghL62XbABAtBwIDAQAB");
    }
}
