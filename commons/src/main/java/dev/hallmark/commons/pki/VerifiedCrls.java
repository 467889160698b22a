package dev.hallmark.commons.pki;

import dev.hallmark.commons.pki.PkiDocuments.Document;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The newest CRL of each authority; each document is parsed and verified once. */
final class VerifiedCrls {
    private final Map<String, Verified> newest = new ConcurrentHashMap<>();

    private record Verified(Document document, X509Certificate issuer, RevocationList list) {}

    void accept(String authority, X509Certificate issuer, Document document) throws GeneralSecurityException {
        var last = newest.get(authority);
        if (last == null || !last.document.equals(document) || !last.issuer.equals(issuer)) {
            var list = RevocationList.parse(document.body().getBytes(), issuer).orNewer(of(authority, issuer));
            newest.put(authority, new Verified(document, issuer, list));
        }
    }

    Optional<RevocationList> of(String authority, X509Certificate issuer) {
        return Optional.ofNullable(newest.get(authority))
                .filter(verified -> verified.issuer.equals(issuer))
                .map(Verified::list);
    }
}
