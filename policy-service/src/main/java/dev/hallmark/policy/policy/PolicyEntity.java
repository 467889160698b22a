package dev.hallmark.policy.policy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "policy")
class PolicyEntity {

    @Id
    UUID id;

    String tenant;

    String name;

    int version;

    /** JSON of a {@link PolicyDefinition}. */
    String definition;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "changed_at")
    Instant changedAt;
}
