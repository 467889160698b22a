package dev.hallmark.client.deadletter;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hallmark.client.http.Api;
import dev.hallmark.client.http.Listing;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Events that a consumer could not process, of the consumers of all services. */
public final class DeadLetters {

    private static final String PATH = "/api/registry/v1/dead-letters";

    private final Api api;

    public DeadLetters(Api api) {
        this.api = api;
    }

    /** Those that are open, of one consumer or of all: by consumers, then the oldest first. */
    public Listing<DeadLetter> list(Optional<String> consumer) {
        return api.at(PATH).query("consumer", consumer).list(DeadLetter.class);
    }

    public DeadLetter get(String id) throws IOException, InterruptedException {
        return api.at(PATH, id).get(DeadLetter.class);
    }

    /**
     * Sends the event to its consumer again, and to no other.
     *
     * @param reason for the audit record, at most 500 characters
     */
    @CanIgnoreReturnValue
    public DeadLetter replay(String id, String reason) throws IOException, InterruptedException {
        return api.at(PATH, id, "replay").post(Map.of("reason", reason), DeadLetter.class);
    }

    /** Closes it without processing it; {@code reason} as for a replay. */
    @CanIgnoreReturnValue
    public DeadLetter discard(String id, String reason) throws IOException, InterruptedException {
        return api.at(PATH, id, "discard").post(Map.of("reason", reason), DeadLetter.class);
    }
}
