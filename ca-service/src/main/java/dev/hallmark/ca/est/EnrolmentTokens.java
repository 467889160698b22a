package dev.hallmark.ca.est;

import dev.hallmark.ca.CaException;
import dev.hallmark.commons.attestation.AttestationResult;
import dev.hallmark.commons.attestation.AttestationTokens;
import dev.hallmark.commons.attestation.InvalidTokenException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** What a verifier says of the device that sends an Authorization header. */
@ApplicationScoped
class EnrolmentTokens {

    private static final Logger LOG = Logger.getLogger(EnrolmentTokens.class);

    private final AttestationTokens tokens;

    EnrolmentTokens(AttestationTokens tokens) {
        this.tokens = tokens;
    }

    /** Fails with {@link CaException.Code#INVALID_TOKEN} unless the header holds a token that is good now. */
    Uni<AttestationResult> verify(String authorization) {
        return tokens.verify(EnrolmentCredentials.token(authorization))
                .onFailure(InvalidTokenException.class)
                .transform(e -> {
                    LOG.debugf("token refused: %s", e.getMessage());
                    return EnrolmentCredentials.invalid(e);
                })
                .onFailure(e -> !(e instanceof CaException))
                .transform(e -> new CaException(
                        CaException.Code.UNAVAILABLE, "The token cannot be checked now; try again.", e));
    }
}
