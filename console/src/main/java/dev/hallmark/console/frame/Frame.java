package dev.hallmark.console.frame;

import dev.hallmark.console.session.CurrentSession;
import dev.hallmark.console.session.Person;
import dev.hallmark.operator.access.Caller;
import dev.hallmark.operator.access.Permission;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What every page knows of its request: who looks at it, in which language and theme; {@code cdi:frame} in templates. */
@Named("frame")
@RequestScoped
public class Frame {

    private final CurrentSession session;
    private final Caller caller;
    private final HttpServerRequest request;

    Frame(CurrentSession session, Caller caller, CurrentVertxRequest current) {
        this.session = session;
        this.caller = caller;
        this.request = current.getCurrent().request();
    }

    /** The language that was chosen, or else that of the browser. */
    public String language() {
        return Language.of(request).tag();
    }

    public Theme theme() {
        return Optional.ofNullable(request.getCookie(Preferences.THEME))
                .flatMap(cookie -> Theme.named(cookie.getValue()))
                .orElse(Theme.AUTO);
    }

    /** Path and query, to come back to. */
    public String here() {
        return request.uri();
    }

    public String formToken() {
        return session.formToken();
    }

    public Optional<Person> person() {
        return session.person();
    }

    /** The sections that the person may see. */
    public List<Section> sections() {
        return permitted(Section.values());
    }

    /** The settings that the person may see. */
    public List<Setting> settings() {
        return permitted(Setting.values());
    }

    private <E extends Entry> List<E> permitted(E[] entries) {
        return Arrays.stream(entries)
                .filter(entry -> entry.permission().map(this::may).orElse(true))
                .toList();
    }

    public boolean isIn(Entry entry) {
        return entry.holds(request.path());
    }

    /** Whether the person has a permission. */
    public boolean may(Permission permission) {
        return person().isPresent() && caller.may(permission);
    }

    /** Whether the person has a permission, by its name such as {@code devices:change}. */
    public boolean may(String permission) {
        return may(Permission.valueOf(
                permission.toUpperCase(java.util.Locale.ROOT).replace('-', '_').replace(':', '_')));
    }

    /** The address of one of our own files. */
    public String file(String name) {
        return Files.address(name);
    }
}
