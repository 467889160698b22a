package dev.hallmark.registry.batch;

import dev.hallmark.registry.policy.Policy;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A batch that was given another policy. */
@Entity
@Table(name = "batch_move")
class BatchMove {

    @Id
    private UUID id;

    @SuppressWarnings("UnusedVariable") // Queries read it.
    private String tenant;

    @SuppressWarnings("UnusedVariable") // Queries read it.
    private UUID batch;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "from_policy")
    private Policy from;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "to_policy")
    private Policy to;

    private String state;
    private long moved;

    @SuppressWarnings("UnusedVariable") // The job reads it.
    private byte[] reached;

    private String reason;
    private String actor;

    @Column(name = "at")
    private Instant at;

    protected BatchMove() {}

    BatchMove(String tenant, UUID batch, Policy from, Policy to, String reason, String actor, Instant now) {
        this.id = UUID.randomUUID();
        this.tenant = tenant;
        this.batch = batch;
        this.from = from;
        this.to = to;
        this.state = "running";
        this.reached = new byte[0];
        this.reason = reason;
        this.actor = actor;
        this.at = now;
    }

    /**
     * A move as callers see it.
     *
     * @param moved how many devices have been published under the new policy
     */
    @Schema(name = "BatchMove")
    record View(UUID id, String from, String to, String state, long moved, String reason, String by, Instant at) {}

    View view() {
        return new View(id, from.name(), to.name(), state, moved, reason, actor, at);
    }
}
