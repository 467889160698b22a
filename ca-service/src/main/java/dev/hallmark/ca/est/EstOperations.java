package dev.hallmark.ca.est;

import dev.hallmark.ca.CaException;
import dev.hallmark.ca.authority.Authorities;
import dev.hallmark.ca.authority.Authority;
import dev.hallmark.commons.connection.DeviceConnection;
import dev.hallmark.commons.identity.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** The operations of EST and the form of their answers, whichever way the tenant was named. */
@ApplicationScoped
class EstOperations {

    private static final String CERTIFICATES = "application/pkcs7-mime";
    private static final String CERTIFICATES_ONLY = "application/pkcs7-mime; smime-type=certs-only";
    private static final String ATTRIBUTES = "application/csrattrs";

    private final Authorities authorities;
    private final EnrolmentService enrolments;
    private final DeviceConnection connection;

    EstOperations(Authorities authorities, EnrolmentService enrolments, DeviceConnection connection) {
        this.authorities = authorities;
        this.enrolments = enrolments;
        this.connection = connection;
    }

    /** All authorities of the tenant, so that a client builds the chain whichever one issued for it. */
    Response cacerts(TenantId tenant) {
        var chain = authorities.all().stream()
                .filter(authority -> authority.tenant().equals(tenant))
                .map(Authority::certificate)
                .toList();
        return answer(EstEncoding.certificates(chain), CERTIFICATES);
    }

    Response csrattrs() {
        return answer(RequestedAttributes.BODY, ATTRIBUTES);
    }

    /** @param label empty when the token says whose the device is */
    Uni<Response> enrol(Optional<TenantId> label, String authorization, byte[] body) {
        return enrolments.enrol(label, authorization, body).map(issued -> answer(issued, CERTIFICATES_ONLY));
    }

    /** @param label empty when the certificate says whose the device is */
    Uni<Response> reenrol(Optional<TenantId> label, byte[] body) {
        return enrolments
                .reenrol(label, connection.clientCertificate(), body)
                .map(issued -> answer(issued, CERTIFICATES_ONLY));
    }

    Response serverkeygen() {
        throw new CaException(CaException.Code.NOT_OFFERED, "Keys are born on the device.");
    }

    Response fullcmc() {
        throw new CaException(CaException.Code.NOT_OFFERED, "Full CMC is not offered.");
    }

    /** The encoding is named for clients older than RFC 8951, which otherwise take the body for DER. */
    private static Response answer(String base64, String mediaType) {
        return Response.ok(base64, mediaType)
                .header("Content-Transfer-Encoding", "base64")
                .build();
    }
}
