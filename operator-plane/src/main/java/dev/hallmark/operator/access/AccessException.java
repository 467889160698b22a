package dev.hallmark.operator.access;

import dev.hallmark.commons.problem.Refused;
import java.io.Serial;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An operator's request that is refused for its token. */
public final class AccessException extends RuntimeException implements Refused {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Code code;
    private final transient Map<String, Object> members;

    /** Why. */
    enum Code {
        UNAUTHORIZED,
        FORBIDDEN
    }

    private AccessException(Code code, String message, Map<String, Object> members) {
        // No stack trace: a refusal is an ordinary answer, and anyone can cause any number of them.
        super(message, null, false, false);
        this.code = code;
        this.members = Map.copyOf(members);
    }

    static AccessException missing() {
        return unauthorized("missing", "There is no bearer token; send one as \"Authorization: Bearer <token>\".");
    }

    static AccessException unreadable() {
        return unauthorized(
                "unreadable", "The bearer token cannot be read; a JSON Web Token signed with RS256 is accepted.");
    }

    /** A token that is not one of ours, or not for us. */
    public static AccessException notAccepted() {
        return unauthorized(
                "not-accepted",
                "The bearer token is not accepted; its signature, issuer, audience and times must be right.");
    }

    static AccessException withoutSubject() {
        return unauthorized(
                "not-accepted", "The bearer token is not accepted; it must name its subject, in the claim sub.");
    }

    /** A machine token that was revoked. */
    public static AccessException revoked() {
        return unauthorized("revoked", "The bearer token was revoked; get a new one.");
    }

    /** A token of ours that was good until then. */
    public static AccessException expired(Instant at) {
        return new AccessException(
                Code.UNAUTHORIZED,
                "The bearer token expired at " + at + "; get a new one.",
                Map.of("token", "expired", "expiredAt", at.toString()));
    }

    static AccessException lacks(Permission permission) {
        var roles = permission.roles().stream().map(Role::toString).toList();
        return new AccessException(
                Code.FORBIDDEN,
                "This needs the permission %s, which the %s %s."
                        .formatted(permission, roles.size() == 1 ? "role" : "roles", have(roles)),
                Map.of("permission", permission.toString(), "roles", roles));
    }

    static AccessException notGranted(Permission permission) {
        return new AccessException(
                Code.FORBIDDEN,
                "This needs the permission %s, which this machine token does not have.".formatted(permission),
                Map.of("permission", permission.toString()));
    }

    static AccessException ownSubmission() {
        return new AccessException(
                Code.FORBIDDEN, "Nobody approves what they submitted; it needs another person.", Map.of());
    }

    static AccessException notAPerson() {
        return new AccessException(
                Code.FORBIDDEN, "Only a person approves, whose token names its issuer and its subject.", Map.of());
    }

    static AccessException withoutTenant() {
        return new AccessException(
                Code.FORBIDDEN, "The token's claim tenant names no tenant that is served here.", Map.of());
    }

    private static String have(java.util.List<String> roles) {
        int last = roles.size() - 1;
        return last == 0
                ? roles.getFirst() + " has"
                : roles.subList(0, last).stream().collect(Collectors.joining(", ")) + " and " + roles.get(last)
                        + " have";
    }

    private static AccessException unauthorized(String token, String message) {
        return new AccessException(Code.UNAUTHORIZED, message, Map.of("token", token));
    }

    @Override
    public Code code() {
        return code;
    }

    @Override
    public Optional<String> detail() {
        return Optional.of(getMessage());
    }

    @Override
    public Map<String, Object> members() {
        return members;
    }
}
