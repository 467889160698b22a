package dev.hallmark.registry.imports;

import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import java.util.UUID;
import java.util.regex.Pattern;

/** The header by which a client names its import itself. */
public final class IdempotencyKey {

    public static final String HEADER = "Idempotency-Key";

    private static final Pattern UUID_FORM = Pattern.compile("\\p{XDigit}{8}-(\\p{XDigit}{4}-){3}\\p{XDigit}{12}");

    private IdempotencyKey() {}

    /** The id of the import: the header's value, or a new one when there is none. */
    public static UUID of(String header) {
        if (header == null || header.isBlank()) {
            return UUID.randomUUID();
        }
        if (!UUID_FORM.matcher(header.strip()).matches()) {
            throw new RegistryException(Refusal.INVALID_REQUEST, "The Idempotency-Key must be a UUID.")
                    .with("field", HEADER);
        }
        return UUID.fromString(header.strip());
    }
}
