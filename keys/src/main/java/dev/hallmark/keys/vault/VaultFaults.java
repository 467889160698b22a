package dev.hallmark.keys.vault;

import static dev.hallmark.keys.KeyRingException.Code.UNAVAILABLE;

import dev.hallmark.keys.KeyRingException;
import io.quarkus.vault.client.VaultClientException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/** What went wrong at Vault, in a sentence for the log of the operator. */
final class VaultFaults {

    private static final int NOT_FOUND = 404;

    private VaultFaults() {}

    /** Sealed, slow, away or refusing: all the same to whoever asked, since it may pass. */
    static KeyRingException of(Throwable failure) {
        return switch (failure) {
            case KeyRingException ours -> ours;
            case CompletionException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
            case VaultClientException answer
            when answer.getStatus() != null -> new KeyRingException(UNAVAILABLE, said(answer), answer);
            case TimeoutException slow ->
                new KeyRingException(UNAVAILABLE, "Vault does not answer within quarkus.vault.read-timeout", slow);
            default -> new KeyRingException(UNAVAILABLE, "Vault cannot be reached: " + root(failure), failure);
        };
    }

    /** The status of Vault's answer; 0 when it was none. */
    static int status(Throwable failure) {
        return switch (failure) {
            case VaultClientException answer -> answer.getStatus() == null ? 0 : answer.getStatus();
            case CompletionException wrapped when wrapped.getCause() != null -> status(wrapped.getCause());
            default -> 0;
        };
    }

    /** Vault says the same of a path at which there is no engine, with an error. */
    static boolean isNotFound(Throwable failure) {
        return switch (failure) {
            case VaultClientException answer ->
                status(answer) == NOT_FOUND
                        && (answer.getErrors() == null
                                || answer.getErrors().stream().allMatch(String::isBlank));
            case CompletionException wrapped when wrapped.getCause() != null -> isNotFound(wrapped.getCause());
            default -> false;
        };
    }

    private static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }

    private static String said(VaultClientException answer) {
        var errors = answer.getErrors() == null ? "" : String.join("; ", answer.getErrors());
        return "Vault answered %s to %s%s"
                .formatted(answer.getStatus(), answer.getRequestPath(), errors.isBlank() ? "" : ": " + errors);
    }
}
