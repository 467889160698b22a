package dev.hallmark.console.signin;

import dev.hallmark.console.session.Credentials;
import dev.hallmark.console.session.SignIn;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.util.KeyUtils;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Gives the users of a sandbox the tokens that {@code ./hallmark token} makes. */
@Typed(SandboxSignIn.class)
@ApplicationScoped
class SandboxSignIn implements SignIn {

    private final SandboxUsers users;
    private final Optional<PrivateKey> key;
    private final Duration validity;
    private final Clock clock;

    SandboxSignIn(SandboxUsers users, SandboxSettings settings, Clock clock) {
        this.users = users;
        this.key = settings.keyFile().map(SandboxSignIn::read);
        this.validity = settings.tokenValidity();
        this.clock = clock;
    }

    @Override
    public URI again() {
        return URI.create("/sign-in");
    }

    @Override
    public Uni<Optional<Credentials>> renew(Credentials credentials) {
        return Uni.createFrom()
                .item(users.named(credentials.person().subject())
                        .filter(user -> user.person().equals(credentials.person()))
                        .map(this::credentials));
    }

    Credentials credentials(SandboxUser user) {
        var now = clock.instant();
        var expiry = now.plus(validity);
        var token = Jwt.issuer(SandboxUser.ISSUER)
                .subject(user.name())
                .audience("hallmark-api")
                .claim("tenant", user.tenant().name())
                .groups(Set.of(user.role()))
                .issuedAt(now)
                .expiresAt(expiry)
                .sign(key.orElseThrow(SandboxSignIn::missing));
        return new Credentials(user.person(), token, expiry);
    }

    private static PrivateKey read(Path file) {
        try {
            return KeyUtils.decodePrivateKey(Files.readString(file));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("hallmark.console.sandbox.key-file cannot be read: " + file, e);
        }
    }

    private static IllegalStateException missing() {
        return new IllegalStateException("hallmark.console.sandbox.key-file is needed by users-file");
    }
}
