package dev.hallmark.ca.crl;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** The published CRLs. */
@ApplicationScoped
public class Crls {

    private final CrlStore store;

    Crls(CrlStore store) {
        this.store = store;
    }

    /** A CRL as it is handed out: DER, its number, and when the next one is due. */
    public record Published(byte[] content, long number, Instant nextUpdate) {}

    /** The full CRL of an authority; null when there is none. */
    public Uni<Published> full(String authority) {
        return shard(authority, Crl.FULL);
    }

    /** One shard of an authority's CRL; null when there is none. */
    public Uni<Published> shard(String authority, int shard) {
        return store.find(authority, shard)
                .onItem()
                .ifNotNull()
                .transform(crl -> new Published(crl.content(), crl.number(), crl.nextUpdate()));
    }
}
