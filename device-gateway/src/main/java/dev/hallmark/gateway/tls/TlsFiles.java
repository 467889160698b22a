package dev.hallmark.gateway.tls;

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
import java.util.Set;

/** The gateway's certificate and key, as PEM files that somebody else may replace at any time. */
public final class TlsFiles {
    private static final TrustOptions CLIENTS = TrustOptions.wrap(new EveryClient());

    private final Path certificate;
    private final Path key;

    public TlsFiles(Path certificate, Path key) {
        this.certificate = certificate;
        this.key = key;
    }

    /**
     * What the files hold now. Blocks.
     *
     * @throws IOException when they cannot be read or are no certificate and key
     */
    public PemKeyCertOptions read(Vertx vertx) throws IOException {
        var pair = new PemKeyCertOptions().addCertValue(content(certificate)).addKeyValue(content(key));
        try {
            // A server that is handed a broken pair while it runs takes no further connection.
            pair.getKeyManagerFactory(vertx);
            return pair;
        } catch (Exception e) {
            throw new IOException(certificate + " and " + key + " are no certificate and key in PEM", e);
        }
    }

    /** Switches TLS 1.3 on, with a client certificate asked for and none required. */
    public static void apply(PemKeyCertOptions pair, HttpServerOptions options) {
        // Only the JDK's engine hands out keying material (RFC 8446 §7.5).
        options.setSsl(true)
                .setSslEngineOptions(new JdkSSLEngineOptions())
                .setUseAlpn(true)
                .setClientAuth(ClientAuth.REQUEST)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
                .setKeyCertOptions(pair)
                .setTrustOptions(CLIENTS);
    }

    /** The same for a server that runs. */
    public static SSLOptions update(PemKeyCertOptions pair, HttpServerOptions options) {
        return new SSLOptions(options.getSslOptions()).setKeyCertOptions(pair);
    }

    private static Buffer content(Path file) throws IOException {
        return Buffer.buffer(Files.readAllBytes(file));
    }
}
