package dev.hallmark.registry.batch;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The moves of all batches. */
@ApplicationScoped
class BatchMoveRepository implements PanacheRepositoryBase<BatchMove, UUID> {

    /** The last move of a batch; null when it was never moved. */
    Uni<BatchMove> last(UUID batch) {
        return find("batch = ?1 order by at desc, id", batch).range(0, 0).firstResult();
    }

    /** Ends a running move, since another begins. */
    Uni<Integer> supersede(UUID batch) {
        return update("state = 'superseded' where batch = ?1 and state = 'running'", batch);
    }
}
