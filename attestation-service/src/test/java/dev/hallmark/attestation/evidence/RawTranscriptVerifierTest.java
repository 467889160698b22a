package dev.hallmark.attestation.evidence;

import static dev.hallmark.attestation.evidence.Vectors.RAW_FULL;
import static dev.hallmark.attestation.evidence.Vectors.RAW_LEAST;
import static dev.hallmark.attestation.evidence.Vectors.RAW_UNBOUND;
import static dev.hallmark.attestation.evidence.Vectors.octets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.attestation.challenge.TlsConnection;
import dev.hallmark.attestation.refusal.RefusalReason;
import dev.hallmark.commons.attestation.Confirmation;
import dev.hallmark.commons.connection.TlsVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawTranscriptVerifierTest {

    private final RawTranscriptVerifier verifier = new RawTranscriptVerifier();

    @ParameterizedTest
    @CsvSource({"RAW_FULL", "RAW_LEAST"})
    void theTranscriptIsThatOfTheScript(String vector) throws Exception {
        var full = vector.equals("RAW_FULL");
        var evidence = RawEvidence.read(octets(full ? RAW_FULL : RAW_LEAST));

        var transcript = Transcript.of(Vectors.expected(), Vectors.from(0x40), evidence);

        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(transcript)))
                .isEqualTo(full ? Vectors.RAW_FULL_TRANSCRIPT_SHA256 : Vectors.RAW_LEAST_TRANSCRIPT_SHA256);
    }

    @Test
    void takesWhatOpensslSignedWithEveryKey() throws Exception {
        var evidence = verifier.verify(octets(RAW_FULL), Vectors.expected());

        assertThat(evidence.bound()).isTrue();
        assertThat(evidence.confirmation()).isEqualTo(Confirmation.ofJwk(Vectors.OPERATIONAL_JKT));
        assertThat(evidence.softwareVersion()).isEqualTo(OptionalLong.of(4294967295L));
        assertThat(evidence.bootcount()).isEmpty();
    }

    @Test
    void keysMayBePemAndAreRecordedInOneForm() throws Exception {
        var key = Vectors.OPERATIONAL_KEY;
        var pem = "-----BEGIN PUBLIC KEY-----\\n%s\\n%s\\n-----END PUBLIC KEY-----\\n"
                .formatted(key.substring(0, 64), key.substring(64));

        var evidence = verifier.verify(octets(RAW_FULL.replace(key, pem)), Vectors.expected());

        assertThat(evidence.confirmation()).isEqualTo(Confirmation.ofJwk(Vectors.OPERATIONAL_JKT));
        assertThat(evidence.claims().toString())
                .isEqualTo(verifier.verify(octets(RAW_FULL), Vectors.expected())
                        .claims()
                        .toString());
        refused(RAW_FULL.replace(key, pem.replace("PUBLIC KEY", "CERTIFICATE")), RefusalReason.MALFORMED);
    }

    @Test
    void anAbsentOperationalKeyIsTheIdentityKey() throws Exception {
        assertThat(verifier.verify(octets(RAW_LEAST), Vectors.expected()).confirmation())
                .isEqualTo(Confirmation.ofJwk(Vectors.JKT));
    }

    @Test
    void everyFieldIsUnderTheSignature() {
        var key = Pattern.quote(Vectors.OPERATIONAL_KEY);
        refused(RAW_FULL.replace("4294967295", "4294967294"), RefusalReason.SIGNATURE);
        refused(RAW_FULL.replaceFirst(key, Vectors.IDENTITY_KEY), RefusalReason.SIGNATURE);
        refused(RAW_FULL.replaceAll(key, Vectors.IDENTITY_KEY), RefusalReason.SIGNATURE);
        var oneMore = ", \"%s\": \"" + Vectors.OPERATIONAL_KEY + "\"}";
        refused(RAW_LEAST.replace("}", oneMore.formatted("operationalKey")), RefusalReason.SIGNATURE);
        refused(RAW_LEAST.replace("}", oneMore.formatted("firmwareKey")), RefusalReason.SIGNATURE);
        refused(
                RAW_LEAST,
                new TlsConnection(Vectors.from(0x41), true, Optional.of(TlsVersion.TLS_1_3)),
                RefusalReason.CONNECTION);
        var otherAudience = Expectation.of(Vectors.challenge(), "urn:hallmark:attestatio", Vectors.connection());
        assertThatThrownBy(() -> verifier.verify(octets(RAW_LEAST), otherAudience))
                .isInstanceOf(EvidenceRefused.class)
                .hasMessage("signature");
    }

    @Test
    void takesTheAnswerOfTheProtocolsVector() throws Exception {
        var challenge = Vectors.inverse(Optional.of(HexFormat.of().parseHex(Vectors.ANSWER_KEY)));

        var evidence = verifier.verify(octets(Vectors.INVERSE), Vectors.expected(challenge, Vectors.connection()));

        assertThat(evidence.bound()).isTrue();
        assertThat(evidence.confirmation()).isEqualTo(Confirmation.ofJwk(Vectors.OPERATIONAL_JKT));
    }

    @Test
    void noAnswerIsGoodWithoutSomethingToOpen() {
        var challenge = Vectors.inverse(Optional.empty());

        assertThatThrownBy(() ->
                        verifier.verify(octets(Vectors.INVERSE), Vectors.expected(challenge, Vectors.connection())))
                .isInstanceOf(EvidenceRefused.class)
                .hasMessage("signature");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "{\"softwareVersion\": 0}",
                "{\"signature\": \"AA\"}",
                "{\"signature\": 1, \"softwareVersion\": 0}",
                "{\"signature\": \"AA==\", \"softwareVersion\": 0}",
                "{\"signature\": \"AB\", \"softwareVersion\": 0}",
                "{\"signature\": \"AA\", \"softwareVersion\": -1}",
                "{\"signature\": \"AA\", \"softwareVersion\": 4294967296}",
                "{\"signature\": \"AA\", \"softwareVersion\": 1.0}",
                "{\"signature\": \"AA\", \"softwareVersion\": \"0\"}",
                "{\"signature\": \"AA\", \"softwareVersion\": 0, \"softwareVersion\": 0}",
                "{\"signature\": \"AA\", \"softwareVersion\": 0, \"extra\": 0}",
                "{\"signature\": \"AA\", \"softwareVersion\": 0, \"operationalKey\": \"AA==\"}",
                "{\"signature\": \"AA\", \"softwareVersion\": 0, \"operationalKey\": null}",
                "{\"signature\": \"AA\", \"softwareVersion\": 0} {}",
                "{\"signature\": [[[[[[[[0]]]]]]]], \"softwareVersion\": 0}"
            })
    void isReadStrictly(String body) {
        refused(body, RefusalReason.MALFORMED);
    }

    @Test
    void otherEncodingsThanUtf8AreMalformed() {
        assertThatThrownBy(() -> verifier.verify(RAW_LEAST.getBytes(StandardCharsets.UTF_16), Vectors.expected()))
                .isInstanceOf(EvidenceRefused.class)
                .hasMessage("malformed");
    }

    @Test
    void evidenceForNoConnectionIsUnboundWhereThePolicyTakesIt() throws Exception {
        var allowing = Vectors.challenge(OptionalLong.empty(), Vectors.policy(List.of(), List.of(), true));

        var unbound = verifier.verify(octets(RAW_UNBOUND), Vectors.expected(allowing, Vectors.connection()));
        var bound = verifier.verify(octets(RAW_LEAST), Vectors.expected(allowing, Vectors.connection()));

        assertThat(unbound.bound()).isFalse();
        assertThat(bound.bound()).isTrue();
        refused(RAW_UNBOUND, RefusalReason.SIGNATURE);
    }

    @Test
    void withoutAnExporterEvidenceIsUnbound() throws Exception {
        var challenge = Vectors.challenge(new byte[32]);

        var evidence = verifier.verify(octets(RAW_UNBOUND), Vectors.expected(challenge, Vectors.unknownConnection()));

        assertThat(evidence.bound()).isFalse();
    }

    private void refused(String body, RefusalReason reason) {
        refused(body, Vectors.connection(), reason);
    }

    private void refused(String body, TlsConnection connection, RefusalReason reason) {
        assertThatThrownBy(() -> verifier.verify(octets(body), Vectors.expected(Vectors.challenge(), connection)))
                .isInstanceOf(EvidenceRefused.class)
                .hasMessage(reason.text());
    }
}
