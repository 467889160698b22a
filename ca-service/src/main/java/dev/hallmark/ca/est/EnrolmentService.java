package dev.hallmark.ca.est;

import dev.hallmark.ca.CaException;
import dev.hallmark.ca.issuance.CertificationRequest;
import dev.hallmark.ca.issuance.Enrolment;
import dev.hallmark.ca.issuance.IssuanceService;
import dev.hallmark.commons.attestation.AttestationResult;
import dev.hallmark.commons.attestation.AttestationTokens;
import dev.hallmark.commons.attestation.InvalidTokenException;
import dev.hallmark.commons.identity.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jboss.logging.Logger;

/** First enrolment: a token and a request in, a certificate out. */
@ApplicationScoped
class EnrolmentService {

    private static final Logger LOG = Logger.getLogger(EnrolmentService.class);

    private final AttestationTokens tokens;
    private final IssuanceService issuance;
    private final Vertx vertx;

    EnrolmentService(AttestationTokens tokens, IssuanceService issuance, Vertx vertx) {
        this.tokens = tokens;
        this.issuance = issuance;
        this.vertx = vertx;
    }

    /** The certificate as an EST body. The order of checks: token, label, request, key. */
    Uni<String> enrol(TenantId label, String authorization, byte[] body) {
        return verify(EnrolmentCredentials.token(authorization))
                .invoke(device -> requireLabel(label, device))
                .chain(device -> vertx.executeBlocking(
                        () -> new Enrolment(device, CertificationRequest.parse(EstEncoding.decode(body))), false))
                .chain(issuance::enrol)
                .map(EnrolmentService::encode);
    }

    private Uni<AttestationResult> verify(String token) {
        return tokens.verify(token)
                .onFailure(InvalidTokenException.class)
                .transform(e -> {
                    LOG.debugf("token refused: %s", e.getMessage());
                    return EnrolmentCredentials.invalid(e);
                })
                .onFailure(e -> !(e instanceof CaException))
                .transform(e -> new CaException(
                        CaException.Code.UNAVAILABLE, "The token cannot be checked now; try again.", e));
    }

    private static void requireLabel(TenantId label, AttestationResult device) {
        if (!device.tenant().equals(label)) {
            throw new CaException(CaException.Code.WRONG_LABEL, "The token belongs to another label.");
        }
    }

    private static String encode(byte[] certificate) {
        try {
            return EstEncoding.certificates(List.of(new X509CertificateHolder(certificate)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
