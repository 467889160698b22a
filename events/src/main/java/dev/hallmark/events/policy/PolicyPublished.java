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
        String minimumTrust)
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
