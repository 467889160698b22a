package dev.hallmark.registry.refusal;

import dev.hallmark.commons.problem.Problem;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where refusals become HTTP. */
class RegistryExceptionMapper {

    private static final int UNPROCESSABLE_CONTENT = 422;

    @ServerExceptionMapper
    Response refused(RegistryException e) {
        var code = e.refusal().name().toLowerCase(Locale.ROOT).replace('_', '-');
        var problem = Problem.of(status(e.refusal()), code, e.getMessage());
        for (var member : e.members().entrySet()) {
            problem = problem.with(member.getKey(), member.getValue());
        }
        return problem.toResponse();
    }

    private static int status(Refusal refusal) {
        return switch (refusal) {
            case NOT_FOUND -> StatusCode.NOT_FOUND;
            case INVALID_REQUEST, MALFORMED_FILE, UPLOAD_BROKEN_OFF -> StatusCode.BAD_REQUEST;
            case BATCH_NAME_TAKEN, ILLEGAL_MOVE, IMPORT_TAKEN_OVER, FACTORY_KEY_TAKEN -> StatusCode.CONFLICT;
            case UNKNOWN_POLICY, IDEMPOTENCY_KEY_REUSED, INVALID_MANIFEST, MANIFEST_REQUIRED, MANIFEST_MISMATCH ->
                UNPROCESSABLE_CONTENT;
            case UNSUPPORTED_ENCODING -> StatusCode.UNSUPPORTED_MEDIA_TYPE;
        };
    }
}
