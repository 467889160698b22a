package dev.hallmark.device.attestation;

import java.nio.charset.StandardCharsets;

/** A body to post, in one of the forms that the verifier accepts. */
public record Evidence(String contentType, byte[] body) {

    static Evidence text(String contentType, String body) {
        return new Evidence(contentType, body.getBytes(StandardCharsets.UTF_8));
    }
}
