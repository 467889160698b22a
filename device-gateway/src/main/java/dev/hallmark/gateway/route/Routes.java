package dev.hallmark.gateway.route;

import dev.hallmark.commons.identity.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the route of a path, among those whose services are configured. */
public final class Routes {
    private final Set<Route> available;

    public Routes(Set<Route> available) {
        this.available = Set.copyOf(available);
    }

    /** The route of a target; empty if there is none. */
    public Optional<Route> find(RequestTarget target) {
        return named(target.segments()).filter(available::contains);
    }

    /** A route needs a segment below it: {@code /pki} itself has no route, {@code /pki/} has. */
    private static Optional<Route> named(List<String> segments) {
        return switch (segments.size()) {
            case 0, 1 -> Optional.empty();
            case 2 -> top(segments.get(0));
            default -> top(segments.get(0)).or(() -> nested(segments.get(0), segments.get(1)));
        };
    }

    private static Optional<Route> top(String first) {
        return switch (first) {
            case "attestation" -> Optional.of(Route.ATTESTATION);
            case "connection" -> Optional.of(Route.CONNECTION);
            case "pki" -> Optional.of(Route.PKI);
            default -> Optional.empty();
        };
    }

    private static Optional<Route> nested(String first, String second) {
        if (first.equals(".well-known") && second.equals("est")) {
            return Optional.of(Route.EST);
        }
        return second.equals("controller") && isTenant(first) ? Optional.of(Route.UPDATES) : Optional.empty();
    }

    private static boolean isTenant(String segment) {
        try {
            return !new TenantId(segment).name().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
