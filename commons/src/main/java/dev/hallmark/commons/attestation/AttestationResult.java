package dev.hallmark.commons.attestation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.TenantId;

/**
 * The claims of an attestation token: what the verifier asserts about a device, and until when (RFC 9334 §2, in the
 * form of an EAT attestation result).
 *
 * @param issuedAt seconds since 1970
 * @param expiresAt seconds since 1970
 * @param tokenId valid for one certificate
 * @param confirmation the key that a certificate may be requested for
 * @param profile the certificate profile of the policy
 * @param serial the hardware serial, null when unknown
 * @param trust {@code hardware} or {@code software}
 * @param epoch how many owners the device had before this one
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AttestationResult(
        @JsonProperty("iss") String issuer,
        @JsonProperty("sub") DeviceId deviceId,
        @JsonProperty("aud") String audience,
        @JsonProperty("iat") long issuedAt,
        @JsonProperty("exp") long expiresAt,
        @JsonProperty("jti") String tokenId,
        @JsonProperty("eat_profile") String eatProfile,
        @JsonProperty("cnf") Confirmation confirmation,
        TenantId tenant,
        String batch,
        String policy,
        String profile,
        String serial,
        String model,
        int generation,
        @JsonProperty("ear.status") String status,
        @JsonProperty("ear.trustworthiness-vector") JsonNode trustworthiness,
        String trust,
        int epoch,
        @JsonProperty("device_version") long deviceVersion) {

    /** The issuer of every attestation token. */
    public static final String ISSUER = "attestation-service";

    /** Whom a token is for: the services of the device plane. */
    public static final String AUDIENCE = "hallmark";

    /** The profile of a result. */
    public static final String PROFILE = "tag:hallmark.dev,2026:result/1";
}
