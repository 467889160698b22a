package dev.hallmark.ca.issuance;

import dev.hallmark.ca.authority.TestAuthorities;
import dev.hallmark.keys.KeyAlgorithm;
import dev.hallmark.keys.KeyId;
import dev.hallmark.keys.KeyName;
import dev.hallmark.testkit.TestDevice;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What the key rings sign under ES256, 64 at a time, beside what the same backend signs without them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class KeyRingBenchmark {

    private static final int AT_ONCE = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration VALIDITY = Duration.ofDays(90);

    private final byte[] message = "a certificate to be signed".repeat(20).getBytes(StandardCharsets.UTF_8);
    private final TestDevice device = TestDevice.unmet();

    @Param({"keystore", "pkcs11", "vault", "vault-unbatched"})
    public String ring;

    private BenchmarkedKeyRing benchmarked;
    private KeyId key;
    private TestAuthorities authorities;

    @Setup
    public void open() throws Exception {
        benchmarked = BenchmarkedKeyRing.open(ring);
        key = benchmarked
                .ring()
                .create(new KeyName("benchmark-" + UUID.randomUUID()), KeyAlgorithm.ES256)
                .await()
                .atMost(PATIENCE);
        benchmarked.use(key);
        authorities = TestAuthorities.of("t-" + UUID.randomUUID(), benchmarked.ring());
    }

    @TearDown
    public void close() {
        benchmarked.close();
    }

    /** By the backend's own means: the JDK's classes, or one request for each. */
    @Benchmark
    @OperationsPerInvocation(AT_ONCE)
    public List<byte[]> backend() throws Exception {
        return benchmarked.signWithoutRing(message, AT_ONCE);
    }

    @Benchmark
    @OperationsPerInvocation(AT_ONCE)
    public List<byte[]> signatures() {
        return all(IntStream.range(0, AT_ONCE)
                .mapToObj(i -> benchmarked.ring().sign(key, message))
                .toList());
    }

    /** Made, signed and encoded, without database and network. */
    @Benchmark
    @OperationsPerInvocation(AT_ONCE)
    public List<byte[]> certificates() {
        return all(IntStream.range(0, AT_ONCE)
                .mapToObj(i -> authorities
                        .signatures()
                        .sign(
                                authorities.issuing().key(),
                                TestCertificates.toBeSigned(authorities, device, VALIDITY, false, "SN-" + i)))
                .toList());
    }

    private static List<byte[]> all(List<Uni<byte[]>> wanted) {
        return Uni.join().all(wanted).andFailFast().await().atMost(PATIENCE);
    }
}
