package dev.hallmark.ca.crl;

import dev.hallmark.ca.authority.Authorities;
import dev.hallmark.ca.authority.Authority;
import dev.hallmark.ca.authority.PkiAddresses;
import dev.hallmark.ca.authority.Signatures;
import dev.hallmark.events.Event;
import dev.hallmark.events.Events;
import dev.hallmark.events.certificate.CertificateRevoked;
import dev.hallmark.events.outbox.Outbox;
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

/** Issues CRLs: before they age, and at once when a certificate was revoked. */
@ApplicationScoped
public class CrlPublisher {

    private static final Logger LOG = Logger.getLogger(CrlPublisher.class);

    private final CrlStore store;
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

    /** Issues what is due, of all authorities; nothing when nothing is. */
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

    /**
     * Issues CRLs of one authority.
     *
     * <ol>
     *   <li>Take the next number, and with it what is revoked by now.
     *   <li>Sign, outside any transaction. A crash costs a number and nothing else.
     *   <li>Commit the CRLs together with the events of what they list for the first time.
     * </ol>
     */
    private Uni<Void> publish(Authority authority, boolean all) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return store.snapshot(authority.id(), now.minus(settings.validity())).chain(snapshot -> {
            var form = new CrlForm(authority, snapshot.number(), now, now.plus(settings.validity()), addresses);
            var fresh =
                    snapshot.revocations().stream().filter(one -> !one.listed()).toList();
            return sign(form, all ? every(authority) : touched(fresh), snapshot.revocations())
                    .chain(crls -> commit(authority, crls, fresh, snapshot.number()));
        });
    }

    private Uni<List<Crl>> sign(CrlForm form, List<Integer> shards, List<Revocation> revocations) {
        return vertx.executeBlocking(
                        () -> shards.stream()
                                .map(shard -> form.toBeSigned(shard, revocations))
                                .toList(),
                        false)
                .chain(parts -> signatures.sign(form.authority().key(), parts))
                .map(signed -> IntStream.range(0, shards.size())
                        .mapToObj(i -> form.published(shards.get(i), signed.get(i)))
                        .toList());
    }

    private Uni<Void> commit(Authority authority, List<Crl> crls, List<Revocation> fresh, long number) {
        return pool.withTransaction(transaction -> store.publish(transaction, crls)
                        .chain(done -> store.listed(transaction, fresh, number))
                        .map(noted -> fresh.stream()
                                .filter(one -> noted.contains(one.serial().hex()))
                                .map(one -> revoked(authority, one, number))
                                .toList())
                        .chain(told -> outbox.append(transaction, told)))
                .invoke(() -> LOG.infof(
                        "CRLs issued authority=%s number=%d crls=%d new=%d",
                        authority.id(), number, crls.size(), fresh.size()));
    }

    private Event revoked(Authority authority, Revocation one, long number) {
        var data = new CertificateRevoked(
                one.device(),
                one.device().commonName(),
                one.serial(),
                authority.id(),
                one.reason().label(),
                one.at(),
                number);
        return events.of(one.tenant(), one.actor(), data);
    }

    private static List<Integer> every(Authority authority) {
        return IntStream.range(Crl.FULL, authority.shards()).boxed().toList();
    }

    private static List<Integer> touched(List<Revocation> fresh) {
        return Stream.concat(Stream.of(Crl.FULL), fresh.stream().map(Revocation::shard))
                .distinct()
                .toList();
    }
}
