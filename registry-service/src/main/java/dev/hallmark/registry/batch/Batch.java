package dev.hallmark.registry.batch;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.registry.policy.Policy;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Devices that are onboarded by the same policy. */
@Entity
public class Batch {

    @Id
    private UUID id;

    private String tenant;

    private String name;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "policy")
    private Policy policy;

    @Column(name = "root_of_trust")
    private String rootOfTrust;

    @Column(name = "register_on_import")
    private boolean registerOnImport;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> attributes;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "created_by")
    private String createdBy;

    protected Batch() {}

    Batch(TenantId tenant, NewBatch wanted, Policy policy, String actor, Instant now) {
        this.id = UUID.randomUUID();
        this.tenant = tenant.name();
        this.name = wanted.name().strip();
        this.policy = policy;
        this.rootOfTrust = wanted.rootOfTrust();
        this.registerOnImport = wanted.registerOnImport();
        this.attributes = wanted.attributes();
        this.createdAt = now;
        this.createdBy = actor;
    }

    UUID id() {
        return id;
    }

    String name() {
        return name;
    }

    boolean isUnder(Policy other) {
        return policy.id().equals(other.id());
    }

    /** Gives it another policy, which devices imported from now on have at once. */
    BatchMove moveTo(Policy next, String reason, String actor, Instant now) {
        var move = new BatchMove(tenant, id, policy, next, reason, actor, now);
        policy = next;
        return move;
    }

    BatchView view() {
        return view(null, null);
    }

    BatchView view(Map<String, Long> devices, BatchMove move) {
        return new BatchView(
                id,
                name,
                policy.id(),
                policy.name(),
                rootOfTrust,
                registerOnImport,
                attributes,
                devices,
                move == null ? null : move.view(),
                createdAt,
                createdBy);
    }
}
