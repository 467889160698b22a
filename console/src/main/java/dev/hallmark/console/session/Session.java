package dev.hallmark.console.session;

/** Somebody who is signed in, in one browser. */
public record Session(SessionId id, Credentials credentials) {

    public Person person() {
        return credentials.person();
    }
}
