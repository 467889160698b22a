package dev.hallmark.messaging.outbox;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Hibernate starts only where there is an entity. */
@Entity
class Effect {

    @Id
    long n;
}
