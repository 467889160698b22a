package dev.hallmark.console.token;

import dev.hallmark.client.token.MachineToken;
import dev.hallmark.operator.access.Permission;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A token in a list.
 *
 * @param state {@code active}, {@code expired} or {@code revoked}
 */
record ShownToken(MachineToken token, String state) {

    static ShownToken of(MachineToken token, Instant now) {
        return new ShownToken(token, token.state(now));
    }

    /** Those that this version knows. */
    public List<Permission> permissions() {
        return token.permissions().stream()
                .map(Permission::named)
                .flatMap(Optional::stream)
                .toList();
    }

    public boolean isActive() {
        return state.equals("active");
    }

    public String colour() {
        return switch (state) {
            case "active" -> "green";
            case "revoked" -> "red";
            default -> "secondary";
        };
    }
}
