package dev.hallmark.ca.crl;

import dev.hallmark.ca.authority.Authorities;
import dev.hallmark.ca.authority.Authority;
import dev.hallmark.ca.authority.PkiAddresses;
import dev.hallmark.ca.authority.Signatures;
import dev.hallmark.ca.state.CertificateStates;
import dev.hallmark.ca.state.RevocationStatus;
import dev.hallmark.commons.fault.Faults;
import dev.hallmark.events.Events;
import dev.hallmark.messaging.outbox.Outbox;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Issues CRLs: before they age, and at once when a certificate was revoked, held or released. */
@ApplicationScoped
public class CrlPublisher {

    private static final Logger LOG = Logger.getLogger(CrlPublisher.class);

    private final CrlStore store;
    private final CertificateStates states;
    private final Authorities authorities;
    private final PkiAddresses addresses;
    private final Signatures signatures;
    private final CrlSettings settings;
    private final Events events;
    private final Outbox outbox;
    private final Pool pool;
    private final Vertx vertx;
    private final Clock clock;

    CrlPublisher(
            CrlStore store,
            CertificateStates states,
            Authorities authorities,
            PkiAddresses addresses,
            Signatures signatures,
            CrlSettings settings,
            Events events,
            Outbox outbox,
            Pool pool,
            Vertx vertx,
            Clock clock) {
        this.store = store;
        this.states = states;
        this.authorities = authorities;
        this.addresses = addresses;
        this.signatures = signatures;
        this.settings = settings;
        this.events = events;
        this.outbox = outbox;
        this.pool = pool;
        this.vertx = vertx;
        this.clock = clock;
    }

    /** Issues the CRLs that are due, of all authorities. */
    public Uni<Void> publish() {
        return store.due(clock.instant().minus(settings.refreshAfter()))
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUniAndConcatenate(due -> authorities
                        .find(due.authority())
                        .map(authority -> publish(authority, due.stale()))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .onItem()
                .ignore()
                .toUni();
    }

    /** The same, but a fault is only logged: {@code CrlUpkeep} tries again. */
    public Uni<Void> tryToPublish() {
        return publish()
                .onFailure()
                .invoke(e -> LOG.warnf(
                        Faults.passing(e) ? null : e,
                        "CRLs not published; the next attempt follows within a second: %s",
                        e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /**
     * Issues CRLs of one authority.
     *
     * <ol>
     *   <li>Take the next number, and with it what is revoked, held or released by now.
     *   <li>Sign, outside any transaction. A crash costs a number and nothing else.
     *   <li>Commit the CRLs together with the events of what they show for the first time. What has changed again
     *       since waits for the next CRL, which shows it and has its event.
     * </ol>
     */
    private Uni<Void> publish(Authority authority, boolean all) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return store.snapshot(authority.id(), now, now.minus(settings.validity()))
                .chain(snapshot -> {
                    var template = new CrlTemplate(
                            authority, snapshot.number(), now, now.plus(settings.validity()), addresses);
                    var fresh = snapshot.statuses().stream()
                            .filter(one -> !one.published())
                            .toList();
                    return sign(template, all ? every(authority) : touched(fresh), snapshot.statuses())
                            .chain(crls -> commit(authority, crls, fresh, snapshot.number()));
                });
    }

    private Uni<List<Crl>> sign(CrlTemplate template, List<Integer> shards, List<RevocationStatus> statuses) {
        return vertx.executeBlocking(
                        () -> shards.stream()
                                .map(shard -> template.toBeSigned(shard, statuses))
                                .toList(),
                        false)
                .chain(parts -> signatures.sign(template.authority().key(), parts))
                .map(signed -> IntStream.range(0, shards.size())
                        .mapToObj(i -> template.published(shards.get(i), signed.get(i)))
                        .toList());
    }

    private Uni<Void> commit(Authority authority, List<Crl> crls, List<RevocationStatus> fresh, long number) {
        return pool.withTransaction(transaction -> store.publish(transaction, crls)
                        .chain(done -> states.markPublished(transaction, fresh, number))
                        .map(noted -> fresh.stream()
                                .filter(one -> noted.contains(one.serial()))
                                .map(one -> events.of(one.tenant(), one.actor(), one.event(authority.id(), number)))
                                .toList())
                        .chain(changes -> outbox.append(transaction, changes)))
                .invoke(() -> LOG.infof(
                        "CRLs issued authority=%s number=%d crls=%d new=%d",
                        authority.id(), number, crls.size(), fresh.size()));
    }

    private static List<Integer> every(Authority authority) {
        return IntStream.range(Crl.FULL, authority.shards()).boxed().toList();
    }

    private static List<Integer> touched(List<RevocationStatus> fresh) {
        return Stream.concat(Stream.of(Crl.FULL), fresh.stream().map(RevocationStatus::shard))
                .distinct()
                .toList();
    }
}
