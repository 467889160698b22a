package dev.hallmark.device.connection;

import dev.hallmark.device.identity.Certificates;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Where and how the device reaches its cloud (protocol §5).
 *
 * @param username null where the certificate is enough
 * @param caCertificates PEM: verifies the broker's server certificate
 * @param updates null where there is no update service
 */
public record ConnectionDetails(
        String target,
        String protocol,
        String host,
        int port,
        String clientId,
        String username,
        String caCertificates,
        List<String> publish,
        List<String> subscribe,
        String renewAfter,
        Updates updates) {

    /** Where the device asks for firmware. */
    public record Updates(String url) {}

    public ConnectionDetails {
        publish = publish == null ? List.of() : List.copyOf(publish);
        subscribe = subscribe == null ? List.of() : List.copyOf(subscribe);
    }

    public List<X509Certificate> brokerAuthorities() throws IOException {
        return Certificates.parse(caCertificates);
    }
}
