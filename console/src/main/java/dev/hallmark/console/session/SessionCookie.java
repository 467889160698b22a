package dev.hallmark.console.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The cookies: of sessions, of the forms of visitors who have none, and of sign-ins that have begun. */
@ApplicationScoped
public class SessionCookie {

    private static final int GONE = 0;

    private final boolean secure;

    SessionCookie(SessionSettings settings) {
        this.secure = settings.secureCookie();
    }

    Optional<SessionId> session(Map<String, Cookie> cookies) {
        return read(cookies, name("session"));
    }

    Optional<SessionId> form(Map<String, Cookie> cookies) {
        return read(cookies, name("form"));
    }

    public NewCookie of(Session session) {
        return cookie("session", session.id().cookie()).build();
    }

    NewCookie ofForm(SessionId id) {
        return cookie("form", id.cookie()).build();
    }

    public NewCookie none() {
        return none("session");
    }

    /** One of a sign-in that has begun, which the browser forgets after a while. */
    public NewCookie brief(String name, String value, Duration age) {
        return cookie(name, value).maxAge(Math.toIntExact(age.toSeconds())).build();
    }

    /** Makes the browser forget one. */
    public NewCookie none(String name) {
        return cookie(name, "").maxAge(GONE).build();
    }

    /** The cookies whose names begin so, by the rest of their names. */
    public Map<String, String> beginning(Map<String, Cookie> cookies, String name) {
        var prefix = name(name);
        return cookies.values().stream()
                .filter(cookie -> cookie.getName().startsWith(prefix))
                .collect(Collectors.toMap(
                        cookie -> cookie.getName().substring(prefix.length()),
                        Cookie::getValue,
                        (first, second) -> first));
    }

    private NewCookie.Builder cookie(String name, String value) {
        return new NewCookie.Builder(name(name))
                .value(value)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.LAX);
    }

    private static Optional<SessionId> read(Map<String, Cookie> cookies, String name) {
        return Optional.ofNullable(cookies.get(name)).map(Cookie::getValue).flatMap(SessionId::parse);
    }

    /** With this prefix no other host, and no page over plain HTTP, can set it (RFC 6265bis §4.1.3.2). */
    private String name(String name) {
        return (secure ? "__Host-hallmark-" : "hallmark-") + name;
    }
}
