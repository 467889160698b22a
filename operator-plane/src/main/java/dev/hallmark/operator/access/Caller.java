package dev.hallmark.operator.access;

import dev.hallmark.commons.identity.TenantId;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who calls the operator plane, from the token that was verified. */
@RequestScoped
public class Caller {

    private final SecurityIdentity identity;
    private final List<String> tenants;

    public Caller(SecurityIdentity identity, @ConfigProperty(name = "hallmark.tenants") List<String> tenants) {
        this.identity = identity;
        this.tenants = List.copyOf(tenants);
    }

    /**
     * The token's tenant.
     *
     * @throws AccessException when it names none, or one that this deployment does not serve
     */
    public TenantId tenant() {
        return served().orElseThrow(AccessException::withoutTenant);
    }

    /** Whether the token names a tenant that is served here. */
    public boolean hasTenant() {
        return served().isPresent();
    }

    private Optional<TenantId> served() {
        return named().filter(tenants::contains).map(TenantId::of);
    }

    private Optional<String> named() {
        return switch (identity.getPrincipal()) {
            case MachineToken token -> Optional.of(token.tenant().name());
            case JsonWebToken token -> claim(token, "tenant");
            default -> Optional.empty();
        };
    }

    private static Optional<String> claim(JsonWebToken token, String name) {
        return token.getClaim(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** The subject, as in events and in the audit trail. */
    public String actor() {
        return identity.getPrincipal().getName();
    }

    /** The token's issuer: a subject is unique for one issuer only. */
    public Optional<String> issuer() {
        return switch (identity.getPrincipal()) {
            case MachineToken token -> Optional.of(token.issuer());
            case JsonWebToken token -> Optional.ofNullable(token.getIssuer());
            default -> Optional.empty();
        };
    }

    /** What people call the caller, where the token says it. */
    public Optional<String> displayName() {
        return identity.getPrincipal() instanceof JsonWebToken token
                ? claim(token, "name").or(() -> claim(token, "preferred_username"))
                : Optional.empty();
    }

    /** Who made the machine token that calls; empty when a person calls. */
    public Optional<Person> creator() {
        return machine().map(MachineToken::creator);
    }

    /**
     * The person who is answerable for what is asked: who calls, or who made the machine token that calls; empty for a token
     * without an issuer or a subject.
     */
    public Optional<Person> person() {
        return creator().or(() -> issuer().flatMap(issuer -> subject().map(subject -> new Person(issuer, subject))));
    }

    private Optional<String> subject() {
        return identity.getPrincipal() instanceof JsonWebToken token
                ? Optional.ofNullable(token.getSubject())
                : Optional.empty();
    }

    private Optional<MachineToken> machine() {
        return identity.getPrincipal() instanceof MachineToken token ? Optional.of(token) : Optional.empty();
    }

    /** The names of those of the token's roles that we know. */
    public List<String> roles() {
        return Arrays.stream(Role.values())
                .map(Role::toString)
                .filter(identity::hasRole)
                .toList();
    }

    /** Whether one of the caller's roles has this permission, or the caller's machine token. */
    public boolean may(Permission permission) {
        return machine().map(token -> token.granted().contains(permission)).orElseGet(() -> hasRoleWith(permission));
    }

    private boolean hasRoleWith(Permission permission) {
        return permission.roles().stream().anyMatch(role -> identity.hasRole(role.toString()));
    }

    /**
     * Refuses a caller without this permission, or without a tenant to have it in.
     *
     * @throws AccessException 403
     */
    public void require(Permission permission) {
        if (!may(permission)) {
            throw machine().isPresent() ? AccessException.notGranted(permission) : AccessException.lacks(permission);
        }
        var unused = tenant();
    }
}
