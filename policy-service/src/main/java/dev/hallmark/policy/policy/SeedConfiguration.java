package dev.hallmark.policy.policy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Policies that exist from the first start on. */
@ConfigMapping(prefix = "hallmark.policy.seed")
interface SeedConfiguration {

    /** Each is kept as configured: a change in the configuration is a new version at the next start. */
    @WithParentName
    List<Seed> policies();

    /** One policy. */
    interface Seed {
        /** The policy's name, by which it is found again at the next start. */
        String name();

        /** Without it the policy is made for every tenant. */
        Optional<String> tenant();

        /** The kind of its target, such as {@code mosquitto}. */
        String targetKind();

        /** As text: the target's schema says which are numbers and which are true or false. */
        Map<String, String> settings();

        /** The profile of certificates, as ca-service names it. */
        @WithDefault("default")
        String certificateProfile();

        /** Whether evidence that is bound to no TLS connection is accepted. */
        @WithDefault("false")
        boolean allowUnbound();
    }
}
