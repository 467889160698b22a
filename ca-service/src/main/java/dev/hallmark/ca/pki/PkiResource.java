package dev.hallmark.ca.pki;

import dev.hallmark.ca.CaException;
import dev.hallmark.ca.authority.Authorities;
import dev.hallmark.ca.authority.Authority;
import dev.hallmark.ca.authority.AuthorityKind;
import dev.hallmark.ca.authority.Signatures;
import dev.hallmark.ca.crl.Crl;
import dev.hallmark.ca.crl.CrlStore;
import dev.hallmark.commons.access.Public;
import dev.hallmark.commons.identity.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.bouncycastle.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Public signed objects, each with an ETag (RFC 5280 §4.2.1.13, RFC 2585). */
@Path("/pki/v1")
@Public
@Cancellable(false)
@Tag(name = "Public PKI")
public class PkiResource {

    private static final String CERTIFICATE = "application/pkix-cert";
    private static final String CRL = "application/pkix-crl";
    private static final int TAG_CHARACTERS = 32;

    private final Authorities authorities;
    private final CrlStore crls;

    PkiResource(Authorities authorities, CrlStore crls) {
        this.authorities = authorities;
        this.crls = crls;
    }

    /** The authorities of all tenants. */
    public record Issuers(List<Issuer> issuers) {}

    /**
     * One of them.
     *
     * @param certificate DER
     * @param crl the path of its full CRL
     */
    public record Issuer(String authority, TenantId tenant, AuthorityKind kind, byte[] certificate, String crl) {

        static Issuer of(Authority authority) {
            return new Issuer(
                    authority.id(),
                    authority.tenant(),
                    authority.kind(),
                    encoded(authority),
                    "/pki/v1/crl/" + authority.id() + ".crl");
        }
    }

    @GET
    @Path("/issuers")
    @Operation(summary = "The authorities of all tenants")
    @APIResponseSchema(value = Issuers.class, responseCode = "200", responseDescription = "OK")
    public Response issuers(@Context Request request) {
        var all = authorities.all();
        if (all.isEmpty()) {
            throw new CaException(CaException.Code.UNAVAILABLE, "The authorities are not ready yet.");
        }
        var certificates = all.stream().map(PkiResource::encoded).toList();
        var issuers = new Issuers(all.stream().map(Issuer::of).toList());
        return answer(request, certificates, issuers, MediaType.APPLICATION_JSON);
    }

    @GET
    @Path("/issuers/{authority}.cer")
    @Operation(summary = "An authority's certificate, DER")
    public Response issuer(@Context Request request, @PathParam("authority") String id) {
        var certificate = authorities.find(id).map(PkiResource::encoded).orElseThrow(PkiResource::unknown);
        return answer(request, List.of(certificate), certificate, CERTIFICATE);
    }

    @GET
    @Path("/crl/{authority}.crl")
    @Operation(summary = "An authority's full CRL, DER")
    public Uni<Response> crl(@Context Request request, @PathParam("authority") String id) {
        return crls.full(id).onItem().ifNull().failWith(PkiResource::unknown).map(crl -> answer(request, crl));
    }

    @GET
    @Path("/crl/{authority}/{shard: [0-9]{1,4}}.crl")
    @Operation(summary = "One shard of an authority's CRL, DER")
    public Uni<Response> shard(
            @Context Request request, @PathParam("authority") String id, @PathParam("shard") int shard) {
        return crls.shard(id, shard)
                .onItem()
                .ifNull()
                .failWith(PkiResource::unknown)
                .map(crl -> answer(request, crl));
    }

    private static Response answer(Request request, Crl crl) {
        return answer(request, List.of(crl.content()), crl.content(), CRL);
    }

    /** 304 when the caller has it (RFC 9110 §13.1.2); caches ask each time, since a CRL may be replaced at any moment. */
    private static Response answer(Request request, List<byte[]> content, Object entity, String mediaType) {
        var tag = tag(content);
        var unchanged = request.evaluatePreconditions(tag);
        var answer = unchanged != null ? unchanged : Response.ok(entity, mediaType);
        return answer.tag(tag).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
    }

    /** A digest of the content, so that all replicas agree. */
    private static EntityTag tag(List<byte[]> content) {
        var digest = Signatures.fingerprint(Arrays.concatenate(content.toArray(byte[][]::new)));
        return new EntityTag(digest.substring(0, TAG_CHARACTERS));
    }

    private static byte[] encoded(Authority authority) {
        try {
            return authority.certificate().getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CaException unknown() {
        return new CaException(CaException.Code.NOT_FOUND, "There is no such object.");
    }
}
