package dev.hallmark.attestation.challenge;

import dev.hallmark.commons.connection.DeviceConnection;
import dev.hallmark.commons.connection.TlsVersion;
import java.util.Optional;

/**
 * The TLS connection that a device asks for a challenge and answers it on.
 *
 * @param binding the exporter (RFC 9266), or 32 zeros
 * @param known false where something in front of the gateway ends TLS
 * @param version empty where that is so
 */
public record TlsConnection(byte[] binding, boolean known, Optional<TlsVersion> version) {

    public static TlsConnection of(DeviceConnection connection) {
        return new TlsConnection(connection.channelBinding(), connection.bound(), connection.tls());
    }

    /** Whether it is known to be TLS 1.3. */
    public boolean isTls13() {
        return version.filter(TlsVersion.TLS_1_3::equals).isPresent();
    }
}
