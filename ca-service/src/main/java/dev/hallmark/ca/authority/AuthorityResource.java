package dev.hallmark.ca.authority;

import static dev.hallmark.operator.access.Permission.AUTHORITIES_READ;

import dev.hallmark.operator.access.Caller;
import dev.hallmark.operator.access.Requires;
import dev.hallmark.operator.paging.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Authorities, for operators. */
@Cancellable(false)
@Path("/api/ca/v1/authorities")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Authorities")
public class AuthorityResource {

    private final Authorities authorities;
    private final PkiAddresses addresses;
    private final Caller caller;

    AuthorityResource(Authorities authorities, PkiAddresses addresses, Caller caller) {
        this.authorities = authorities;
        this.addresses = addresses;
        this.caller = caller;
    }

    /**
     * An authority.
     *
     * @param certificate its public address
     * @param crl the public address of its full CRL
     */
    public record AuthorityView(
            String id,
            AuthorityKind kind,
            String issuer,
            String subject,
            Instant notBefore,
            Instant notAfter,
            String certificate,
            String crl,
            int crlShards) {}

    @GET
    @Requires(AUTHORITIES_READ)
    @Operation(summary = "List the authorities")
    public Page<AuthorityView> list() {
        var tenant = caller.tenant();
        var found = authorities.all().stream()
                .filter(authority -> authority.tenant().equals(tenant))
                .map(this::view)
                .toList();
        return new Page<>(found, null);
    }

    private AuthorityView view(Authority authority) {
        var certificate = authority.certificate();
        return new AuthorityView(
                authority.id(),
                authority.kind(),
                authority.issuer(),
                certificate.getSubject().toString(),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                addresses.certificate(authority.id()),
                addresses.crl(authority.id()),
                authority.shards());
    }
}
