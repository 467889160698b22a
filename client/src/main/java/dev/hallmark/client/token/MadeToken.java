package dev.hallmark.client.token;

/**
 * A token that was made just now.
 *
 * @param token which no later answer contains
 */
public record MadeToken(String token, MachineToken details) {

    /** It is good until it expires: it stays out of logs. */
    @Override
    public String toString() {
        return "MadeToken[" + details.id() + "]";
    }
}
