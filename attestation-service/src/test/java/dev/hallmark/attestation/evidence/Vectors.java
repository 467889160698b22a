package dev.hallmark.attestation.evidence;

import dev.hallmark.attestation.challenge.ChallengeId;
import dev.hallmark.attestation.challenge.ConsumedChallenge;
import dev.hallmark.attestation.challenge.TlsConnection;
import dev.hallmark.attestation.device.DeviceState;
import dev.hallmark.attestation.policy.AttestationPolicy;
import dev.hallmark.commons.connection.TlsVersion;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.KeyAlgorithm;
import dev.hallmark.commons.identity.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Evidence that was put together by a script and signed by openssl, with the protocol's test keys (seed 00..0f, slot 0):
 * challenge id 00..0f, nonce 20..3f, exporter 40..5f.
 */
final class Vectors {

    static final String DEVICE = "d77238ff070ade19347b71e522e891fa9cf1cc1bad4c33d6648296637bca751f";
    static final String JKT = "YXhZYXnuDTL9ORBlqYbctrZ1z8_-e-Z1dVGpA7PhoJg";
    static final String OPERATIONAL_JKT = "j72kQT-dpOoKd_-AOy81OuKn9Bpa7AxSFt3rCq3prIA";
    static final String AUDIENCE = "urn:hallmark:attestation";
    static final String IDENTITY_KEY =
            "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEkccdQ6tWWorSoTDFbxHPrODdFsFnLkVvVo//G4M3nqD+"
                    + "zL6mx/0qHwLTInpaEWu6Z3zOrRjWOjKxNVKmqylbFA==";
    static final String OPERATIONAL_KEY =
            "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAElrO2s5gvcCtA41u4XgkPqTecbkQ5xbtkarh9CWrmPT4d"
                    + "HIC2zI1Wb2MbNeo5E426XIR5BwqiYQ5pwre15unBXA==";

    /** Operational and firmware key, software version 2^32 - 1. */
    static final String RAW_FULL =
            """
            {"signature": "MEYCIQD7BuGXh0oXlI2pBpEZwriH3AwteFnkSQpfyx2NlhZp-QIhAIZfVfeh2TXqLjrd65IdDIcqsYff-zNUA0zcVTjhACh_", \
            "operationalKey": "%1$s", "firmwareKey": "%1$s", "softwareVersion": 4294967295}"""
                    .formatted(OPERATIONAL_KEY);

    static final String RAW_FULL_TRANSCRIPT_SHA256 = "d619a26c894b2d70ce8809526513ea82f358b02d3d14c3d58cc644d3d7f0418c";

    static final String RAW_LEAST =
            """
            {"signature": "MEYCIQDOv9EE3XDNTmv2AtkAaJiWaVIuAF5RufqdIKyMAblxSgIhAJCwVRNBjpsIragBkjoq24BvqBate2KcAcrbBfB9wjXf", \
            "softwareVersion": 0}""";
    static final String RAW_LEAST_TRANSCRIPT_SHA256 =
            "cfe11b15bfc317c1a6104c8d0d071b386eec2ef606e356292d734c42482e62e4";

    /** Zeros for the exporter. */
    static final String RAW_UNBOUND =
            """
            {"signature": "MEYCIQC24W0S5rEchcDQ7PvwaYu3ZyLL79pKchZU1SwFmI6SoQIhAJQg3WjPELUyEZClxrdq0G-kTZha-wOG_FDjoGUd8gDd", \
            "softwareVersion": 0}""";

    /** With cnf, swname, swversion 7, bootcount 3, dbgstat and measurements. */
    static final String EAT =
            "eyJhbGciOiAiRVMyNTYiLCAidHlwIjogImVhdCtqd3QiLCAia2lkIjogImQ3NzIzOGZmMDcwYWRlMTkzNDdiNzFlNTIyZTg5MWZhOWNm"
                    + "MWNjMWJhZDRjMzNkNjY0ODI5NjYzN2JjYTc1MWYifQ.eyJlYXRfbm9uY2UiOiAiSUNFaUl5UWxKaWNvS1NvckxDMHVMekF4TWpNME5U"
                    + "WTNPRGs2T3p3OVBqOCIsICJhdWQiOiAidXJuOmhhbGxtYXJrOmF0dGVzdGF0aW9uIiwgImVhdF9wcm9maWxlIjogInRhZzpoYWxsbWFy"
                    + "ay5kZXYsMjAyNjphdHRlc3RhdGlvbi8xIiwgInVlaWQiOiAiQWRkeU9QOEhDdDRaTkh0eDVTTG9rZnFjOGN3YnJVd3oxbVNDbG1ON3lu"
                    + "VWYiLCAiY2IiOiAiUUVGQ1EwUkZSa2RJU1VwTFRFMU9UMUJSVWxOVVZWWlhXRmxhVzF4ZFhsOCIsICJjbmYiOiB7ImprdCI6ICJqNzJr"
                    + "UVQtZHBPb0tkXy1BT3k4MU91S245QnBhN0F4U0Z0M3JDcTNwcklBIn0sICJzd25hbWUiOiAiZnciLCAic3d2ZXJzaW9uIjogWyI3Il0s"
                    + "ICJib290Y291bnQiOiAzLCAiZGJnc3RhdCI6ICJkaXNhYmxlZCIsICJtZWFzdXJlbWVudHMiOiBbXX0.QoyZxaJKwXyQIBOgy36YYsxN"
                    + "6XpRNRIQdNYWmaHQ5TEkCutT4ubkRjve7r-mG31cxfG-ObXGE0X8INaRyhSnPw";

