package dev.hallmark.gateway.identity;

import dev.hallmark.commons.connection.TlsVersion;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLKeyException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** What a TLS session reveals about the client. */
public final class TlsFacts {
    /** RFC 9266 §2: this label, a zero-length context (which TLS 1.2 distinguishes from no context), 32 octets. */
    private static final String LABEL = "EXPORTER-Channel-Binding";

    private static final int EXPORTER_OCTETS = 32;

    private TlsFacts() {}

    /** The exporter that device and gateway both compute; different on every connection, including resumed ones. */
    public static byte[] channelBinding(SSLSession session) {
        try {
            return ((ExtendedSSLSession) session).exportKeyingMaterialData(LABEL, new byte[0], EXPORTER_OCTETS);
        } catch (SSLKeyException e) {
            throw new IllegalStateException("the TLS session exports no keying material", e);
        }
    }

    /** The negotiated version. */
    public static TlsVersion version(SSLSession session) {
        return TlsVersion.parse(session.getProtocol().substring("TLSv".length()));
    }

    /** The certificate the client presented, in this handshake or in the one that is resumed; not validated yet. */
    public static Optional<X509Certificate> clientCertificate(SSLSession session) {
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate leaf
                    ? Optional.of(leaf)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }
}
