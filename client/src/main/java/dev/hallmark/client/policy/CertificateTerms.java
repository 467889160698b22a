package dev.hallmark.client.policy;

/**
 * What certificates devices get.
 *
 * @param profile its name
 */
public record CertificateTerms(String profile) {}
