package dev.hallmark.testkit;

import dev.hallmark.commons.connection.ConnectionFacts;
import dev.hallmark.commons.connection.ConnectionSecret;
import dev.hallmark.commons.connection.ConnectionSigner;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/** The gateway's signed header for requests to the service under test. */
public final class ConnectionHeader {

    public static final String NAME = "Hallmark-Connection";

    /** For {@code hallmark.connection.secrets}: what the header is signed with, unless a service is given another. */
    public static final String SECRET = Base64.getEncoder().encodeToString(new byte[32]);

    private ConnectionHeader() {}

    /** Of a device without a certificate. */
    public static String of(String method, String uri) {
        return of(method, uri, facts(Optional.empty()));
    }

    /** Of a device with a certificate that the gateway found valid. */
    public static String of(String method, String uri, X509Certificate certificate) {
        return of(method, uri, facts(Optional.of(certificate)));
    }

    public static String of(String method, String uri, ConnectionFacts facts) {
        return sign(audience(), Clock.systemUTC(), method, uri, facts);
    }

    /** One for any service, signed some time ago. */
    static String captured(String audience, Duration ago, String method, String uri) {
        return sign(audience, Clock.offset(Clock.systemUTC(), ago.negated()), method, uri, facts(Optional.empty()));
    }

    /** The service under test, as the header names it. */
    static String audience() {
        return ConfigProvider.getConfig().getValue("hallmark.connection.audience", String.class);
    }

    private static ConnectionFacts facts(Optional<X509Certificate> certificate) {
        return new ConnectionFacts("192.0.2.1", Optional.of(new byte[32]), certificate);
    }

    private static String sign(String audience, Clock clock, String method, String uri, ConnectionFacts facts) {
        var secret = ConfigProvider.getConfig().getValue("hallmark.connection.secrets", String.class);
        return new ConnectionSigner(audience, ConnectionSecret.parse(secret), clock).sign(method, uri, facts);
    }
}
