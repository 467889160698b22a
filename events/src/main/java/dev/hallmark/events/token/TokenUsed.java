package dev.hallmark.events.token;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.EventData;
import java.time.Instant;
import java.util.UUID;

/**
 * A service accepted a machine token; each replica says so once a minute at most.
 *
 * @param token its id, the claim {@code jti}
 */
public record TokenUsed(TenantId tenant, UUID token, Instant usedAt) implements EventData {

    @Override
    public String key() {
        return token.toString();
    }
}
