package dev.hallmark.console.signin;

import java.io.Serial;
import java.util.Optional;

/** A sign-in at the provider that does not end in a session. */
final class ProviderRefusal extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final transient Optional<String> subject;

    /** Why. */
    enum Problem {
        STALE,
        DENIED,
        NOT_ACCEPTED,
        NO_TENANT,
        TOO_MANY
    }

    private ProviderRefusal(Problem problem, String reason, Optional<String> subject) {
        // No stack trace: a refusal is an ordinary answer, and anyone can cause any number of them.
        super(reason, null, false, false);
        this.problem = problem;
        this.subject = subject;
    }

    static ProviderRefusal stale() {
        return new ProviderRefusal(
                Problem.STALE, "The browser has not begun this sign-in, or it has ended already.", Optional.empty());
    }

    /** @param error the provider's code for it (RFC 6749 §4.1.2.1) */
    static ProviderRefusal denied(String error) {
        return new ProviderRefusal(Problem.DENIED, "The provider answers " + error + ".", Optional.empty());
    }

    static ProviderRefusal notAccepted(String reason) {
        return new ProviderRefusal(Problem.NOT_ACCEPTED, reason, Optional.empty());
    }

    static ProviderRefusal withoutTenant(String subject) {
        return new ProviderRefusal(
                Problem.NO_TENANT,
                "The token's claim tenant names no tenant that is served here.",
                Optional.of(subject));
    }

    Problem problem() {
        return problem;
    }

    /** Who was refused, where the provider said it. */
    Optional<String> subject() {
        return subject;
    }
}
