package dev.hallmark.console.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a browser's cookie holds: 256 random bits. Whoever has it is signed in, so that it is stored as its hash only. */
public final class SessionId {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int OCTETS = 32;

    private final String text;

    private SessionId(String text) {
        this.text = text;
    }

    public static SessionId random() {
        var octets = new byte[OCTETS];
        RANDOM.nextBytes(octets);
        return new SessionId(BASE64URL.encodeToString(octets));
    }

    /** Of a cookie's value; empty when it is none of ours. */
    static Optional<SessionId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new SessionId(text)) : Optional.empty();
    }

    String cookie() {
        return text;
    }

    byte[] hash() {
        return sha256("session " + text);
    }

    /** What forms of this browser send along: only our own pages can know it. */
    public String formToken() {
        return BASE64URL.encodeToString(sha256("form " + text));
    }

    @Override
    public String toString() {
        return "SessionId";
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
