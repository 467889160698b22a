package dev.hallmark.console.session;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** The session of the request that is being served. */
@RequestScoped
public class CurrentSession {

    private Optional<Session> session = Optional.empty();
    private Optional<SessionId> form = Optional.empty();

    void set(Session found) {
        session = Optional.of(found);
    }

    void setForm(SessionId id) {
        form = Optional.of(id);
    }

    /** The id of a visitor's form that their browser does not have yet. */
    Optional<SessionId> newForm(Optional<SessionId> known) {
        return known.isPresent() ? Optional.empty() : form;
    }

    /** Empty for a visitor who is not signed in. */
    public Optional<Session> get() {
        return session;
    }

    public Optional<Person> person() {
        return session.map(Session::person);
    }

    /** The session of a page that only somebody signed in gets. */
    public Session require() {
        return session.orElseThrow(() -> new IllegalStateException("nobody is signed in"));
    }

    /** What a form must send along; of a session, or of a visitor's form. */
    public String formToken() {
        return session.map(Session::id).or(() -> form).map(SessionId::formToken).orElse("");
    }
}
