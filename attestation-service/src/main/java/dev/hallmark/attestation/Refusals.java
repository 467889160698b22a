package dev.hallmark.attestation;

import dev.hallmark.commons.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What each refusal is over HTTP. Unknown devices and failed attestations get one constant body each. */
class Refusals {

    private static final Problem UNKNOWN_DEVICE = Problem.of(
            StatusCode.NOT_FOUND, "unknown-device", "There is no challenge for this key now. Try again later.");
    private static final Problem ATTESTATION_FAILED = Problem.of(
            StatusCode.FORBIDDEN, "attestation-failed", "The evidence was not accepted. Ask for a new challenge.");

    @ServerExceptionMapper
    Response refused(AttestationException refused) {
        var answer = problem(refused).toResponseBuilder().header(HttpHeaders.CACHE_CONTROL, "no-store");
        return refused.retryAfter().isZero()
                ? answer.build()
                : answer.header(HttpHeaders.RETRY_AFTER, wholeSeconds(refused.retryAfter()))
                        .build();
    }

    /** RFC 9110 §10.2.3, rounded up: who comes at that time is not too early. */
    private static long wholeSeconds(Duration wait) {
        return wait.plusSeconds(1).minusNanos(1).toSeconds();
    }

    private static Problem problem(AttestationException refused) {
        return switch (refused.code()) {
            case INVALID_CHALLENGE_REQUEST ->
                Problem.of(StatusCode.BAD_REQUEST, "invalid-request", refused.getMessage());
            case UNKNOWN_DEVICE -> UNKNOWN_DEVICE;
            case EVIDENCE_TOO_LARGE ->
                Problem.of(StatusCode.PAYLOAD_TOO_LARGE, "evidence-too-large", refused.getMessage());
            case UNSUPPORTED_EVIDENCE ->
                Problem.of(StatusCode.UNSUPPORTED_MEDIA_TYPE, "unsupported-evidence", refused.getMessage());
            case ATTESTATION_FAILED -> ATTESTATION_FAILED;
            case TOO_MANY_REQUESTS ->
                Problem.of(StatusCode.TOO_MANY_REQUESTS, "too-many-requests", refused.getMessage());
        };
    }
}
