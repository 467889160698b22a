package dev.hallmark.commons.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The signature algorithms of devices, by their JOSE names (RFC 7518 §3.1). A key has exactly one. */
public enum SignatureAlgorithm {
    ES256("ES256");

    private final String jose;

    SignatureAlgorithm(String jose) {
        this.jose = jose;
    }

    /**
     * The algorithm of a JOSE name.
     *
     * @throws IllegalArgumentException when Hallmark has none of that name
     */
    @JsonCreator
    public static SignatureAlgorithm named(String jose) {
        for (var algorithm : values()) {
            if (algorithm.jose.equals(jose)) {
                return algorithm;
            }
        }
        throw new IllegalArgumentException("unknown algorithm " + jose);
    }

    @JsonValue
    public String jose() {
        return jose;
    }
}
