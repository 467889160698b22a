package dev.hallmark.console.session;

import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.Optional;

/** How people prove who they are. */
public interface SignIn {

    /** Where a browser goes whose session has ended, and what it sent with it. */
    URI again();

    /** The same person with a token that is valid for longer; empty when they may no longer sign in. */
    Uni<Optional<Credentials>> renew(Credentials credentials);
}
