package dev.hallmark.registry.refusal;

import dev.hallmark.commons.problem.Problem;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The rim: what each refusal is over HTTP. */
class RegistryProblems {

    private static final int UNPROCESSABLE_CONTENT = 422;

    @ServerExceptionMapper
    Response refused(RegistryException e) {
        return Problem.answer(status(e.code()), e).build();
    }

    private static int status(Refusal refusal) {
        return switch (refusal) {
            case NOT_FOUND -> StatusCode.NOT_FOUND;
            case INVALID_REQUEST, MALFORMED_FILE, UPLOAD_BROKEN_OFF -> StatusCode.BAD_REQUEST;
            case BATCH_NAME_TAKEN,
                    ILLEGAL_MOVE,
                    SELECTION_CHANGED,
                    IMPORT_TAKEN_OVER,
                    FILE_NOT_KEPT,
                    STARTED_DIFFERENTLY,
                    FACTORY_KEY_TAKEN,
                    NOT_REPLAYABLE -> StatusCode.CONFLICT;
            case UNKNOWN_POLICY, IDEMPOTENCY_KEY_REUSED, INVALID_MANIFEST, MANIFEST_REQUIRED, MANIFEST_MISMATCH ->
                UNPROCESSABLE_CONTENT;
            case UNSUPPORTED_ENCODING -> StatusCode.UNSUPPORTED_MEDIA_TYPE;
        };
    }
}
