package dev.hallmark.ca.est;

import dev.hallmark.ca.CaException;
import dev.hallmark.ca.authority.Authorities;
import dev.hallmark.ca.authority.Authority;
import dev.hallmark.ca.issuance.CertificationRequest;
import dev.hallmark.ca.issuance.CurrentCertificates;
import dev.hallmark.ca.issuance.IssuanceRequest;
import dev.hallmark.ca.issuance.IssuanceService;
import dev.hallmark.commons.connection.DeviceConnection;
import dev.hallmark.commons.identity.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;

/** The operations of EST and the form of their answers, whichever way the tenant was named. */
@ApplicationScoped
class EstOperations {

    private static final String CERTIFICATES = "application/pkcs7-mime";
    private static final String CERTIFICATES_ONLY = "application/pkcs7-mime; smime-type=certs-only";
    private static final String ATTRIBUTES = "application/csrattrs";

    private final Authorities authorities;
    private final EnrolmentTokens tokens;
    private final DeviceConnection connection;
    private final CurrentCertificates currents;
    private final IssuanceService issuance;
    private final Vertx vertx;

    EstOperations(
            Authorities authorities,
            EnrolmentTokens tokens,
            DeviceConnection connection,
            CurrentCertificates currents,
            IssuanceService issuance,
            Vertx vertx) {
        this.authorities = authorities;
        this.tokens = tokens;
        this.connection = connection;
        this.currents = currents;
        this.issuance = issuance;
        this.vertx = vertx;
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

    /**
     * A certificate for a device with a token. The order of checks: token, label, request, key.
     *
     * @param label empty when the token says whose the device is
     */
    Uni<Response> enrol(Optional<TenantId> label, String authorization, byte[] body) {
        return tokens.verify(authorization)
                .invoke(device -> requireLabel(label, device.tenant()))
                .chain(device -> vertx.executeBlocking(
                        () -> IssuanceRequest.enrolment(device, CertificationRequest.parse(EstEncoding.decode(body))),
                        false))
                .chain(issuance::issue)
                .map(EstOperations::issued);
    }

    /**
     * The next certificate of a device that shows its current one. The order of checks: certificate, label, request;
     * its state comes last.
     *
     * @param label empty when the certificate says whose the device is
     */
    Uni<Response> reenrol(Optional<TenantId> label, byte[] body) {
        return currents.of(shown())
                .invoke(current -> requireLabel(label, current.tenant()))
                .chain(current -> vertx.executeBlocking(
                        () -> IssuanceRequest.renewal(current, CertificationRequest.parse(EstEncoding.decode(body))),
                        false))
                .chain(issuance::issue)
                .map(EstOperations::issued);
    }

    Response serverkeygen() {
        throw new CaException(CaException.Code.NOT_OFFERED, "Keys are born on the device.");
    }

    Response fullcmc() {
        throw new CaException(CaException.Code.NOT_OFFERED, "Full CMC is not offered.");
    }

    private X509Certificate shown() {
        return connection
                .clientCertificate()
                .orElseThrow(() -> new CaException(
                        CaException.Code.CERTIFICATE_REQUIRED,
                        "Re-enrolment needs the device's certificate, and a current one."));
    }

    private static void requireLabel(Optional<TenantId> label, TenantId tenant) {
        if (label.isPresent() && !tenant.equals(label.get())) {
            throw new CaException(CaException.Code.WRONG_LABEL, "The device belongs to another label.");
        }
    }

    private static Response issued(byte[] certificate) {
        try {
            return answer(EstEncoding.certificates(List.of(new X509CertificateHolder(certificate))), CERTIFICATES_ONLY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The encoding is named for clients older than RFC 8951, which otherwise take the body for DER. */
    private static Response answer(String base64, String mediaType) {
        return Response.ok(base64, mediaType)
                .header("Content-Transfer-Encoding", "base64")
                .build();
    }
}
