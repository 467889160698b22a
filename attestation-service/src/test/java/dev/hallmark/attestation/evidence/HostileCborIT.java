package dev.hallmark.attestation.evidence;

import static dev.hallmark.attestation.evidence.RefusalAssertions.assertProblem;
import static dev.hallmark.attestation.evidence.RefusalAssertions.assertReason;
import static dev.hallmark.attestation.evidence.RefusalAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.upokecenter.cbor.CBORObject;
import dev.hallmark.attestation.TestChallenge;
import dev.hallmark.attestation.TestCwt;
import dev.hallmark.attestation.TestDevice;
import dev.hallmark.attestation.TestFleet;
import dev.hallmark.attestation.TestGateway;
import dev.hallmark.embedded.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** What can be tried with an EAT in CBOR and with a raw transcript, and what a good one gets. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class HostileCborIT {

    private final TestGateway connection = TestGateway.connect();
    private final TestDevice device = TestFleet.device();
    private final TestChallenge challenge = TestChallenge.get(device, connection);

    /** A COSE thumbprint is all that is known of the key, so the token hands on that. */
    @Test
    void theKeyThatAGoodOneConfirmsIsInTheToken() {
        var thumbprint = new byte[32];
        var claims = claims().Add(8, CBORObject.NewMap().Add(5, thumbprint));

        var answer = challenge.answerCwt(TestCwt.signed(device, TestCwt.header(device), claims), connection);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var token = JsonPath.from(answer.body()).getString("token");
        var payload = token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
        var json = new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
        assertThat(json).contains("\"cnf\":{\"ckt\":\"" + "A".repeat(43) + "\"}");
    }

    @Test
    void oneKeyTwice() {
        var claims = claims().EncodeToBytes();
        var twice = new ByteArrayOutputStream();
        twice.write(claims[0] + 1);
        twice.writeBytes(new byte[] {3, 0x61, 'x'});
        twice.write(claims, 1, claims.length - 1);

        refused(signed(twice.toByteArray()), "malformed");
    }

    /** The algorithm, as good as it is, comes once. */
    @Test
    void oneKeyTwiceInTheProtectedHeader() {
        var header = TestCwt.header(device).EncodeToBytes();
        var twice = new ByteArrayOutputStream();
        twice.write(header[0] + 1);
        twice.writeBytes(new byte[] {1, 0x26});
        twice.write(header, 1, header.length - 1);

        refused(
                TestCwt.signed(device, twice.toByteArray(), CBORObject.NewMap(), claims().EncodeToBytes()),
                "malformed");
    }

    @Test
    void forAnotherAudience() {
        var claims = claims().Set(3, "urn:hallmark:another");

        refused(TestCwt.signed(device, TestCwt.header(device), claims), "audience");
    }

    @Test
    void aboutAnotherDevice() {
        var ueid = claims().get(CBORObject.FromObject(256)).GetByteString();
        ueid[32] ^= 1;

        refused(TestCwt.signed(device, TestCwt.header(device), claims().Set(256, ueid)), "ueid");
    }

    @Test
    void withTheKidOfAnotherDevice() {
        var header = TestCwt.header(device).Set(4, TestDevice.create().id().bytes());

        refused(TestCwt.signed(device, header, claims()), "key");
    }

    @Test
    void nestedDeeply() {
        var nested = new byte[5000];
        Arrays.fill(nested, (byte) 0x81);
        nested[nested.length - 1] = 0;

        refused(signed(nested), "malformed");
    }

    @Test
    void aLengthThatLies() {
        refused(new byte[] {(byte) 0xd2, (byte) 0x84, 0x5a, 0x7f, -1, -1, -1}, "malformed");
    }

    @Test
    void tooLargeBurnsNothing() {
        assertProblem(challenge.answerCwt(new byte[16_385], connection), 413, "evidence-too-large");

        var good = TestCwt.good(device, challenge, connection.exporter());
        assertThat(challenge.answerCwt(good, connection).statusCode()).isEqualTo(200);
    }

    @Test
    void anotherAlgorithm() {
        var header = CBORObject.NewMap().Add(1, -35);

        refused(TestCwt.signed(device, header, claims()), "algorithm");
    }

    @Test
    void aCertificateInTheHeader() {
        var header = TestCwt.header(device).Add(33, new byte[1]);

        refused(TestCwt.signed(device, header, claims()), "malformed");
    }

    /** One octet of the audience becomes one of the challenge's id: the octets are the same, their bounds are not. */
    @Test
    void aTranscriptWhoseLengthsLie() {
        var transcript = device.transcript(challenge, connection.exporter().orElseThrow(), 1);
        transcript[20]--;

        assertRefused(challenge.answerRaw(device.raw(transcript, 1), connection));

        assertReason(device, "signature");
    }

    private void refused(byte[] evidence, String reason) {
        assertRefused(challenge.answerCwt(evidence, connection));
        assertRefused(challenge.answerCwt(TestCwt.good(device, challenge, connection.exporter()), connection));
        assertReason(device, reason);
    }

    private byte[] signed(byte[] payload) {
        return TestCwt.signed(device, TestCwt.header(device).EncodeToBytes(), CBORObject.NewMap(), payload);
    }

    private CBORObject claims() {
        return TestCwt.claims(device, challenge, connection.exporter());
    }
}
