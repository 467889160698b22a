package dev.hallmark.console.session;

import java.util.Optional;

/**
 * What an OIDC provider gave beside a bearer token.
 *
 * @param refreshToken with which it issues the next one; not every provider gives one
 * @param idToken by which it knows whom to sign out
 */
public record Grant(Optional<String> refreshToken, String idToken) {

    /** Tokens are not for logs. */
    @Override
    public String toString() {
        return "Grant";
    }
}
