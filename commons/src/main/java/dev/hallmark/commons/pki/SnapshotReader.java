package dev.hallmark.commons.pki;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.commons.pki.PkiDocuments.Document;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads index and CRLs. When a CRL cannot be read or verified, the last good one stays in place. */
final class SnapshotReader {
    private final URI base;
    private final Vertx vertx;
    private final ObjectMapper json;
    private final PkiDocuments documents;
    private final VerifiedCrls lists = new VerifiedCrls();

    /** A snapshot, and what went wrong with single authorities. */
    record Reading(PkiSnapshot snapshot, List<String> problems) {}

    private record Part(Optional<MirroredAuthority> authority, Optional<String> problem) {}

    SnapshotReader(URI base, Vertx vertx, ObjectMapper json, PkiDocuments documents) {
        this.base = base;
        this.vertx = vertx;
        this.json = json;
        this.documents = documents;
    }

    Future<Reading> read() {
        return documents
                .get(URI.create(base + "/issuers"))
                .map(index -> index.orElseThrow(() -> new IllegalStateException("there is no index of issuers")))
                .compose(this::entries)
                .compose(entries -> Future.all(entries.stream().map(this::part).toList()))
                .map(all -> reading(all.list()));
    }

    private Future<List<IssuersIndex.Entry>> entries(Document index) {
        try {
            return Future.succeededFuture(
                    json.readValue(index.body().getBytes(), IssuersIndex.class).issuers());
        } catch (IOException e) {
            return Future.failedFuture(e);
        }
    }

    /** Parsing and verifying a large CRL takes long, so it is done off the event loop. */
    private Future<Part> part(IssuersIndex.Entry entry) {
        return documents
                .get(base.resolve(entry.crl()))
                .compose(crl -> vertx.executeBlocking(() -> verified(entry, crl), false))
                .recover(failure -> vertx.executeBlocking(() -> kept(entry, failure), false));
    }

    private Part verified(IssuersIndex.Entry entry, Optional<Document> crl) throws GeneralSecurityException {
        var certificate = entry.parseCertificate();
        if (crl.isPresent()) {
            lists.accept(entry.authority(), certificate, crl.get());
        }
        return new Part(Optional.of(authority(entry)), Optional.empty());
    }

    private Part kept(IssuersIndex.Entry entry, Throwable failure) {
        var problem = Optional.of(entry.authority() + ": " + failure.getMessage());
        try {
            return new Part(Optional.of(authority(entry)), problem);
        } catch (CertificateException e) {
            return new Part(Optional.empty(), problem);
        }
    }

    private MirroredAuthority authority(IssuersIndex.Entry entry) throws CertificateException {
        var certificate = entry.parseCertificate();
        return new MirroredAuthority(
                entry.authority(), entry.tenant(), entry.kind(), certificate, lists.of(entry.authority(), certificate));
    }

    private static Reading reading(List<Part> parts) {
        return new Reading(
                new PkiSnapshot(present(parts.stream().map(Part::authority))),
                present(parts.stream().map(Part::problem)));
    }

    private static <T> List<T> present(Stream<Optional<T>> values) {
        return values.flatMap(Optional::stream).toList();
    }
}
