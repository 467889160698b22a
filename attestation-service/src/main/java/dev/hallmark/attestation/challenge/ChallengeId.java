package dev.hallmark.attestation.challenge;

import java.util.Base64;
import java.util.Optional;

/**
 * The id of a challenge, which cannot be guessed.
 *
 * @param text base64url of 16 random octets: 22 characters
 */
public record ChallengeId(String text) {

    private static final int OCTETS = 16;

    static ChallengeId of(byte[] octets) {
        return new ChallengeId(Base64.getUrlEncoder().withoutPadding().encodeToString(octets));
    }

    static ChallengeId random() {
        return of(Nonces.random(OCTETS));
    }

    /** The id of this text, if it can be one: octets have one spelling only. */
    public static Optional<ChallengeId> parse(String text) {
        try {
            var octets = Base64.getUrlDecoder().decode(text);
            return octets.length == OCTETS
                    ? Optional.of(of(octets)).filter(id -> id.text.equals(text))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    byte[] octets() {
        return Base64.getUrlDecoder().decode(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
