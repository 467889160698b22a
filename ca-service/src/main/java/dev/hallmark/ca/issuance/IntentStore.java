package dev.hallmark.ca.issuance;

import dev.hallmark.ca.CaException;
import dev.hallmark.ca.state.CertificateState;
import dev.hallmark.ca.state.CertificateStates;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes down what is about to be signed, or finds what was written down before. */
@ApplicationScoped
class IntentStore {

    private final Pool pool;
    private final CertificateStates states;
    private final Clock clock;

    IntentStore(Pool pool, CertificateStates states, Clock clock) {
        this.pool = pool;
        this.states = states;
        this.clock = clock;
    }

    /**
     * The certificate that answers the order: {@code planned}, committed as pending, or one that was there.
     *
     * @return fails with a {@link CaException} when the device or its licence is not to have one
     */
    Uni<KnownCertificate> write(Order order, Intent planned) {
        return order.current().isPresent() ? decide(order, planned) : writeFirst(order, planned);
    }

    private Uni<KnownCertificate> writeFirst(Order order, Intent planned) {
        return pool.preparedQuery(IntentStatements.FIRST)
                .execute(IntentRow.parameters(order, planned))
                .chain(first ->
                        first.rowCount() == 1 ? Uni.createFrom().item(pending(planned)) : decide(order, planned));
    }

    private Uni<KnownCertificate> decide(Order order, Intent planned) {
        return pool.withTransaction(transaction -> lock(transaction, planned)
                .chain(() -> known(transaction, order))
                .map(known -> Decision.of(known, planned, order, clock.instant()))
                .chain(decision -> switch (decision) {
                    case Decision.Existing existing -> useLicence(transaction, order, existing.certificate());
                    case Decision.Fresh fresh -> writeAnother(transaction, order, planned, fresh);
                }));
    }

    private Uni<Void> lock(SqlClient transaction, Intent planned) {
        return transaction
                .preparedQuery(IntentStatements.OWNER)
                .execute(Tuple.of(
                        Buffer.buffer(planned.key()),
                        Buffer.buffer(planned.device().bytes())))
                .invoke(owner -> requireOwn(owner.iterator().next(), planned))
                .chain(owner -> transaction
                        .preparedQuery(IntentStatements.LOCK)
                        .execute(IntentRow.device(planned)
                                .addInteger(planned.terms().generation())))
                .invoke(locked -> requireWelcome(locked.iterator().next(), planned))
                // The token may be newer than the event that ends a suspension.
                .chain(locked -> states.releaseAll(transaction, planned.device()))
                .replaceWithVoid();
    }

    private static Uni<List<KnownCertificate>> known(SqlClient transaction, Order order) {
        return transaction
                .preparedQuery(IntentStatements.KNOWN)
                .execute(Tuple.of(
                        Buffer.buffer(order.device().bytes()),
                        order.licence().id(),
                        order.current().map(SerialNumber::hex).orElse(null)))
                .map(IntentStore::known);
    }

    private static Uni<KnownCertificate> useLicence(SqlClient transaction, Order order, KnownCertificate existing) {
        return transaction
                .preparedQuery(IntentStatements.USE_TOKEN)
                .execute(Tuple.of(
                        order.licence().id(),
                        Buffer.buffer(order.request().infoDigest()),
                        existing.intent().serial().hex(),
                        IntentRow.time(order.licence().expiresAt())))
                .replaceWith(existing);
    }

    private Uni<KnownCertificate> writeAnother(
            SqlClient transaction, Order order, Intent planned, Decision.Fresh fresh) {
        var intent = planned.replacing(fresh.replaced().map(SerialNumber::hex).orElse(null));
        return fresh.closed()
                .map(serial -> states.close(transaction, serial))
                .orElseGet(() -> Uni.createFrom().voidItem())
                .chain(closed -> transaction
                        .preparedQuery(IntentStatements.ANOTHER)
                        .execute(IntentRow.parameters(order, intent)))
                .replaceWith(pending(intent));
    }

    /** Forgets tokens that expired an hour ago or earlier: nobody can use them any more. */
    Uni<Void> forgetTokens() {
        return pool.preparedQuery(IntentStatements.FORGET)
                .execute(Tuple.of(IntentRow.time(clock.instant().minus(1, ChronoUnit.HOURS))))
                .replaceWithVoid();
    }

    private static void requireOwn(Row owner, Intent planned) {
        if (!DeviceId.of(owner.getBuffer("device").getBytes()).equals(planned.device())) {
            throw new CaException(CaException.Code.REQUEST_NOT_ALLOWED, "The key is another device's.");
        }
    }

    private static void requireWelcome(Row device, Intent planned) {
        if (!"active".equals(device.getString("standing"))
                || device.getInteger("generation") > planned.terms().generation()) {
            throw CaException.enrolmentRefused();
        }
    }

    private static List<KnownCertificate> known(RowSet<Row> rows) {
        var known = new ArrayList<KnownCertificate>();
        rows.forEach(row -> known.add(IntentRow.read(row)));
        return known;
    }

    private static KnownCertificate pending(Intent intent) {
        return new KnownCertificate(
                intent, CertificateState.PENDING, Optional.empty(), true, intent.notAfter(), Optional.empty());
    }
}
