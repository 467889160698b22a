package dev.hallmark.policy.policy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Policies that are there from the first start on. */
@ConfigMapping(prefix = "hallmark.policy.seed")
interface SeedConfiguration {

    /** Each is kept as configured: a change in the configuration is a new version at the next start. */
    @WithParentName
    List<Seed> policies();

    /** One policy. */
    interface Seed {

        String name();

        /** Without it the policy is made for every tenant. */
        Optional<String> tenant();

        String targetKind();

        /** As text: numbers and truth values are told by the target's schema. */
        Map<String, String> settings();

        @WithDefault("default")
        String certificateProfile();

        @WithDefault("false")
        boolean allowUnbound();
    }
}
