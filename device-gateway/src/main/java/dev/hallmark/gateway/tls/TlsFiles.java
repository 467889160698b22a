package dev.hallmark.gateway.tls;

import dev.hallmark.commons.connection.TlsVersion;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/** The gateway's certificate and key, in PEM files that may be replaced at any time. */
public final class TlsFiles {
    private static final TrustOptions CLIENTS = TrustOptions.wrap(new AnyClientTrust());

    /** The algorithm that tests a key of each kind; keys of other kinds, such as RSASSA-PSS, are not tested. */
    private static final Map<String, String> SIGNATURES =
            Map.of("EC", "SHA256withECDSA", "RSA", "SHA256withRSA", "EdDSA", "EdDSA");

    /** Those of TLS 1.3, and of TLS 1.2 those with an ephemeral key exchange and authenticated encryption. */
    private static final List<String> SUITES = List.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private final Path certificate;
    private final Path key;

    public TlsFiles(Path certificate, Path key) {
        this.certificate = certificate;
        this.key = key;
    }

    /**
     * Reads both files. Blocks.
     *
     * @throws IOException when they cannot be read, are not a certificate and a key, or do not match, as while they are
     *     being replaced
     */
    public PemKeyCertOptions read(Vertx vertx) throws IOException {
        var pair = new PemKeyCertOptions().addCertValue(content(certificate)).addKeyValue(content(key));
        try {
            // A running server that is given a mismatched pair accepts no further connections.
            requireMatch((X509KeyManager) keys(pair, vertx)[0]);
            return pair;
        } catch (Exception e) {
            throw new IOException(certificate + " and " + key + " are not a certificate and its key in PEM", e);
        }
    }

    private static KeyManager[] keys(PemKeyCertOptions pair, Vertx vertx) throws Exception {
        return pair.getKeyManagerFactory(vertx).getKeyManagers();
    }

    /**
     * Checks that {@link TlsEngineProperties} are in effect for connections with this pair.
     *
     * @throws IllegalStateException when they are not
     */
    public static void requireEngineProperties(PemKeyCertOptions pair, Vertx vertx) {
        try {
            TlsEngineProperties.requireEffective(keys(pair, vertx));
        } catch (IllegalStateException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the TLS engine cannot be tested", e);
        }
    }

    private static void requireMatch(X509KeyManager keys) throws GeneralSecurityException {
        for (var kind : SIGNATURES.entrySet()) {
            var found = keys.getServerAliases(kind.getKey(), null);
            if (found != null) {
                requireMatch(kind.getValue(), keys.getPrivateKey(found[0]), keys.getCertificateChain(found[0])[0]);
            }
        }
    }

    private static void requireMatch(String algorithm, PrivateKey key, X509Certificate certificate)
            throws GeneralSecurityException {
        var signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        var signature = signing.sign();
        signing.initVerify(certificate.getPublicKey());
        if (!signing.verify(signature)) {
            throw new InvalidKeyException("the key does not match the certificate");
        }
    }

    /** Enables TLS with an optional client certificate. */
    public static void apply(PemKeyCertOptions pair, TlsVersion minimum, HttpServerOptions options) {
        // Only the JDK's engine exports keying material (RFC 8446 §7.5).
        options.setSsl(true)
                .setSslEngineOptions(new JdkSSLEngineOptions())
                .setUseAlpn(true)
                .setClientAuth(ClientAuth.REQUEST)
                .setEnabledSecureTransportProtocols(protocols(minimum))
                .setKeyCertOptions(pair)
                .setTrustOptions(CLIENTS);
        SUITES.forEach(options::addEnabledCipherSuite);
    }

    private static Set<String> protocols(TlsVersion minimum) {
        return Arrays.stream(TlsVersion.values())
                .filter(version -> version.compareTo(minimum) >= 0)
                .map(version -> "TLSv" + version.text())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The same for a running server. */
    public static SSLOptions update(PemKeyCertOptions pair, HttpServerOptions options) {
        return new SSLOptions(options.getSslOptions()).setKeyCertOptions(pair);
    }

    private static Buffer content(Path file) throws IOException {
        return Buffer.buffer(Files.readAllBytes(file));
    }
}
