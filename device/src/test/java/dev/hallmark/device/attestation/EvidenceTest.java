package dev.hallmark.device.attestation;

import static dev.hallmark.device.attestation.Samples.EXPORTER;
import static dev.hallmark.device.attestation.Samples.IDENTITY;
import static dev.hallmark.device.attestation.Samples.OPERATIONAL;
import static dev.hallmark.device.attestation.Samples.attester;
import static dev.hallmark.device.attestation.Samples.challenge;
import static dev.hallmark.device.attestation.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.upokecenter.cbor.CBORObject;
import dev.hallmark.device.gateway.Json;
import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.device.identity.EcdsaSignature;
import dev.hallmark.device.identity.KeyFile;
import dev.hallmark.testkit.Programs;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceTest {

    private static final String PROFILE = "tag:hallmark.dev,2026:attestation/1";

    @TempDir
    private Path directory;

    @BeforeEach
    void writePublicKey() throws Exception {
        KeyFile.write(directory.resolve("k.pem"), IDENTITY);
        Programs.succeed(directory, "openssl", "pkey", "-in", "k.pem", "-pubout", "-out", "k.pub");
    }

    @Test
    void theTranscriptIsTheBytesOfTheProtocol() {
        var expected = "48414c4c4d41524b2d4154544553542d763100" // HALLMARK-ATTEST-v1, zero
                + "000c" + "68747470733a2f2f612e6578" // https://a.ex
                + "0016" + "414243444546474849".repeat(2) + "41424344" // the challenge's id
                + "0a".repeat(32) // the nonce
                + "cb".repeat(32) // the exporter
                + "d77238ff070ade19347b71e522e891fa9cf1cc1bad4c33d6648296637bca751f"
                + "9f9391b07f149aa98855293dedce1d4833b9dc7f8c5c8f93e6df6d589ccd1511"
                + "00".repeat(32) // no firmware key
                + "00010203";

        var transcript = Transcript.bytes(challenge("tls-exporter"), attester(0x00010203));

        assertThat(HexFormat.of().formatHex(transcript)).isEqualTo(expected);
    }

    @Test
    void aChallengeWithoutBindingSignsZeroes() throws Exception {
        var transcript = Transcript.bytes(challenge("none"), attester(1));
        var token = text(EatJwt.evidence(challenge("none"), attester(1)));

        assertThat(HexFormat.of().formatHex(transcript)).doesNotContain("cb".repeat(32));
        assertThat(Json.read(decode(token.split("\\.", -1)[1])).has("cb")).isFalse();
    }

    @Test
    void opensslVerifiesTheTranscriptsSignature() throws Exception {
        var challenge = challenge("tls-exporter");

        var evidence = Json.read(text(Transcript.evidence(challenge, attester(7))));

        Files.write(directory.resolve("data"), Transcript.bytes(challenge, attester(7)));
        Files.write(
                directory.resolve("sig"),
                Base64.getUrlDecoder().decode(evidence.path("signature").asText()));
        assertThat(verify()).contains("Verified OK");
        assertThat(evidence.path("softwareVersion").isInt()).isTrue();
        assertThat(evidence.path("operationalKey").asText())
                .isEqualTo(Base64.getEncoder().encodeToString(OPERATIONAL.subjectPublicKey()));
    }

    @Test
    void opensslVerifiesTheTokensSignature() throws Exception {
        var token = text(EatJwt.evidence(challenge("tls-exporter"), attester(7)));

        var end = token.lastIndexOf('.');
        var signature = Base64.getUrlDecoder().decode(token.substring(end + 1));
        Files.writeString(directory.resolve("data"), token.substring(0, end));
        Files.write(directory.resolve("sig"), der(signature));
        assertThat(verify()).contains("Verified OK");
    }

    @Test
    void theTokenSaysWhatTheProtocolAsks() throws Exception {
        var parts =
                text(EatJwt.evidence(challenge("tls-exporter"), attester(7))).split("\\.", -1);

        assertThat(decode(parts[0]))
                .isEqualTo("{\"alg\":\"ES256\",\"typ\":\"eat+jwt\",\"kid\":"
                        + "\"d77238ff070ade19347b71e522e891fa9cf1cc1bad4c33d6648296637bca751f\"}");
        var claims = Json.read(decode(parts[1]));
        assertThat(claims.path("eat_nonce").asText())
                .isEqualTo(challenge("none").nonce());
        assertThat(claims.path("aud").asText()).isEqualTo("https://a.ex");
        assertThat(claims.path("eat_profile").asText()).isEqualTo("tag:hallmark.dev,2026:attestation/1");
        assertThat(claims.path("ueid").asText()).isEqualTo("AddyOP8HCt4ZNHtx5SLokfqc8cwbrUwz1mSClmN7ynUf");
        assertThat(claims.path("cb").asText())
                .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(EXPORTER));
        assertThat(claims.path("cnf").toString())
                .isEqualTo("{\"jkt\":\"j72kQT-dpOoKd_-AOy81OuKn9Bpa7AxSFt3rCq3prIA\"}");
        assertThat(claims.path("swversion").toString()).isEqualTo("[\"7\"]");
    }

    @Test
    void aSingleKeyIsNotNamedTwice() throws Exception {
        var single = new Attester(DeviceKeys.single(IDENTITY), new Software("s", 1), EXPORTER);

        var token = text(EatJwt.evidence(challenge("tls-exporter"), single));
        var transcript = Json.read(text(Transcript.evidence(challenge("tls-exporter"), single)));

        assertThat(Json.read(decode(token.split("\\.", -1)[1])).has("cnf")).isFalse();
        assertThat(transcript.has("operationalKey")).isFalse();
    }

    @Test
    void opensslVerifiesTheCwtsSignature() throws Exception {
        var message = CBORObject.DecodeFromBytes(
                EatCwt.evidence(challenge("tls-exporter"), attester(7)).body());

        var header = message.get(0).GetByteString();
        var payload = message.get(2).GetByteString();
        var signed =
                "846a" + HexFormat.of().formatHex("Signature1".getBytes(StandardCharsets.US_ASCII)) // an array of 4
                        + "5826" + HexFormat.of().formatHex(header)
                        + "40" // nothing from outside
                        + "58%02x".formatted(payload.length) + HexFormat.of().formatHex(payload);
        Files.write(directory.resolve("data"), HexFormat.of().parseHex(signed));
        Files.write(directory.resolve("sig"), der(message.get(3).GetByteString()));
        assertThat(verify()).contains("Verified OK");
    }

    /** Octet by octet, as RFC 9052 and RFC 9711 have it. */
    @Test
    void theCwtSaysWhatTheProtocolAsks() {
        var evidence = EatCwt.evidence(challenge("tls-exporter"), attester(7));

        var header = "a2" + "0126" // ES256
                + "045820d77238ff070ade19347b71e522e891fa9cf1cc1bad4c33d6648296637bca751f";
        var claims = "a8" + "036c" + "68747470733a2f2f612e6578" // https://a.ex
                + "08a1055820" + HexFormat.of().formatHex(OPERATIONAL.coseThumbprint())
                + "0a5820" + "0a".repeat(32) // the nonce
                + "1901005821" + "01d77238ff070ade19347b71e522e891fa9cf1cc1bad4c33d6648296637bca751f" // ueid
                + "1901097823" + HexFormat.of().formatHex(PROFILE.getBytes(StandardCharsets.US_ASCII))
                + "19010e64" + "74657374" // test
                + "19010f81" + "6137" // [ "7" ]
                + "3a000124f85820" + "cb".repeat(32); // the exporter
        assertThat(evidence.contentType()).isEqualTo("application/eat+cwt");
        assertThat(HexFormat.of().formatHex(evidence.body()))
                .startsWith("d284" + "5826" + header + "a0" + "58%02x".formatted(claims.length() / 2) + claims + "5840")
                .hasSize(2 * (2 + 2 + 38 + 1 + 2 + claims.length() / 2 + 2 + 64));
    }

    @Test
    void aCwtWithoutBindingOrSecondKeyLeavesThemOut() {
        var single = new Attester(DeviceKeys.single(IDENTITY), new Software("s", 1), EXPORTER);

        var message = CBORObject.DecodeFromBytes(
                EatCwt.evidence(challenge("none"), single).body());

        var claims = CBORObject.DecodeFromBytes(message.get(2).GetByteString());
        assertThat(claims.getKeys())
                .extracting(CBORObject::AsInt32)
                .containsExactlyInAnyOrder(3, 10, 256, 265, 270, 271);
    }

    @Test
    void eachFormatHasItsMediaType() {
        assertThat(EvidenceFormat.values())
                .extracting(format ->
                        format.evidence(challenge("none"), attester(1)).contentType())
                .containsExactly(
                        "application/eat+jwt", "application/eat+cwt", "application/vnd.hallmark.evidence+json");
    }

    private String verify() throws Exception {
        return Programs.output(
                directory, "openssl", "dgst", "-sha256", "-verify", "k.pub", "-signature", "sig", "data");
    }

    private static String decode(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static byte[] der(byte[] concatenated) {
        return new EcdsaSignature(
                        new BigInteger(1, Arrays.copyOf(concatenated, 32)),
                        new BigInteger(1, Arrays.copyOfRange(concatenated, 32, 64)))
                .der();
    }
}
