package dev.hallmark.commons.connection;

import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * What the gateway asserts about the connection of a request.
 *
 * @param channelBinding the 32 octets of the RFC 9266 exporter; empty where a proxy terminates TLS in front of the
 *     gateway
 * @param tls the version that the device uses; empty where a proxy terminates TLS in front of the gateway
 * @param clientCertificate the leaf, present only when chain and dates were valid at the gateway
 */
public record ConnectionFacts(
        String ip,
        Optional<byte[]> channelBinding,
        Optional<TlsVersion> tls,
        Optional<X509Certificate> clientCertificate) {

    /** Over TLS 1.3, where there is a channel binding. */
    public ConnectionFacts(String ip, Optional<byte[]> channelBinding, Optional<X509Certificate> clientCertificate) {
        this(ip, channelBinding, channelBinding.map(bound -> TlsVersion.TLS_1_3), clientCertificate);
    }
}
