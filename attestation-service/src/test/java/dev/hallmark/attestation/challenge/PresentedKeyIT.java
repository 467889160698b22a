package dev.hallmark.attestation.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import com.upokecenter.cbor.CBORObject;
import dev.hallmark.attestation.TestChallenge;
import dev.hallmark.attestation.TestDevice;
import dev.hallmark.attestation.TestFleet;
import dev.hallmark.attestation.TestGateway;
import dev.hallmark.embedded.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;

/** What a device may ask with, how often, and what form it gets the answer in. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class PresentedKeyIT {

    private static final String P256 = "3059301306072a8648ce3d020106082a8648ce3d030107034200";

    private final TestDevice device = TestDevice.create();

    @Test
    void followedByOtherOctetsIsRefused() {
        var key = device.publicKey();

        refused(Arrays.copyOf(key, key.length + 1), "not a SubjectPublicKeyInfo");
    }

    @Test
    void offTheCurveIsRefused() {
        var key = device.publicKey();
        key[key.length - 1] ^= 1;

        refused(key, "not a point of the curve");
    }

    @Test
    void compressedIsRefused() {
        var key = device.publicKey();
        var point = Arrays.copyOfRange(key, key.length - 65, key.length - 32);
        point[0] = (byte) (2 + (key[key.length - 1] & 1));
        var head = HexFormat.of().parseHex(P256.replace("3059", "3039").replace("034200", "032200"));
        var compressed = Arrays.copyOf(head, head.length + point.length);
        System.arraycopy(point, 0, compressed, head.length, point.length);

        refused(compressed, "not an uncompressed point");
    }

    @Test
    void withExplicitParametersIsRefused() throws Exception {
        var key = SubjectPublicKeyInfo.getInstance(device.publicKey());
        var explicit =
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, ECNamedCurveTable.getByName("P-256"));

        refused(
                new SubjectPublicKeyInfo(explicit, key.getPublicKeyData().getOctets()).getEncoded("DER"),
                "not given by its name");
    }

    @Test
    void ofShortRsaIsRefused() throws Exception {
        var rsa = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
        var key = new RSAPublicKey(
                BigInteger.TWO.pow(1024).subtract(BigInteger.valueOf(105)), BigInteger.valueOf(65_537));

        refused(new SubjectPublicKeyInfo(rsa, key).getEncoded("DER"), "RSA of 1024 bits");
    }

    @Test
    void ofSmallOrderIsRefused() throws Exception {
        var x25519 = new AlgorithmIdentifier(EdECObjectIdentifiers.id_X25519);
        var second = new byte[32];
        second[0] = 9;
        second[31] = (byte) 0x80;

        refused(new SubjectPublicKeyInfo(x25519, new byte[32]).getEncoded("DER"), "small order");
        refused(new SubjectPublicKeyInfo(x25519, second).getEncoded("DER"), "encoding of its coordinate");
        refused(new SubjectPublicKeyInfo(x25519, new byte[33]).getEncoded("DER"), "length");
    }

    @Test
    void ofCoefficientsBeyondTheModulusIsRefused() throws Exception {
        var mlKem = new AlgorithmIdentifier(NISTObjectIdentifiers.id_alg_ml_kem_768);
        var key = new byte[1184];
        key[1151] = (byte) 0xFF;

        refused(new SubjectPublicKeyInfo(mlKem, key).getEncoded("DER"), "below the modulus");
        refused(new SubjectPublicKeyInfo(mlKem, new byte[1183]).getEncoded("DER"), "length");
        refused(
                new SubjectPublicKeyInfo(
                                new AlgorithmIdentifier(NISTObjectIdentifiers.id_alg_ml_kem_768, DERNull.INSTANCE),
                                new byte[1184])
                        .getEncoded("DER"),
                "parameters");
    }

    @Test
    void isTakenSoManyTimesFromOneAddress() {
        var body = device.askBody().getBytes(StandardCharsets.UTF_8);
        var connection = TestGateway.connect();

        var answers = IntStream.range(0, 400)
                .mapToObj(i -> connection.postAsync("/attestation/v1/challenges", "application/json", body))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(404, 429);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 429)
                .first()
                .satisfies(refused -> {
                    assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
                    assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
                    assertThat(refused.body()).contains("https://hallmark.dev/problems/too-many-requests");
                });
        assertThat(TestChallenge.ask(TestDevice.create(), connection).statusCode())
                .isEqualTo(404);
    }

    @Test
    void isAnsweredInCborToWhoeverAsksForIt() {
        var known = TestFleet.device();

        var answer =
                TestGateway.connect().postForOctets("/attestation/v1/challenges", known.askBody(), "application/cbor");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/cbor");
        var challenge = CBORObject.DecodeFromBytes(answer.body());
        assertThat(challenge.getKeys())
                .extracting(CBORObject::AsString)
                .containsExactlyInAnyOrder(
                        "challengeId", "nonce", "audience", "profile", "binding", "algorithms", "expiresAt");
        assertThat(challenge.get("challengeId").AsString()).matches("[A-Za-z0-9_-]{22}");
        assertThat(challenge.get("nonce").GetByteString()).hasSize(32);
        assertThat(challenge.get("algorithms").ToJSONString()).isEqualTo("[\"ES256\"]");
        assertThat(Instant.parse(challenge.get("expiresAt").AsString())).isAfter(Instant.now());
    }

    @Test
    void isAnsweredInJsonToWhoeverTakesAnything() {
        var known = TestFleet.device();
        for (var accept : List.of("*/*", "application/*", "application/json")) {
            var answer = TestGateway.connect().postForOctets("/attestation/v1/challenges", known.askBody(), accept);

            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/json");
        }
    }

    @Test
    void isReadAsPemAndInLines() {
        var known = TestFleet.device();
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(known.publicKey());
        var pem = "-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----\n";

        for (var text : List.of(lines, pem, pem.replace("\n", "\r\n"))) {
            assertThat(ask(text).statusCode()).as(text).isEqualTo(201);
        }
    }

    @Test
    void thatIsSomethingElseIsRefusedByItsLabelAndItsPlace() {
        refused(
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
                "PEM labelled CERTIFICATE; accepted is PUBLIC KEY");
        refused("AAAA\nA_AA", "publicKey: not base64: line 2, column 2 has '_'");
        refused("A".repeat(16_385), "publicKey: longer than 16384 characters");
    }

    private static void refused(byte[] key, String words) {
        refused(Base64.getEncoder().encodeToString(key), words);
    }

    private static HttpResponse<String> ask(String publicKey) {
        var body = "{\"publicKey\":\"%s\",\"purpose\":\"onboard\"}"
                .formatted(publicKey.replace("\r", "\\r").replace("\n", "\\n"));
        return TestChallenge.ask(body, TestGateway.connect());
    }

    private static void refused(String publicKey, String words) {
        var answer = ask(publicKey);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("https://hallmark.dev/problems/invalid-request", words);
    }
}
