package dev.hallmark.ca.est;

import dev.hallmark.ca.CaException;
import dev.hallmark.ca.authority.Authorities;
import dev.hallmark.ca.issuance.CurrentCertificate;
import dev.hallmark.ca.issuance.CurrentCertificates;
import dev.hallmark.commons.attestation.AttestationResult;
import dev.hallmark.commons.identity.TenantId;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** Whose a request is that has no label (RFC 7030 §3.2.2). */
@ApplicationScoped
class UnlabelledTenant {

    private final Authorities authorities;
    private final EnrolmentTokens tokens;
    private final CurrentCertificates certificates;
    private final Optional<String> named;

    UnlabelledTenant(
            Authorities authorities, EnrolmentTokens tokens, CurrentCertificates certificates, EstSettings settings) {
        this.authorities = authorities;
        this.tokens = tokens;
        this.certificates = certificates;
        this.named = settings.defaultTenant();
    }

    /** A wrong setting fails the start. */
    void start(@Observes StartupEvent event) {
        named.filter(tenant -> !authorities.serves(tenant)).ifPresent(tenant -> {
            throw new IllegalStateException(
                    "hallmark.est.default-tenant is \"%s\", which is none of hallmark.tenants".formatted(tenant));
        });
    }

    /** The token's, or else the certificate's; only a request that has neither is the default tenant's. */
    Uni<TenantId> of(Optional<String> authorization, Optional<X509Certificate> certificate) {
        return authorization
                .map(header -> tokens.verify(header).map(AttestationResult::tenant))
                .or(() -> certificate.map(shown -> certificates.active(shown).map(CurrentCertificate::tenant)))
                .orElseGet(() -> Uni.createFrom().item(this::byDefault));
    }

    private TenantId byDefault() {
        return named.map(TenantId::of)
                .or(authorities::onlyTenant)
                .orElseThrow(
                        () -> new CaException(
                                CaException.Code.NOT_FOUND,
                                "There are several tenants: the path must name one, as /.well-known/est/{tenant}/cacerts does."));
    }
}
