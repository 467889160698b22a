package dev.hallmark.ca.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.ca.testing.MemoryKeyRing;
import dev.hallmark.ca.testing.Programs;
import dev.hallmark.ca.testing.Service;
import dev.hallmark.ca.testing.Surroundings;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.keys.KeyAlgorithm;
import dev.hallmark.keys.KeyRing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class AuthoritiesIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Inject
    AuthorityStore store;

    @Inject
    AuthorityMaker maker;

    @Inject
    KeyRing keys;

    @Inject
    Signatures signatures;

    @Inject
    PkiAddresses addresses;

    @TempDir
    Path directory;

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

    @ParameterizedTest
    @EnumSource(value = KeyAlgorithm.class, mode = EnumSource.Mode.EXCLUDE, names = "AES256")
    void anAuthoritySignsByItsOwnAlgorithm(KeyAlgorithm algorithm) throws Exception {
        var tenant = "by-" + algorithm.name().toLowerCase(Locale.ROOT).replace('_', '-');

        var made = authorities(keys, algorithm, tenant);
        made.ensure().await().atMost(TIMEOUT);

        // Another process reads it from the table alone.
        var read = authorities(keys, KeyAlgorithm.ES256, tenant);
        read.ensure().await().atMost(TIMEOUT);
        var issuing = read.issuing(TenantId.of(tenant));
        assertThat(issuing.key().algorithm()).isEqualTo(algorithm);
        var root = read.find(issuing.issuer()).orElseThrow();
        certificate(issuing).verify(certificate(root).getPublicKey());
        if (algorithm != KeyAlgorithm.ML_DSA_65) {
            var openssl = Programs.run("openssl", "verify", "-CAfile", pem(root), pem(issuing));
            assertThat(openssl.code()).as(openssl.output()).isZero();
        }
    }

    @Test
    void anAlgorithmThatTheKeyRingLacksIsRefusedBeforeAnythingIsMade() {
        var ring = new MemoryKeyRing();
        var authorities = authorities(ring, KeyAlgorithm.ES384, "lacking");

        assertThatThrownBy(() -> authorities.ensure().await().atMost(TIMEOUT))
                .hasMessageContaining("hallmark.ca.authority.algorithm=ES384")
                .hasMessageContaining("ES256");
        assertThat(store.all().await().atMost(TIMEOUT))
                .noneMatch(one -> one.tenant().name().equals("lacking"));
    }

    private Authorities authorities(KeyRing ring, KeyAlgorithm algorithm, String tenant) {
        var settings = new SmallRyeConfigBuilder()
                .withMapping(AuthoritySettings.class)
                .withDefaultValue("hallmark.ca.authority.algorithm", algorithm.name())
                .build()
                .getConfigMapping(AuthoritySettings.class);
        var byIt = new AuthorityMaker(ring, signatures, settings, addresses, Clock.systemUTC());
        return new Authorities(store, byIt, List.of(tenant), Clock.systemUTC());
    }

    private static X509Certificate certificate(Authority authority) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(authority.certificate().getEncoded()));
    }

    private String pem(Authority authority) throws Exception {
        var file = directory.resolve(authority.id() + ".pem");
        return Programs.pem(file, "CERTIFICATE", authority.certificate().getEncoded())
                .toString();
    }
}
