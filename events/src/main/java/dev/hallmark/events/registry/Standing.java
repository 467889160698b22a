package dev.hallmark.events.registry;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a device is welcome, as its operators have decided. */
public enum Standing {
    @JsonProperty("active")
    ACTIVE,
    @JsonProperty("suspended")
    SUSPENDED,
    @JsonProperty("revoked")
    REVOKED,
    @JsonProperty("retired")
    RETIRED,
    @JsonProperty("transferring")
    TRANSFERRING
}