    /** Of the key that RFC 9180 §A.1.1 has for X25519. */
    static final String X25519_DEVICE = "fe563e053259ef3c8c0a2d3dc6390b4f29f9e51c8bba2900c2f52d50ee9d8721";

    static final String X25519_KEY = "MCowBQYDK2VuAyEAOUjP4K0d22ldeA5ZB3GV2mxWUGsCcyl5SrAryoCBXE0=";
    static final String ANSWER_KEY = "9c5dfe4adea9d7d29a70bbdd5ad4195286464d9ac11a8b94225c3011035e2a12";

    /** With the operational key, software version 7. */
    static final String INVERSE =
            """
            {"signature": "2ga8UiKF1L6iJVea9HadyMP7x_skWGIp6gOQXHsvGOI", "operationalKey": "%s", "softwareVersion": 7}"""
                    .formatted(OPERATIONAL_KEY);

    private static final int OCTETS = 32;

    private Vectors() {}

    /** What the vectors answer; for a test to change one thing of. */
    static Expectation expected() {
        return expected(challenge(), connection());
    }

    static Expectation expected(ConsumedChallenge challenge, TlsConnection connection) {
        return Expectation.of(challenge, AUDIENCE, connection);
    }

    static TlsConnection connection() {
        return connection(TlsVersion.TLS_1_3);
    }

    static TlsConnection connection(TlsVersion version) {
        return new TlsConnection(from(0x40), true, Optional.of(version));
    }

    /** As where something in front of the gateway ends TLS. */
    static TlsConnection unknownConnection() {
        return new TlsConnection(new byte[OCTETS], false, Optional.empty());
    }

    static ConsumedChallenge challenge() {
        return challenge(OptionalLong.empty(), policy(List.of(), List.of(), false));
    }

    static ConsumedChallenge challenge(OptionalLong bootcount, Optional<AttestationPolicy> policy) {
        return challenge(bootcount, policy, from(0x40));
    }

    /** Given on the connection of this exporter. */
    static ConsumedChallenge challenge(byte[] connection) {
        return challenge(OptionalLong.empty(), policy(List.of(), List.of(), false), connection);
    }

    private static ConsumedChallenge challenge(
            OptionalLong bootcount, Optional<AttestationPolicy> policy, byte[] connection) {
        return new ConsumedChallenge(
                ChallengeId.parse("AAECAwQFBgcICQoLDA0ODw").orElseThrow(),
                from(0x20),
                Base64.getDecoder().decode(IDENTITY_KEY),
                connection,
                Optional.empty(),
                false,
                device(DEVICE, Optional.empty(), bootcount),
                policy);
    }

    /** One that was to be opened, and answered under this key. */
    static ConsumedChallenge inverse(Optional<byte[]> answerKey) {
        return new ConsumedChallenge(
                ChallengeId.parse("AAECAwQFBgcICQoLDA0ODw").orElseThrow(),
                from(0x20),
                Base64.getDecoder().decode(X25519_KEY),
                from(0x40),
                answerKey,
                false,
                device(X25519_DEVICE, Optional.empty(), OptionalLong.empty()),
                policy(List.of(), List.of(), false));
    }

    static DeviceState device(String id, Optional<KeyAlgorithm> algorithm, OptionalLong bootcount) {
        return new DeviceState(
                DeviceId.parse(id),
                TenantId.of("default"),
                Optional.of("batch-1"),
                Optional.of("policy-1"),
                Optional.empty(),
                Optional.empty(),
                Optional.of("puf"),
                algorithm,
                true,
                1,
                1,
                bootcount);
    }

    static Optional<AttestationPolicy> policy(
            List<String> algorithms, List<String> rootsOfTrust, boolean allowUnbound) {
        return Optional.of(
                new AttestationPolicy(Optional.of("default"), algorithms, rootsOfTrust, allowUnbound, false, false));
    }

    static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** 32 octets that count up. */
    static byte[] from(int first) {
        var octets = new byte[OCTETS];
        for (int i = 0; i < OCTETS; i++) {
            octets[i] = (byte) (first + i);
        }
        return octets;
    }
}
