package dev.hallmark.audit.checkpoint;

import dev.hallmark.audit.AuditException;
import dev.hallmark.audit.checkpoint.StatementStore.StoredStatement;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.audit.chain.SignedStatement;
import dev.hallmark.events.audit.chain.Statement;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The statements that the service builds on: those that it signs after, and those that it deletes records by. Whoever
 * administers the database can write rows, so each is verified first: its signature, and that its columns, by which it was
 * found, say what was signed. Fails with {@code TRAIL_DAMAGED} for a row that does not stand up to that.
 */
@ApplicationScoped
class VerifiedStatements {

    private final StatementStore store;
    private final CheckpointKey key;
    private final TrailDamage damage;

    VerifiedStatements(StatementStore store, CheckpointKey key, TrailDamage damage) {
        this.store = store;
        this.key = key;
        this.damage = damage;
    }

    /** What the next statement continues. */
    Uni<ChainEnd> end(TenantId tenant) {
        return store.end(tenant)
                .chain(rows -> Multi.createFrom()
                        .iterable(rows)
                        .onItem()
                        .transformToUniAndConcatenate(row -> verified(tenant, row))
                        .collect()
                        .asList())
                .invoke(signed -> requireChain(tenant, signed))
                .map(ChainEnd::of);
    }

    /** The statement that cut off records last, if there is one. */
    Uni<Optional<Statement>> lastCut(TenantId tenant) {
        return store.lastCut(tenant).chain(found -> content(tenant, found));
    }

    /** The last checkpoint that was signed before this time and is not of the newest record, if there is one. */
    Uni<Optional<Statement>> signedBefore(TenantId tenant, Instant time) {
        return store.signedBefore(tenant, time).chain(found -> content(tenant, found));
    }

    private Uni<Optional<Statement>> content(TenantId tenant, Optional<StoredStatement> found) {
        return found.map(row ->
                        verified(tenant, row).map(SignedStatement::content).map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<SignedStatement> verified(TenantId tenant, StoredStatement row) {
        if (!says(row, tenant)) {
            throw forged(tenant, row);
        }
        return key.hasSigned(row.signed())
                .invoke(valid -> {
                    if (!valid) {
                        throw forged(tenant, row);
                    }
                })
                .replaceWith(row.signed());
    }

    private static boolean says(StoredStatement row, TenantId tenant) {
        try {
            var content = row.signed().content();
            return content.tenant().equals(tenant)
                    && StoredStatement.of(content, row.signed()).equals(row);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private AuditException forged(TenantId tenant, StoredStatement row) {
        return damage.found(
                tenant,
                "Row %d of the signed statements of the tenant %s is not what the key signed: nothing is signed or cut off after it."
                        .formatted(row.number(), tenant));
    }

    private void requireChain(TenantId tenant, List<SignedStatement> signed) {
        for (int i = 1; i < signed.size(); i++) {
            var before = signed.get(i - 1);
            var after = signed.get(i).content();
            if (after.number() != before.content().number() + 1
                    || !after.previous().equals(before.hash())) {
                throw damage.found(
                        tenant,
                        "Statement %d of the tenant %s does not continue statement %d: nothing is signed or cut off after it."
                                .formatted(
                                        after.number(), tenant, before.content().number()));
            }
        }
    }
}
