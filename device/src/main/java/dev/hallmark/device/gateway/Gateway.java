package dev.hallmark.device.gateway;

import dev.hallmark.device.identity.Certificates;
import dev.hallmark.device.identity.ClientCertificate;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** The host that devices connect to, and the authorities that may have issued its server certificate. */
public final class Gateway {

    private static final int DEFAULT_PORT = 443;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);
    private static final KeyManager[] ANONYMOUS = {};

    private final String host;
    private final int port;
    private final TrustManager[] trust;

    public Gateway(URI url, List<X509Certificate> serverAuthorities) {
        if (!"https".equals(url.getScheme())) {
            throw new IllegalArgumentException("The gateway's address must begin with https://, not: " + url);
        }
        this.host = Objects.requireNonNull(url.getHost(), "the gateway's address has no host");
        this.port = url.getPort() < 0 ? DEFAULT_PORT : url.getPort();
        this.trust = Certificates.trustIn(serverAuthorities).getTrustManagers();
    }

    /** Connects without a client certificate. */
    public GatewayConnection connect() throws IOException {
        return connect(ANONYMOUS);
    }

    /** Connects with the device's certificate. */
    public GatewayConnection connect(ClientCertificate certificate) throws IOException {
        return connect(certificate.keyManagers().getKeyManagers());
    }

    private GatewayConnection connect(KeyManager[] keys) throws IOException {
        var plain = new Socket();
        try {
            plain.setTcpNoDelay(true);
            plain.setSoTimeout(Math.toIntExact(READ_TIMEOUT.toMillis()));
            plain.connect(new InetSocketAddress(host, port), Math.toIntExact(CONNECT_TIMEOUT.toMillis()));
            return new GatewayConnection(handshake(plain, keys), host, port);
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    private SSLSocket handshake(Socket plain, KeyManager[] keys) throws IOException {
        var socket = (SSLSocket) context(keys).getSocketFactory().createSocket(plain, host, port, true);
        var parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3"});
        parameters.setNamedGroups(new String[] {"x25519", "secp256r1"});
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** One context per connection: a session ticket given to one device must not be used by another in this process. */
    private SSLContext context(KeyManager[] keys) {
        try {
            var context = SSLContext.getInstance("TLSv1.3");
            context.init(keys, trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
