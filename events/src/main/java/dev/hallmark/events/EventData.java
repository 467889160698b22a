package dev.hallmark.events;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * What an event says; {@link EventType} lists all forms. Fields are only ever added, and only optional ones. A reader
 * switches over the forms it needs and skips the others.
 */
public interface EventData {

    /** The record key: everything of one key stays in order. The device id; of a batch or policy, its id; of an audit record, the tenant. */
    @JsonIgnore
    String key();
}
