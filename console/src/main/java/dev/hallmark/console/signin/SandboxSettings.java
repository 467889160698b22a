package dev.hallmark.console.signin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Signing in with a user name and a password, in a sandbox; refused in the production profile. */
@ConfigMapping(prefix = "hallmark.console.sandbox")
interface SandboxSettings {

    /** Who may sign in: one user a line with name, role, tenant and password. Without it there is no such sign-in. */
    Optional<Path> usersFile();

    /** The RSA key that signs their tokens, PKCS#8 in PEM: the one whose public half the services know. */
    Optional<Path> keyFile();

    /** The links by which somebody signs in once: a line each, hash, user and expiry in seconds since 1970. */
    Optional<Path> linksFile();

    /** Attempts to sign in from one address at once; afterwards one in ten seconds. */
    @WithDefault("20")
    int attemptsPerAddress();

    /** How long a token is valid; it is renewed while its session lasts. */
    @WithDefault("5m")
    Duration tokenValidity();
}
