package dev.hallmark.audit.trail;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.messaging.inbox.ReceivedEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Appends to the trails. */
@ApplicationScoped
class Trail {

    private final TrailStore store;
    private final MeterRegistry meters;

    Trail(TrailStore store, MeterRegistry meters) {
        this.store = store;
        this.meters = meters;
    }

    /** Appends each record to its tenant's trail, in the order of tenants, so that two writers cannot wait for each other. */
    Uni<Void> append(SqlConnection transaction, List<ReceivedEvent> events) {
        return Multi.createFrom()
                .iterable(byTenant(events).entrySet())
                .onItem()
                .transformToUniAndConcatenate(of -> store.append(transaction, TenantId.of(of.getKey()), of.getValue())
                        .invoke(appended -> count(of.getKey(), appended)))
                .onItem()
                .ignore()
                .toUni();
    }

    private static Map<String, List<ReceivedRecord>> byTenant(List<ReceivedEvent> events) {
        return events.stream()
                .map(ReceivedRecord::of)
                .collect(Collectors.groupingBy(
                        one -> one.envelope().tenant().name(), TreeMap::new, Collectors.toList()));
    }

    private void count(String tenant, int appended) {
        meters.counter("hallmark.audit.records", "tenant", tenant).increment(appended);
    }
}
