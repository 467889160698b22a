package dev.hallmark.ca.pki;

import static dev.hallmark.operator.access.Permission.AUTHORITIES_READ;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hallmark.ca.authority.Authorities;
import dev.hallmark.ca.authority.Authority;
import dev.hallmark.ca.authority.AuthorityKind;
import dev.hallmark.ca.authority.PkiAddresses;
import dev.hallmark.ca.crl.CrlStore;
import dev.hallmark.operator.access.Caller;
import dev.hallmark.operator.access.Requires;
import dev.hallmark.operator.paging.Page;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Authorities and the CRLs that they have published, for operators. */
@Cancellable(false)
@Path("/api/ca/v1/authorities")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Authorities")
public class AuthorityResource {

    private final Authorities authorities;
    private final CrlStore crls;
    private final PkiAddresses addresses;
    private final Caller caller;

    AuthorityResource(Authorities authorities, CrlStore crls, PkiAddresses addresses, Caller caller) {
        this.authorities = authorities;
        this.crls = crls;
        this.addresses = addresses;
        this.caller = caller;
    }

    /**
     * An authority.
     *
     * @param certificate its public address
     * @param crl the public address of its full CRL
     * @param crlNumber of that CRL; absent, as its times are, until there is one
     * @param crlIssuedAt its thisUpdate
     * @param crlNextUpdate when it expires: a broker with an expired CRL refuses every client
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AuthorityView(
            String id,
            AuthorityKind kind,
            String issuer,
            String subject,
            Instant notBefore,
            Instant notAfter,
            String certificate,
            String crl,
            int crlShards,
            Long crlNumber,
            Instant crlIssuedAt,
            Instant crlNextUpdate) {}

    @GET
    @Requires(AUTHORITIES_READ)
    @Operation(summary = "List the authorities")
    public Uni<Page<AuthorityView>> list() {
        var tenant = caller.tenant();
        var found = authorities.all().stream()
                .filter(authority -> authority.tenant().equals(tenant))
                .toList();
        return crls.standings()
                .map(standings -> new Page<>(
                        found.stream()
                                .map(authority -> view(authority, standings.get(authority.id())))
                                .toList(),
                        null));
    }

    /** @param crl null when there is none yet */
    private AuthorityView view(Authority authority, CrlStore.Standing crl) {
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
                authority.shards(),
                crl == null ? null : crl.number(),
                crl == null ? null : crl.thisUpdate(),
                crl == null ? null : crl.nextUpdate());
    }
}
