package dev.hallmark.audit.export;

import dev.hallmark.audit.checkpoint.Statements;
import dev.hallmark.audit.trail.TrailRecord;
import dev.hallmark.audit.trail.TrailStore;
import dev.hallmark.commons.fault.Faults;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.audit.chain.SignedStatement;
import dev.hallmark.events.audit.chain.TrailLine;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Exports the trail of a tenant from a record to now.
 *
 * <ol>
 *   <li>Sign a fresh checkpoint: the export ends with its record.
 *   <li>Begin after the last statement before the record that was asked for, or with the first record.
 *   <li>Send the statements that name one of the records, then the records, page by page as they are read, then the
 *       checkpoint.
 * </ol>
 */
@ApplicationScoped
class TrailExport {

    private static final int PAGE = 500;
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final TrailStore trail;
    private final Statements statements;

    TrailExport(TrailStore trail, Statements statements) {
        this.trail = trail;
        this.statements = statements;
    }

    Multi<TrailLine> from(TenantId tenant, Uni<Long> sequence) {
        return statements
                .checkpoint(tenant)
                .chain(end -> sequence.chain(first -> statements.beginning(tenant, first, end))
                        .chain(begin ->
                                statements.covering(tenant, begin, end).map(said -> lines(tenant, begin, said, end))))
                .onItem()
                .transformToMulti(lines -> lines);
    }

    private Multi<TrailLine> lines(TenantId tenant, long begin, List<SignedStatement> said, SignedStatement end) {
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().iterable(said).map(TrailLine::of),
                        records(tenant, begin, end.content().sequence())
                                .map(record -> TrailLine.record(record.text(), record.hash())),
                        Multi.createFrom().item(TrailLine.of(end)));
    }

    /**
     * Asks for the next page when the caller has taken the one before. An export that has begun cannot become a 503, so it
     * waits while the database is away, for two minutes at most; then it is cut off, and without its last checkpoint.
     */
    private Multi<TrailRecord> records(TenantId tenant, long begin, long end) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new AtomicLong(begin), next -> trail.page(tenant, next.get(), end, PAGE)
                        .onFailure(Faults::passing)
                        .retry()
                        .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                        .expireIn(PATIENCE.toMillis())
                        .invoke(page -> page.forEach(record -> next.set(record.sequence() + 1))))
                .whilst(page -> page.size() == PAGE)
                .onItem()
                .transformToMultiAndConcatenate(page -> Multi.createFrom().iterable(page));
    }
}
