package dev.hallmark.ca.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.ca.testing.Service;
import dev.hallmark.ca.testing.Surroundings;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.embedded.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class AuthoritiesIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Inject
    AuthorityStore store;

    @Inject
    AuthorityMaker maker;

    @BeforeEach
    void authoritiesAreReady() {
        Service.awaitReady();
    }

    @Test
    void replicasThatStartAtOnceMakeOneRootAndOneIssuingAuthority() {
        var replicas = Stream.generate(() -> new Authorities(store, maker, List.of("race"), Clock.systemUTC()))
                .limit(6)
                .toList();

        Uni.join()
                .all(replicas.stream().map(Authorities::ensure).toList())
                .andFailFast()
                .replaceWithVoid()
                .await()
                .atMost(TIMEOUT);

        var issuing = replicas.getFirst().issuing(TenantId.of("race"));
        assertThat(replicas).allSatisfy(replica -> {
            assertThat(replica.issuing(TenantId.of("race")).certificate()).isEqualTo(issuing.certificate());
            assertThat(replica.all().stream()
                            .filter(one -> one.tenant().name().equals("race"))
                            .map(Authority::id))
                    .containsExactly("race-root-1", "race-issuing-1");
        });
    }

    @Test
    void aRootLeftAloneByACrashGetsItsIssuingAuthority() {
        var root = store.alone(transaction -> maker.root(TenantId.of("orphan"), 1)
                        .chain(made -> store.insert(
                                transaction, made, Clock.systemUTC().instant())))
                .await()
                .atMost(TIMEOUT);
        var authorities = new Authorities(store, maker, List.of("orphan"), Clock.systemUTC());

        authorities.ensure().await().atMost(TIMEOUT);

        assertThat(authorities.issuing(TenantId.of("orphan")).issuer()).isEqualTo(root.id());
        assertThat(authorities.find("orphan-root-1").orElseThrow().certificate())
                .isEqualTo(root.certificate());
    }
}
