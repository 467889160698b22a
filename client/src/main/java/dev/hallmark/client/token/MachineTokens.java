package dev.hallmark.client.token;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hallmark.client.http.Api;
import dev.hallmark.client.http.Listing;
import java.io.IOException;
import java.util.Map;

/** Tokens for programs that have no identity provider, each by its id. */
public final class MachineTokens {

    private static final String PATH = "/api/audit/v1/tokens";

    private final Api api;

    public MachineTokens(Api api) {
        this.api = api;
    }

    /** The latest first. */
    public Listing<MachineToken> list() {
        return api.at(PATH).list(MachineToken.class);
    }

    public MachineToken get(String id) throws IOException, InterruptedException {
        return api.at(PATH, id).get(MachineToken.class);
    }

    public MadeToken make(NewMachineToken wanted) throws IOException, InterruptedException {
        return api.at(PATH).post(wanted, MadeToken.class);
    }

    /** @param reason for the audit record, at most 500 characters */
    @CanIgnoreReturnValue
    public MachineToken revoke(String id, String reason) throws IOException, InterruptedException {
        return api.at(PATH, id, "revoke").post(Map.of("reason", reason), MachineToken.class);
    }
}
