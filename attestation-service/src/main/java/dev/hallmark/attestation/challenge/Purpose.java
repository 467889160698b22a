package dev.hallmark.attestation.challenge;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a device wants to attest for. */
public enum Purpose {
    @JsonProperty("onboard")
    ONBOARD,
    @JsonProperty("renew")
    RENEW,
    @JsonProperty("reattest")
    REATTEST
}
