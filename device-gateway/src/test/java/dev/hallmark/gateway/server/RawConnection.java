package dev.hallmark.gateway.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.TrustManagerFactory;

/** A connection on which a test may send anything. */
final class RawConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final long BETWEEN_DROPS = 5_000_000;

    private final Socket socket;

    private RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    static RawConnection tls() throws IOException, GeneralSecurityException {
        return tls(tlsContext(), World.ownAddress());
    }

    /** One whose handshake is done. */
    static RawConnection tls(SSLContext context, InetAddress from) throws IOException {
        var socket = (SSLSocket)
                context.getSocketFactory().createSocket(InetAddress.ofLiteral("127.0.0.1"), World.port(), from, 0);
        socket.startHandshake();
        return new RawConnection(socket);
    }

    /** One that names a host of these octets, which need not be a name. */
    static RawConnection tlsTo(byte[] host) throws IOException, GeneralSecurityException {
        var socket = (SSLSocket) tlsContext()
                .getSocketFactory()
                .createSocket(InetAddress.ofLiteral("127.0.0.1"), World.port(), World.ownAddress(), 0);
        var parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIServerName(StandardConstants.SNI_HOST_NAME, host) {}));
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return new RawConnection(socket);
    }

    static RawConnection plain(int port, InetAddress from) throws IOException {
        return new RawConnection(new Socket(InetAddress.ofLiteral("127.0.0.1"), port, from, 0));
    }

    /** All that the gateway answers to this before it closes. */
    static String answerTo(String request) throws IOException, GeneralSecurityException {
        try (var connection = tls()) {
            return connection.send(request).readToEnd();
        }
    }

    RawConnection send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawConnection send(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
        socket.getOutputStream().flush();
        return this;
    }

    /** Sends the same again and again until the gateway closes, and returns its answer. */
    String drip(String drop) throws IOException {
        try (var sender = Executors.newVirtualThreadPerTaskExecutor()) {
            var dripping = sender.submit(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    var unused = send(drop);
                    LockSupport.parkNanos(BETWEEN_DROPS);
                }
                return null;
            });
            try {
                return readToEnd();
            } finally {
                dripping.cancel(true);
            }
        }
    }

    /** Everything until the gateway closes. */
    String readToEnd() throws IOException {
        var all = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(all);
        } catch (SocketTimeoutException e) {
            throw new IOException("not closed after " + all, e);
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    static SSLContext tlsContext() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var pem = Files.newInputStream(World.file("server-ca.pem"))) {
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLSv1.3");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
