package dev.hallmark.events;

/** The Kafka topics of Hallmark. */
public final class Topics {

    public static final String REGISTRY = "hallmark.registry.v1";
    public static final String ATTESTATION = "hallmark.attestation.v1";
    public static final String CERTIFICATES = "hallmark.certificates.v1";
    public static final String ONBOARDING = "hallmark.onboarding.v1";
    /** Compacted: the last message of each policy is the whole policy. */
    public static final String POLICIES = "hallmark.policies.v1";

    private static final String DEAD_LETTERS = "hallmark.dead-letters.";

    private Topics() {}

    /** Where a consumer puts what it cannot take. */
    public static String deadLettersOf(String consumer) {
        return DEAD_LETTERS + consumer + ".v1";
    }
}
