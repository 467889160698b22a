package dev.hallmark.console.signin;

import java.time.Instant;

/**
 * A sign-in that a browser has begun and whose end it will bring back from the provider.
 *
 * @param nonce that the ID token must name (OpenID Connect Core 1.0 §3.1.2.1)
 * @param verifier without which the code is worth nothing (RFC 7636 §4.1)
 * @param next the page that was asked for
 */
record PendingSignIn(String nonce, String verifier, String next, Instant expiresAt) {

    /** What it holds is not for logs. */
    @Override
    public String toString() {
        return "PendingSignIn";
    }
}
