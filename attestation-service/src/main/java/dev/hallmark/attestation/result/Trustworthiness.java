package dev.hallmark.attestation.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * How far a device can be trusted, in the words of AR4SI (draft-ietf-rats-ar4si §2.3). A claim that is absent says
 * nothing.
 *
 * @param bound whether the evidence was signed for the TLS connection it came over
 * @param hardware whether the key is kept by a chip
 */
public record Trustworthiness(boolean bound, boolean hardware) {

    /** The attester is recognised and not known to be compromised; the hardware is genuine. */
    private static final int AFFIRMING = 2;

    /** In the range for warnings of our own: identity is proven, the connection is not its own. */
    private static final int UNBOUND = -33;

    public String status() {
        return bound ? "affirming" : "warning";
    }

    public String trust() {
        return hardware ? "hardware" : "software";
    }

    JsonNode vector() {
        var vector = JsonNodeFactory.instance.objectNode().put("instance-identity", bound ? AFFIRMING : UNBOUND);
        return hardware ? vector.put("hardware", AFFIRMING) : vector;
    }
}
