package dev.hallmark.audit.token;

import dev.hallmark.audit.AuditException;
import dev.hallmark.commons.validation.PlainText;
import dev.hallmark.operator.access.Permission;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A machine token that somebody asks for.
 *
 * @param name what it is for, 1 to 100 characters
 * @param permissions by their names, such as {@code registrations:add}
 * @param expiresAt at most 366 days from now
 */
record NewToken(
        @NotBlank @Size(max = 100) @PlainText String name,
        @NotEmpty @Size(max = 50) List<@NotNull @PlainText String> permissions,
        @NotNull Instant expiresAt) {

    private static final Duration LONGEST = Duration.ofDays(366);

    /** What it asks for, in the order of the table; of these, none that only people may have. */
    List<Permission> wanted() {
        return permissions.stream()
                .map(NewToken::permission)
                .distinct()
                .sorted()
                .toList();
    }

    /** To the second, as tokens have it. */
    Instant expiry(Instant now) {
        if (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST))) {
            throw invalid("expiresAt: a time from now to 366 days from now is accepted");
        }
        return expiresAt.truncatedTo(ChronoUnit.SECONDS);
    }

    private static Permission permission(String name) {
        return Permission.named(name)
                .filter(permission -> !permission.isForPeopleOnly())
                .orElseThrow(() -> invalid(
                        "permissions: a machine token cannot have %s; accepted are %s".formatted(name, accepted())));
    }

    private static String accepted() {
        return Arrays.stream(Permission.values())
                .filter(permission -> !permission.isForPeopleOnly())
                .map(Permission::toString)
                .collect(Collectors.joining(", "));
    }

    private static AuditException invalid(String message) {
        return new AuditException(AuditException.Code.INVALID_REQUEST, message);
    }
}
