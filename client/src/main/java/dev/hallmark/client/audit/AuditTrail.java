package dev.hallmark.client.audit;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hallmark.client.http.Api;
import dev.hallmark.client.http.Listing;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The audit trail of the tenant. */
public final class AuditTrail {

    private static final String RECORDS = "/api/audit/v1/records";
    private static final String CHECKPOINTS = "/api/audit/v1/checkpoints";

    private final Api api;

    public AuditTrail(Api api) {
        this.api = api;
    }

    /** The latest first. */
    public Listing<AuditRecord> list(AuditFilter filter) {
        return api.at(RECORDS)
                .query("from", filter.from().map(Instant::toString))
                .query("to", filter.to().map(Instant::toString))
                .query("type", filter.type())
                .query("actor", filter.actor())
                .query("permission", filter.permission())
                .query("outcome", filter.outcome())
                .query("targetType", filter.targetType())
                .query("targetId", filter.targetId())
                .list(AuditRecord.class);
    }

    /** @param id of the event */
    public AuditRecord get(String id) throws IOException, InterruptedException {
        return api.at(RECORDS, id).get(AuditRecord.class);
    }

    /** What has been signed about the trail, the latest first. */
    public Listing<SignedStatement> statements() {
        return api.at(CHECKPOINTS).list(SignedStatement.class);
    }

    /** Has the trail signed as it stands. */
    @CanIgnoreReturnValue
    public SignedStatement checkpoint() throws IOException, InterruptedException {
        return api.at(CHECKPOINTS).post(Map.of(), SignedStatement.class);
    }

    /**
     * The trail as NDJSON up to a fresh checkpoint; at most one of both is given, and none for the whole trail. The caller
     * closes it.
     *
     * @param from the number of the first record
     * @param since the time of the first record
     */
    public InputStream export(Optional<Long> from, Optional<Instant> since) throws IOException, InterruptedException {
        return api
                .at("/api/audit/v1/export")
                .query("from", from.map(String::valueOf))
                .query("since", since.map(Instant::toString))
                .stream();
    }

    /** The public keys that verify checkpoints, PEM. The caller closes it. */
    public InputStream keys() throws IOException, InterruptedException {
        return api.at("/api/audit/v1/key.pem").stream();
    }
}
