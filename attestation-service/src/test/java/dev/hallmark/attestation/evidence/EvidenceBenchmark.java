package dev.hallmark.attestation.evidence;

import dev.hallmark.attestation.TestChallenge;
import dev.hallmark.attestation.TestCwt;
import dev.hallmark.attestation.TestDevice;
import dev.hallmark.attestation.challenge.ChallengeId;
import dev.hallmark.attestation.challenge.ConsumedChallenge;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One piece of good evidence: read, compared with what was asked, and its signature verified. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EvidenceBenchmark {

    private static final byte[] NONCE = Vectors.from(0x20);
    private static final byte[] EXPORTER = Vectors.from(0x40);

    @Param({"eat+jwt", "eat+cwt", "transcript"})
    public String format;

    @Param({"ES256", "ES384", "EdDSA", "PS256", "ML-DSA-44", "ML-DSA-65"})
    public String algorithm;

    private EvidenceVerifier verifier;
    private ConsumedChallenge challenge;
    private byte[] evidence;

    @Setup
    public void attest() {
        var device = TestDevice.create(algorithm);
        var asked = new TestChallenge(
                "AAECAwQFBgcICQoLDA0ODw",
                Base64.getUrlEncoder().withoutPadding().encodeToString(NONCE),
                Vectors.AUDIENCE);
        challenge = new ConsumedChallenge(
                ChallengeId.parse(asked.id()).orElseThrow(),
                NONCE,
                device.publicKey(),
                EXPORTER,
                Optional.empty(),
                false,
                Vectors.device(device.id().hex(), Optional.empty(), OptionalLong.empty()),
                Vectors.policy(List.of(), List.of(), false));
        switch (format) {
            case "eat+jwt" -> answer(new EatJwtVerifier(), device.eat(asked, Optional.of(EXPORTER)));
            case "eat+cwt" -> answer(new EatCwtVerifier(), TestCwt.good(device, asked, Optional.of(EXPORTER)));
            default -> answer(new RawTranscriptVerifier(), device.raw(asked, EXPORTER, 1));
        }
    }

    private void answer(EvidenceVerifier reader, byte[] body) {
        verifier = reader;
        evidence = body;
    }

    @Benchmark
    public Object verification() throws EvidenceRefused {
        return verifier.verify(evidence, Vectors.expected(challenge, Vectors.connection()));
    }
}
