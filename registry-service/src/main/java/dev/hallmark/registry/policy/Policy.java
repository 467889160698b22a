package dev.hallmark.registry.policy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A policy as far as the registry needs it: something to call by name. */
@Entity
public class Policy {

    @Id
    private String id;

    @SuppressWarnings("UnusedVariable") // Queries read it.
    private String tenant;

    private String name;

    protected Policy() {}

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }
}
