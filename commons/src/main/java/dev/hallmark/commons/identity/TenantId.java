package dev.hallmark.commons.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A tenant's name. It is a path segment at the gateway and an EST label.
 *
 * @param name 1 to 63 characters of {@code a-z}, {@code 0-9} and {@code -}, starting with a letter or digit
 */
public record TenantId(@JsonValue String name) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final List<String> RESERVED = List.of(
            "attestation",
            "connection",
            "pki",
            "api",
            "q",
            "cacerts",
            "csrattrs",
            "simpleenroll",
            "simplereenroll",
            "serverkeygen",
            "fullcmc");

    public TenantId {
        if (name == null || !FORM.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a tenant is named by 1 to 63 of a-z, 0-9 and -, beginning with a letter or digit");
        }
        if (RESERVED.contains(name)) {
            throw new IllegalArgumentException(
                    "a tenant's name cannot be one of the gateway's own paths: " + String.join(", ", RESERVED));
        }
    }

    @JsonCreator
    public static TenantId of(String name) {
        return new TenantId(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
