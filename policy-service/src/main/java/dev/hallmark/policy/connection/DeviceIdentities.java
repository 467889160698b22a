package dev.hallmark.policy.connection;

import dev.hallmark.commons.attestation.AttestationResult;
import dev.hallmark.commons.attestation.AttestationTokens;
import dev.hallmark.commons.attestation.InvalidTokenException;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.policy.connection.ConnectionException.Code;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recognises devices: by their attestation token, else by the certificate of their TLS connection. */
@ApplicationScoped
class DeviceIdentities {

    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +(\\S+)");

    private final AttestationTokens tokens;

    DeviceIdentities(AttestationTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * Who sent a request.
     *
     * @param authorization the header, null when there is none
     * @param certificate valid by chain and dates
     * @return fails with {@link ConnectionException} UNAUTHENTICATED or UNAVAILABLE
     */
    Uni<DeviceIdentity> identify(String authorization, Optional<X509Certificate> certificate) {
        return authorization == null
                ? Uni.createFrom().item(() -> certificate
                        .flatMap(DeviceIdentities::certified)
                        .orElseThrow(() -> unauthenticated("neither a token nor a device certificate", null)))
                : attested(authorization);
    }

    private Uni<DeviceIdentity> attested(String authorization) {
        var bearer = BEARER.matcher(authorization);
        if (!bearer.matches()) {
            return Uni.createFrom().failure(unauthenticated("no bearer token", null));
        }
        return tokens.verify(bearer.group(1))
                .map(DeviceIdentities::attested)
                .onFailure()
                .transform(DeviceIdentities::withheld);
    }

    private static ConnectionException withheld(Throwable failure) {
        return failure instanceof InvalidTokenException
                ? unauthenticated(failure.getMessage(), failure)
                : new ConnectionException(Code.TEMPORARILY_UNAVAILABLE, "tokens cannot be verified now", failure);
    }

    private static DeviceIdentity attested(AttestationResult result) {
        return new DeviceIdentity.Attested(
                result.deviceId(), result.tenant(), result.policy(), result.generation(), result.deviceVersion());
    }

    private static Optional<DeviceIdentity> certified(X509Certificate certificate) {
        return HardwareModuleName.of(certificate)
                .map(device -> new DeviceIdentity.Certified(device, SerialNumber.of(certificate.getSerialNumber())));
    }

    private static ConnectionException unauthenticated(String message, Throwable cause) {
        return new ConnectionException(Code.NOT_AUTHENTICATED, message, cause);
    }
}
