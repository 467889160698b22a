package dev.hallmark.mosquitto.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.commons.pki.MirroredAuthority;
import dev.hallmark.commons.pki.PkiSnapshot;
import dev.hallmark.commons.pki.RevocationList;
import dev.hallmark.testkit.TestAuthority;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadedCrlsTest {

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant SECOND = FIRST.plusSeconds(60);

    private final LoadedCrls lists = new LoadedCrls();
    private TestAuthority authority;

    @BeforeEach
    void anAuthority() throws Exception {
        authority = TestAuthority.root("root");
    }

    @Test
    void aListIsLoadedSinceTheFirstOneOfItsNumberOrHigher() throws Exception {
        lists.loaded(snapshot(3), FIRST);
        lists.loaded(snapshot(3), SECOND);
        lists.loaded(snapshot(5), SECOND);

        assertThat(lists.since("a", BigInteger.TWO)).contains(FIRST);
        assertThat(lists.since("a", BigInteger.valueOf(3))).contains(FIRST);
        assertThat(lists.since("a", BigInteger.valueOf(4))).contains(SECOND);
        assertThat(lists.since("a", BigInteger.valueOf(6))).isEmpty();
        assertThat(lists.since("b", BigInteger.ONE)).isEmpty();
    }

    @Test
    void filesAreWrittenForTheTenantsOfTheBrokerOnceTheyHaveAnIssuingAuthority() throws Exception {
        var snapshot = snapshot(1);

        assertThat(TrustFiles.of(snapshot, Set.of(TenantId.of("other")))).isEmpty();
        assertThat(TrustFiles.of(new PkiSnapshot(List.of()), Set.of(TenantId.of("default"))))
                .isEmpty();
        assertThat(TrustFiles.of(snapshot, Set.of(TenantId.of("default")))).hasValueSatisfying(files -> {
            assertThat(files.certificates()).startsWith("-----BEGIN CERTIFICATE-----\n");
            assertThat(files.revocations()).startsWith("-----BEGIN X509 CRL-----\n");
            assertThat(files.byName()).containsOnlyKeys("crl.pem", "acl", "ca.pem");
        });
    }

    private PkiSnapshot snapshot(long number) throws Exception {
        var crl = (X509CRL) CertificateFactory.getInstance("X.509")
                .generateCRL(new ByteArrayInputStream(authority.crl(number, Set.of())));
        return new PkiSnapshot(List.of(new MirroredAuthority(
                "a",
                TenantId.of("default"),
                MirroredAuthority.Kind.ISSUING,
                authority.certificate(),
                Optional.of(new RevocationList(crl, BigInteger.valueOf(number))))));
    }
}
