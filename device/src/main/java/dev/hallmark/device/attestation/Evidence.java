package dev.hallmark.device.attestation;

/** A body to post, in one of the forms that the verifier takes. */
public record Evidence(String contentType, String body) {}
