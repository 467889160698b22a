package dev.hallmark.policy.policy;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.policy.policy.PolicyDefinition.Attestation;
import dev.hallmark.policy.policy.PolicyDefinition.Certificate;
import dev.hallmark.policy.policy.PolicyDefinition.Target;
import dev.hallmark.policy.policy.SeedConfiguration.Seed;
import dev.hallmark.policy.target.Targets;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Adds or updates the configured policies at start; replicas may do it at the same time. */
@ApplicationScoped
class PolicySeeds {

    private static final String ACTOR = "configuration";

    private final SeedConfiguration configuration;
    private final List<String> tenants;
    private final PolicyService policies;
    private final Targets targets;

    PolicySeeds(
            SeedConfiguration configuration,
            @ConfigProperty(name = "hallmark.tenants") List<String> tenants,
            PolicyService policies,
            Targets targets) {
        this.configuration = configuration;
        this.tenants = tenants;
        this.policies = policies;
        this.targets = targets;
    }

    void start(@Observes StartupEvent event) throws Throwable {
        VertxContextSupport.subscribeAndAwait(this::apply);
    }

    Uni<Void> apply() {
        return Multi.createFrom()
                .iterable(configuration.policies())
                .onItem()
                .transformToUniAndConcatenate(this::apply)
                .onItem()
                .ignore()
                .toUni();
    }

    private Uni<Void> apply(Seed seed) {
        return Multi.createFrom()
                .iterable(seed.tenant().map(List::of).orElse(tenants))
                .onItem()
                .transformToUniAndConcatenate(tenant -> ensure(TenantId.of(tenant), seed))
                .onItem()
                .ignore()
                .toUni();
    }

    /** If another replica adds the policy first, the second attempt finds it. */
    private Uni<Policy> ensure(TenantId tenant, Seed seed) {
        return Uni.createFrom()
                .deferred(() -> policies.ensure(tenant, ACTOR, seed.name(), definition(seed)))
                .onFailure(PolicySeeds::isTaken)
                .retry()
                .atMost(1);
    }

    private PolicyDefinition definition(Seed seed) {
        return new PolicyDefinition(
                new Target(seed.targetKind(), targets.settings(seed.targetKind(), seed.settings())),
                new Certificate(seed.certificateProfile()),
                new Attestation(List.of(), List.of(), seed.allowUnbound(), null, null));
    }

    private static boolean isTaken(Throwable failure) {
        return failure instanceof PolicyException refused && refused.code() == PolicyException.Code.POLICY_NAME_TAKEN;
    }
}
