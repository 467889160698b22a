package dev.hallmark.ca.issuance;

import dev.hallmark.ca.authority.TestAuthorities;
import dev.hallmark.testkit.TestDevice;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What issuing a certificate costs without database and network: the request's check, and the certificate's making. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class IssuanceBenchmark {

    private static final Duration VALIDITY = Duration.ofDays(90);

    private final TestAuthorities authorities = TestAuthorities.of("default");
    private final TestDevice device = TestDevice.unmet();
    private final byte[] request = device.request("CN=any");

    /** Read, and its signature verified. */
    @Benchmark
    public Object request() {
        return CertificationRequest.parse(request);
    }

    /** Made, signed and encoded. */
    @Benchmark
    public Object certificate() {
        return TestCertificates.issue(authorities, device, VALIDITY, false);
    }
}
