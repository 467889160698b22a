package dev.hallmark.console.signin;

import dev.hallmark.console.session.SessionCipher;
import dev.hallmark.console.session.SessionCookie;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sign-ins that have begun, each in a cookie of its own browser: its name holds the state, and it opens for that state
 * alone. Several tabs may sign in at once.
 */
@ApplicationScoped
class PendingSignIns {

    static final Duration AGE = Duration.ofMinutes(10);

    private static final String COOKIE = "sign-in-";

    /** A browser that begins more of them, and ends none, sends too large a header otherwise. */
    private static final int MOST = 4;

    private final SessionCipher cipher;
    private final SessionCookie cookie;
    private final Clock clock;

    PendingSignIns(SessionCipher cipher, SessionCookie cookie, Clock clock) {
        this.cipher = cipher;
        this.cookie = cookie;
        this.clock = clock;
    }

    NewCookie keep(String state, PendingSignIn pending) {
        var kept = Base64.getUrlEncoder().withoutPadding().encodeToString(cipher.seal(owner(state), pending));
        return cookie.brief(COOKIE + state, kept, AGE);
    }

    /** The one of this state; empty when this browser has not begun it, has ended it, or began it too long ago. */
    Optional<PendingSignIn> find(String state, Map<String, Cookie> cookies) {
        return Optional.ofNullable(state)
                .flatMap(known ->
                        Optional.ofNullable(cookie.beginning(cookies, COOKIE).get(known)))
                .flatMap(kept -> open(state, kept))
                .filter(pending -> clock.instant().isBefore(pending.expiresAt()));
    }

    boolean has(String state, Map<String, Cookie> cookies) {
        return state != null && cookie.beginning(cookies, COOKIE).containsKey(state);
    }

    /** Each ends once, however it ends. */
    NewCookie forget(String state) {
        return cookie.none(COOKIE + state);
    }

    /** What to forget before another begins. */
    List<NewCookie> surplus(Map<String, Cookie> cookies) {
        var begun = cookie.beginning(cookies, COOKIE).keySet();
        return begun.size() < MOST
                ? List.of()
                : begun.stream().map(this::forget).toList();
    }

    private Optional<PendingSignIn> open(String state, String kept) {
        try {
            return Optional.of(cipher.open(owner(state), Base64.getUrlDecoder().decode(kept), PendingSignIn.class));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] owner(String state) {
        return ("sign-in " + state).getBytes(StandardCharsets.UTF_8);
    }
}
