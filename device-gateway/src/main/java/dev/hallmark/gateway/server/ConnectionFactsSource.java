package dev.hallmark.gateway.server;

import dev.hallmark.commons.connection.ConnectionFacts;
import dev.hallmark.gateway.identity.AddressRange;
import dev.hallmark.gateway.identity.CertificateHeader;
import dev.hallmark.gateway.identity.ClientCertificateValidator;
import io.vertx.core.http.HttpServerRequest;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Collects what the gateway knows about the connection of a request. */
interface ConnectionFactsSource {
    ConnectionFacts facts(HttpServerRequest request, ClientConnection client);

    /** For a gateway that terminates TLS itself. */
    static ConnectionFactsSource ofTls(ClientCertificateValidator validator) {
        return (request, client) -> new ConnectionFacts(
                client.ip(),
                Optional.of(client.channelBinding()),
                Optional.of(client.tls()),
                validated(validator, client, client.presentedCertificate()));
    }

    /** For proxies that terminate TLS in front of the gateway; they are trusted for the certificate only. */
    static ConnectionFactsSource ofProxies(
            ClientCertificateValidator validator, List<AddressRange> proxies, CertificateHeader header) {
        return (request, client) -> new ConnectionFacts(
                client.ip(),
                Optional.empty(),
                Optional.empty(),
                validated(
                        validator,
                        client,
                        AddressRange.anyContains(proxies, client.peer())
                                ? header.read(request.headers().getAll(header.headerName()))
                                : Optional.empty()));
    }

    private static Optional<X509Certificate> validated(
            ClientCertificateValidator validator, ClientConnection client, Optional<X509Certificate> presented) {
        var validation = presented.flatMap(leaf -> validator.validate(leaf, client.validation()));
        client.remember(validation);
        return validation.map(ClientCertificateValidator.Validation::leaf);
    }
}
