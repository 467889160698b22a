package dev.hallmark.ca.testing;

import dev.hallmark.commons.connection.ConnectionFacts;
import dev.hallmark.commons.connection.ConnectionSecret;
import dev.hallmark.commons.connection.ConnectionSigner;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The keys of everybody around the service. They are kept in system properties, since the test's class loader and that
 * of the test resource each load this class.
 */
public final class Keys {

    static final String AUDIENCE = "ca-service";
    static final String KEY_ID = "verifier-1";
    static final String CONNECTION_SECRET = Base64.getEncoder().encodeToString(new byte[32]);
    private static final int COORDINATE = 32;

    private Keys() {}

    /** A new P-256 key pair. */
    public static KeyPair p256() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The header that the gateway would add to a request. */
    public static String connection(String method, String path) {
        return connection(method, path, Optional.empty());
    }

    /** The same, with a certificate that the gateway found valid. */
    public static String connection(String method, String path, Optional<X509Certificate> certificate) {
        return connection(AUDIENCE, Duration.ZERO, method, path, certificate);
    }

    /** The header for some service, signed so long ago. */
    public static String connection(String audience, Duration ago, String method, String path) {
        return connection(audience, ago, method, path, Optional.empty());
    }

    private static String connection(
            String audience, Duration ago, String method, String path, Optional<X509Certificate> certificate) {
        var clock = Clock.offset(Clock.systemUTC(), ago.negated());
        return new ConnectionSigner(audience, ConnectionSecret.parse(CONNECTION_SECRET), clock)
                .sign(method, path, new ConnectionFacts("192.0.2.1", Optional.of(new byte[32]), certificate));
    }

    static KeyPair verifier() {
        return shared("test.verifier", "EC");
    }

    static KeyPair operators() {
        return shared("test.operators", "RSA");
    }

    static String jwks() {
        var point = ((ECPublicKey) verifier().getPublic()).getW();
        return """
                {"keys":[{"kty":"EC","crv":"P-256","kid":"%s","x":"%s","y":"%s"}]}"""
                .formatted(KEY_ID, coordinate(point.getAffineX()), coordinate(point.getAffineY()));
    }

    private static String coordinate(BigInteger value) {
        var octets = value.toByteArray();
        var fixed = new byte[COORDINATE];
        var used = octets.length > COORDINATE ? Arrays.copyOfRange(octets, 1, octets.length) : octets;
        System.arraycopy(used, 0, fixed, COORDINATE - used.length, used.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(fixed);
    }

    private static KeyPair shared(String property, String algorithm) {
        synchronized (System.getProperties()) {
            try {
                if (System.getProperty(property) == null) {
                    var made = algorithm.equals("EC")
                            ? p256()
                            : KeyPairGenerator.getInstance(algorithm).generateKeyPair();
                    System.setProperty(
                            property,
                            hex(made.getPublic().getEncoded()) + ":"
                                    + hex(made.getPrivate().getEncoded()));
                }
                var halves = System.getProperty(property).split(":", 2);
                var factory = KeyFactory.getInstance(algorithm);
                return new KeyPair(
                        factory.generatePublic(
                                new X509EncodedKeySpec(HexFormat.of().parseHex(halves[0]))),
                        factory.generatePrivate(
                                new PKCS8EncodedKeySpec(HexFormat.of().parseHex(halves[1]))));
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }
}
