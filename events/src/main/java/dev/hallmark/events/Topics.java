package dev.hallmark.events;

import dev.hallmark.events.Topic.Cleanup;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The one list of topics. Nothing creates a topic that is not on it, and no service is ready while one of its own is missing. */
public final class Topics {

    private static final int PARTITIONS = 12;
    private static final String DEAD_LETTERS_OF = "hallmark.dead-letters.";

    public static final Topic REGISTRY = events("registry", "registry-service");
    public static final Topic ATTESTATION = events("attestation", "attestation-service");
    public static final Topic CERTIFICATES = events("certificates", "ca-service");
    public static final Topic ONBOARDING = events("onboarding", "policy-service");
    public static final Topic POLICIES =
            new Topic("hallmark.policies.v1", PARTITIONS, Cleanup.COMPACT, List.of("policy-service"));
    public static final Topic AUDIT = new Topic(
            "hallmark.audit.v1",
            PARTITIONS,
            Cleanup.DELETE_LATE,
            List.of("registry-service", "ca-service", "policy-service", "audit-service", "console"));
    public static final Topic AUDIT_CHECKPOINTS =
            new Topic("hallmark.audit-checkpoints.v1", 1, Cleanup.KEEP, List.of("audit-service"));

    public static final Topic TOKEN_REVOCATIONS =
            new Topic("hallmark.token-revocations.v1", 1, Cleanup.COMPACT_FOR_A_YEAR, List.of("audit-service"));
    public static final Topic TOKEN_USES = new Topic(
            "hallmark.token-uses.v1",
            1,
            Cleanup.DELETE,
            List.of("registry-service", "ca-service", "policy-service", "audit-service", "console"));

    /** Where each consumer puts what it cannot process. */
    private static final List<Topic> DEAD_LETTERS = List.of(
            deadLetters("registry-policies", "registry-service"),
            deadLetters("registry-attestation", "registry-service"),
            deadLetters("registry-certificates", "registry-service"),
            deadLetters("registry-onboarding", "registry-service"),
            deadLetters("attestation-registry", "attestation-service"),
            deadLetters("attestation-policies", "attestation-service"),
            deadLetters("ca-registry", "ca-service"),
            deadLetters("policy-registry", "policy-service"),
            deadLetters("policy-certificates", "policy-service"),
            deadLetters("audit-audit", "audit-service"),
            deadLetters("audit-certificates", "audit-service"),
            deadLetters("audit-attestation", "audit-service"),
            deadLetters("audit-token-uses", "audit-service"));

    private Topics() {}

    public static List<Topic> all() {
        return Stream.concat(
                        Stream.of(
                                REGISTRY,
                                ATTESTATION,
                                CERTIFICATES,
                                ONBOARDING,
                                POLICIES,
                                AUDIT,
                                AUDIT_CHECKPOINTS,
                                TOKEN_REVOCATIONS,
                                TOKEN_USES),
                        DEAD_LETTERS.stream())
                .toList();
    }

    /**
     * The dead letters of a consumer.
     *
     * @throws IllegalArgumentException for a consumer that the list does not have
     */
    public static Topic deadLettersOf(String consumer) {
        return DEAD_LETTERS.stream()
                .filter(topic -> topic.name().equals(deadLettersName(consumer)))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("there is no topic for dead letters of the consumer " + consumer));
    }

    /** All consumers that can have dead letters, by their names. */
    public static List<String> consumers() {
        return DEAD_LETTERS.stream()
                .map(topic -> topic.name()
                        .substring(DEAD_LETTERS_OF.length(), topic.name().lastIndexOf('.')))
                .toList();
    }

    /**
     * Checks a consumer at its first batch rather than at its first dead letter.
     *
     * @throws IllegalArgumentException for a consumer that the list does not have
     */
    public static void requireListed(String consumer) {
        Objects.requireNonNull(deadLettersOf(consumer));
    }

    private static Topic events(String name, String owner) {
        return new Topic("hallmark." + name + ".v1", PARTITIONS, Cleanup.DELETE, List.of(owner));
    }

    private static Topic deadLetters(String consumer, String owner) {
        return new Topic(deadLettersName(consumer), 1, Cleanup.DELETE_LATE, List.of(owner));
    }

    private static String deadLettersName(String consumer) {
        return DEAD_LETTERS_OF + consumer + ".v1";
    }
}
