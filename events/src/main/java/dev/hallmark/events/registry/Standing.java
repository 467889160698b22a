package dev.hallmark.events.registry;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
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
    TRANSFERRING,
    /** One of a newer version: whatever it means, a device with it is not welcome until its standing changes again. */
    @JsonEnumDefaultValue
    UNKNOWN
}
