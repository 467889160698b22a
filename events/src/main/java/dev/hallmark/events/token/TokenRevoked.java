package dev.hallmark.events.token;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.EventData;
import java.time.Instant;
import java.util.UUID;

/**
 * A machine token is not accepted any more. A reader needs the record's key alone: whatever else a newer version says of a
 * token, it is revoked.
 *
 * @param token its id, the claim {@code jti}
 * @param expiresAt when it would have expired
 */
public record TokenRevoked(TenantId tenant, UUID token, Instant expiresAt) implements EventData {

    @Override
    public String key() {
        return token.toString();
    }
}
