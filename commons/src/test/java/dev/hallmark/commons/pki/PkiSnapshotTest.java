package dev.hallmark.commons.pki;

import static dev.hallmark.commons.pki.TestAuthority.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.commons.identity.TenantId;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PkiSnapshotTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final TenantId TENANT = new TenantId("default");

    private final TestAuthority root = TestAuthority.root("root");
    private final TestAuthority issuing = root.issuing("issuing");
    private final X509Certificate leaf = issuing.leaf("dev-1", NOW.minus(DAY), NOW.plus(DAY));

    @Test
    void aCurrentLeafOfAnIssuingAuthorityHolds() {
        assertThat(snapshot(root, issuing).issuerOf(leaf, NOW))
                .map(MirroredAuthority::name)
                .contains("issuing");
        assertThat(snapshot(root, issuing).issuing(TENANT, NOW)).hasSize(1);
    }

    @Test
    void datesAreTheLeafsOwn() {
        assertThat(snapshot(root, issuing).issuerOf(leaf, NOW.plus(DAY).plusSeconds(1)))
                .isEmpty();
        assertThat(snapshot(root, issuing).issuerOf(leaf, NOW.minus(DAY).minusSeconds(1)))
                .isEmpty();
    }

    @Test
    void aNamesakeOfTheAuthorityIsNotTheAuthority() {
        var impostor = TestAuthority.root("root").issuing("issuing");

        var foreign = impostor.leaf("dev-1", NOW.minus(DAY), NOW.plus(DAY));

        assertThat(snapshot(root, issuing).issuerOf(foreign, NOW)).isEmpty();
    }

    @Test
    void leavesOfAnExpiredAuthorityAreInvalid() {
        var old = root.issuing("issuing", NOW.minus(DAY));

        assertThat(snapshot(root, old).issuerOf(old.leaf("dev-1", NOW.minus(DAY), NOW.plus(DAY)), NOW))
                .isEmpty();
    }

    @Test
    void anAuthorityNeedsARootOfItsOwnTenant() {
        var elsewhere = new PkiSnapshot(List.of(
                mirrored(root, MirroredAuthority.Kind.ROOT, new TenantId("other"), Optional.empty()),
                mirrored(issuing, MirroredAuthority.Kind.ISSUING, TENANT, Optional.empty())));

        assertThat(elsewhere.issuerOf(leaf, NOW)).isEmpty();
        assertThat(elsewhere.issuing(TENANT, NOW)).isEmpty();
    }

    @Test
    void leavesOfARevokedAuthorityAreInvalid() throws Exception {
        var crl = RevocationList.parse(root.crl(7, issuing.certificate()), root.certificate());
        var revoked = new PkiSnapshot(List.of(
                mirrored(root, MirroredAuthority.Kind.ROOT, TENANT, Optional.of(crl)),
                mirrored(issuing, MirroredAuthority.Kind.ISSUING, TENANT, Optional.empty())));

        assertThat(revoked.issuerOf(leaf, NOW)).isEmpty();
        assertThat(revoked.crlNumber("root")).contains(BigInteger.valueOf(7));
    }

    @Test
    void anAuthorityIsNoDevice() {
        assertThat(snapshot(root, issuing).issuerOf(issuing.certificate(), NOW)).isEmpty();
    }

    @Test
    void aCrlOfAnotherKeyIsRefused() {
        assertThatThrownBy(() -> RevocationList.parse(root.crl(1), issuing.certificate()))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void anOlderCrlNeverReplacesANewerOne() throws Exception {
        var newer = RevocationList.parse(root.crl(8, issuing.certificate()), root.certificate());
        var older = RevocationList.parse(root.crl(7), root.certificate());

        assertThat(older.orNewer(Optional.of(newer))).isEqualTo(newer);
        assertThat(newer.orNewer(Optional.of(older))).isEqualTo(newer);
    }

    private static PkiSnapshot snapshot(TestAuthority root, TestAuthority issuing) {
        return new PkiSnapshot(List.of(
                mirrored(root, MirroredAuthority.Kind.ROOT, TENANT, Optional.empty()),
                mirrored(issuing, MirroredAuthority.Kind.ISSUING, TENANT, Optional.empty())));
    }

    private static MirroredAuthority mirrored(
            TestAuthority authority, MirroredAuthority.Kind kind, TenantId tenant, Optional<RevocationList> crl) {
        return new MirroredAuthority(authority.name(), tenant, kind, authority.certificate(), crl);
    }
}
