package dev.hallmark.events.policy;

import dev.hallmark.events.EventData;
import java.util.List;

/**
 * A policy, whole, in its newest version.
 *
 * @param policy its id
 * @param target the kind of cloud or broker
 * @param certificateProfile the name of a profile of the ca-service
 * @param algorithms the signature algorithms allowed; empty: all
 * @param rootsOfTrust the kinds of chip allowed; empty: all
 * @param allowUnbound whether evidence that is not bound to the TLS connection is accepted
 * @param minimumTrust {@code hardware} or {@code software}; null, from before there was a choice: software
 * @param minimumTls the oldest version of TLS that a device may attest over, {@code 1.2} or {@code 1.3}; null, from before
 *     there was a choice: 1.2
 */
public record PolicyPublished(
        String policy,
        String name,
        int version,
        String target,
        String certificateProfile,
        List<String> algorithms,
        List<String> rootsOfTrust,
        boolean allowUnbound,
        String minimumTrust,
        String minimumTls)
        implements EventData {

    public PolicyPublished {
        algorithms = List.copyOf(algorithms);
        rootsOfTrust = List.copyOf(rootsOfTrust);
    }

    @Override
    public String key() {
        return policy;
    }
}
