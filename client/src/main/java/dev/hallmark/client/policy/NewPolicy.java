package dev.hallmark.client.policy;

/**
 * What a policy is to say.
 *
 * @param name 1 to 63 letters, digits, {@code .}, {@code _} and {@code -}; begins with a letter or digit
 */
public record NewPolicy(String name, Target target, CertificateTerms certificate, AttestationTerms attestation) {}
