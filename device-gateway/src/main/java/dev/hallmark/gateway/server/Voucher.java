package dev.hallmark.gateway.server;

import dev.hallmark.commons.connection.ConnectionFacts;
import dev.hallmark.gateway.identity.AddressRange;
import dev.hallmark.gateway.identity.CertificateHeader;
import dev.hallmark.gateway.identity.CertificateJudge;
import io.vertx.core.http.HttpServerRequest;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Says what the gateway knows of the connection a request came over. */
interface Voucher {
    ConnectionFacts facts(HttpServerRequest request, ClientConnection client);

    /** The gateway ends TLS itself. */
    static Voucher ofTls(CertificateJudge judge) {
        return (request, client) -> new ConnectionFacts(
                client.ip(),
                Optional.of(client.channelBinding()),
                Optional.of(client.tls()),
                judged(judge, client, client.presentedCertificate()));
    }

    /** Something in front of it does, and is believed about the certificate alone. */
    static Voucher ofProxies(CertificateJudge judge, List<AddressRange> proxies, CertificateHeader header) {
        return (request, client) -> new ConnectionFacts(
                client.ip(),
                Optional.empty(),
                Optional.empty(),
                judged(
                        judge,
                        client,
                        AddressRange.anyContains(proxies, client.peer())
                                ? header.read(request.headers().getAll(header.headerName()))
                                : Optional.empty()));
    }

    private static Optional<X509Certificate> judged(
            CertificateJudge judge, ClientConnection client, Optional<X509Certificate> presented) {
        var verdict = presented.flatMap(leaf -> judge.judge(leaf, client.verdict()));
        client.remember(verdict);
        return verdict.map(CertificateJudge.Verdict::leaf);
    }
}
