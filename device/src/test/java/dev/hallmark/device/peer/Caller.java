package dev.hallmark.device.peer;

import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** What the fake gateway knows about a connection: its exporter in base64url, and the client certificate. */
record Caller(String exporter, Optional<X509Certificate> certificate) {

    static Optional<X509Certificate> certificate(SSLSession session) {
        try {
            return Optional.of((X509Certificate) session.getPeerCertificates()[0]);
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }
}
