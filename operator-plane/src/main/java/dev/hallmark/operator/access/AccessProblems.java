package dev.hallmark.operator.access;

import dev.hallmark.commons.jose.CompactJws;
import dev.hallmark.commons.jose.InvalidJwsException;
import dev.hallmark.commons.problem.Problem;
import dev.hallmark.commons.problem.Unavailable;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;

/** The HTTP responses to refused tokens. */
class AccessProblems {

    private static final String BEARER = "Bearer ";

    @ServerExceptionMapper
    Response refused(AccessException e) {
        var answer = Problem.answer(status(e.code()), e);
        return switch (e.code()) {
            // RFC 6750 §3: no error code for a request that brings no token.
            case UNAUTHORIZED ->
                answer.header(
                                HttpHeaders.WWW_AUTHENTICATE,
                                "missing".equals(e.members().get("token"))
                                        ? "Bearer"
                                        : "Bearer error=\"invalid_token\"")
                        .build();
            case FORBIDDEN -> answer.build();
        };
    }

    @ServerExceptionMapper(priority = 1)
    Response unauthenticated(AuthenticationFailedException e, ContainerRequestContext request) {
        return Unavailable.answer(e)
                .orElseGet(() -> refused(
                        isReadable(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                                ? reason(e)
                                : AccessException.unreadable()));
    }

    /** The identity provider does not answer, and has not answered yet: no token can be verified. */
    @ServerExceptionMapper(priority = 1)
    Response unverifiable(OIDCException e) {
        return Unavailable.now(e);
    }

    /** Thrown by checks of Quarkus that no endpoint of ours uses. */
    @ServerExceptionMapper(priority = 1)
    Response unauthorized(UnauthorizedException e) {
        return refused(AccessException.missing());
    }

    @ServerExceptionMapper(priority = 1)
    Response forbidden(ForbiddenException e) {
        return refused(AccessException.withoutTenant());
    }

    private static int status(AccessException.Code code) {
        return switch (code) {
            case UNAUTHORIZED -> StatusCode.UNAUTHORIZED;
            case FORBIDDEN -> StatusCode.FORBIDDEN;
        };
    }

    private static boolean isReadable(String authorization) {
        try {
            return !CompactJws.parse(authorization.substring(BEARER.length()).strip())
                    .header()
                    .isEmpty();
        } catch (InvalidJwsException | IndexOutOfBoundsException e) {
            return false;
        }
    }

    private static AccessException reason(AuthenticationFailedException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidJwtException token) {
                return reason(token);
            }
        }
        return AccessException.notAccepted();
    }

    /** The signature is checked before the times are, so an expired token is one of ours. */
    private static AccessException reason(InvalidJwtException token) {
        return token.hasErrorCode(ErrorCodes.EXPIRED)
                ? expiry(token).map(AccessException::expired).orElseGet(AccessException::notAccepted)
                : AccessException.notAccepted();
    }

    private static Optional<Instant> expiry(InvalidJwtException token) {
        try {
            var expiry = token.getJwtContext().getJwtClaims().getExpirationTime();
            return Optional.of(Instant.ofEpochSecond(expiry.getValue()));
        } catch (MalformedClaimException e) {
            return Optional.empty();
        }
    }
}
