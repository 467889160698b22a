package dev.hallmark.ca.authority;

import dev.hallmark.ca.testing.MemoryKeyRing;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.keys.KeyRing;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;

/** A root and an issuing authority without a database. */
public record TestAuthorities(Authority root, Authority issuing, Signatures signatures, PkiAddresses addresses) {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    public static TestAuthorities of(String tenant) {
        return of(tenant, new MemoryKeyRing());
    }

    /** Those whose keys are in this ring. */
    public static TestAuthorities of(String tenant, KeyRing keys) {
        var signatures = new Signatures(keys);
        var addresses = new PkiAddresses(URI.create("http://pki.example"));
        var settings = new SmallRyeConfigBuilder()
                .withMapping(AuthoritySettings.class)
                .withDefaultValue("hallmark.ca.authority.crl-shards", "4")
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(AuthoritySettings.class);
        var maker = new AuthorityMaker(keys, signatures, settings, addresses, Clock.systemUTC());
        var root = maker.root(TenantId.of(tenant), 1).await().atMost(TIMEOUT);
        var issuing = maker.issuing(root, 1).await().atMost(TIMEOUT);
        return new TestAuthorities(root, issuing, signatures, addresses);
    }

    /** The signed DER of a to-be-signed part. */
    public byte[] sign(Authority authority, byte[] toBeSigned) {
        return signatures.sign(authority.key(), toBeSigned).await().atMost(TIMEOUT);
    }

    public X509CertificateHolder certificate(byte[] toBeSigned) {
        return AuthorityStore.decoded(sign(issuing, toBeSigned));
    }

    /** Those of these tenants before any has been read. */
    public static Authorities serving(String... tenants) {
        return new Authorities(null, null, List.of(tenants), Clock.systemUTC());
    }
}
