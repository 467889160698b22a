package dev.hallmark.attestation.evidence;

import static dev.hallmark.attestation.evidence.Vectors.octets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.attestation.TestChallenge;
import dev.hallmark.attestation.TestCwt;
import dev.hallmark.attestation.TestDevice;
import dev.hallmark.attestation.challenge.ChallengeId;
import dev.hallmark.attestation.challenge.ConsumedChallenge;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Evidence in any form is accepted or refused; nothing else ever happens. */
class EvidenceParserTest {

    private static final TestDevice DEVICE = TestDevice.create();
    private static final TestChallenge ASKED = new TestChallenge(
            "AAECAwQFBgcICQoLDA0ODw",
            Base64.getUrlEncoder().withoutPadding().encodeToString(Vectors.from(0x20)),
            Vectors.AUDIENCE);
    private static final byte[] CWT = TestCwt.good(DEVICE, ASKED, Optional.of(Vectors.from(0x40)));

    private static final List<EvidenceVerifier> FORMATS =
            List.of(new EatJwtVerifier(), new EatCwtVerifier(), new RawTranscriptVerifier());

    @Property(tries = 2000)
    void octetsAtRandomAreRefused(@ForAll @Size(max = 300) byte[] body) {
        FORMATS.forEach(format -> assertThat(accepts(format, body)).isFalse());
    }

    @Property(tries = 2000)
    void aSpoiledEatIsRefused(@ForAll("spoiledEats") byte[] body) {
        assertThat(accepts(new EatJwtVerifier(), body)).isEqualTo(Arrays.equals(body, octets(Vectors.EAT)));
    }

    /** Nothing in a COSE_Sign1 can change and leave it good, but for the unprotected header, which is empty here. */
    @Property(tries = 2000)
    void aSpoiledCwtIsRefused(@ForAll("spoiledCwts") byte[] body) {
        assertThat(acceptsCwt(body)).isEqualTo(Arrays.equals(body, CWT));
    }

    /** Blanks around JSON may change, nothing that is signed may. */
    @Property(tries = 2000)
    void spoiledRawEvidenceIsAcceptedOnlyWhenItSaysTheSame(@ForAll("spoiledRaws") byte[] body) throws Exception {
        if (accepts(new RawTranscriptVerifier(), body)) {
            var accepted = RawEvidence.read(body);
            var good = RawEvidence.read(octets(Vectors.RAW_FULL));
            assertThat(accepted.softwareVersion()).isEqualTo(good.softwareVersion());
            assertThat(accepted.operationalKey()).isEqualTo(good.operationalKey());
            assertThat(accepted.firmwareKey()).isEqualTo(good.firmwareKey());
        }
    }

    @Property(tries = 2000)
    void anyJsonInAnEatIsRefused(@ForAll("json") String header, @ForAll("json") String payload) {
        var encoder = Base64.getUrlEncoder().withoutPadding();
        var body = encoder.encodeToString(octets(header)) + "." + encoder.encodeToString(octets(payload)) + ".AAAA";

        assertThat(accepts(new EatJwtVerifier(), octets(body))).isFalse();
        assertThat(accepts(new RawTranscriptVerifier(), octets(payload))).isFalse();
    }

    @Provide
    Arbitrary<byte[]> spoiledCwts() {
        return spoiled(CWT);
    }

    @Provide
    Arbitrary<byte[]> spoiledEats() {
        return spoiled(octets(Vectors.EAT));
    }

    @Provide
    Arbitrary<byte[]> spoiledRaws() {
        return spoiled(octets(Vectors.RAW_FULL));
    }

    /** Members that the parsers look for, with values they may not expect. */
    @Provide
    Arbitrary<String> json() {
        var names = Arbitraries.of(
                "alg",
                "typ",
                "kid",
                "crit",
                "eat_nonce",
                "aud",
                "eat_profile",
                "ueid",
                "cb",
                "cnf",
                "jkt",
                "swname",
                "swversion",
                "bootcount",
                "dbgstat",
                "measurements",
                "firmware_key",
                "signature",
                "operationalKey",
                "firmwareKey",
                "softwareVersion");
        var values = Arbitraries.of(
                "0",
                "-1",
                "1e400",
                "123456789012345678901234567890",
                "null",
                "true",
                "\"\"",
                "\"ES256\"",
                "[]",
                "[[]]",
                "{}",
                "[\"1\"]",
                "[\"99999999999\"]",
                "{\"jkt\":1}",
                "\"\\u0000\\ud800\"",
                "\"eat+jwt\"",
                "[1,2,3]",
                "[\"7\",{}]",
                "\"%s\"".formatted(Vectors.IDENTITY_KEY),
                "}",
                "\"");
        return Combinators.combine(names, values)
                .as("\"%s\":%s"::formatted)
                .list()
                .ofMaxSize(12)
                .map(members -> "{" + String.join(",", members) + "}");
    }

    private static Arbitrary<byte[]> spoiled(byte[] good) {
        var place = Arbitraries.integers().between(0, good.length - 1);
        return Combinators.combine(
                        place, Arbitraries.bytes(), Arbitraries.integers().between(0, 2))
                .as((at, octet, how) -> switch (how) {
                    case 0 -> replaced(good, at, octet);
                    case 1 -> Arrays.copyOf(good, at);
                    default -> inserted(good, at, octet);
                });
    }

    private static byte[] replaced(byte[] good, int at, byte octet) {
        var body = good.clone();
        body[at] = octet;
        return body;
    }

    private static byte[] inserted(byte[] good, int at, byte octet) {
        var body = Arrays.copyOf(good, good.length + 1);
        System.arraycopy(good, at, body, at + 1, good.length - at);
        body[at] = octet;
        return body;
    }

    private static boolean acceptsCwt(byte[] body) {
        var challenge = new ConsumedChallenge(
                ChallengeId.parse(ASKED.id()).orElseThrow(),
                Vectors.from(0x20),
                DEVICE.publicKey(),
                Vectors.from(0x40),
                Optional.empty(),
                false,
                Vectors.device(DEVICE.id().hex(), Optional.empty(), OptionalLong.empty()),
                Vectors.policy(List.of(), List.of(), false));
        try {
            return new EatCwtVerifier().verify(body, Vectors.expected(challenge, Vectors.connection())) != null;
        } catch (EvidenceRefused e) {
            return false;
        }
    }

    private static boolean accepts(EvidenceVerifier format, byte[] body) {
        try {
            return format.verify(body, Vectors.expected()) != null;
        } catch (EvidenceRefused e) {
            return false;
        }
    }
}
