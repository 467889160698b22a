package dev.hallmark.events.audit;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.EventData;

/**
 * The audit trail of a tenant was signed as it stood, or a part of it was cut off. A member beside the tenant is as in
 * {@link dev.hallmark.events.audit.chain.SignedStatement}.
 *
 * @param statement the JSON text that was signed, as it is
 * @param signature ECDSA with SHA-256 over the text's UTF-8, DER in base64
 */
public record AuditCheckpointed(TenantId tenant, String statement, String signature) implements EventData {

    @Override
    public String key() {
        return tenant.name();
    }
}
