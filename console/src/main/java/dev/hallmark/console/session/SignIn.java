package dev.hallmark.console.session;

import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.Optional;

/** How people prove who they are. */
public interface SignIn {

    /** Where a browser goes to sign in, and from where it comes back to a path of ours. */
    URI begin(String next);

    /** The same person with a token that is valid for longer; empty when they may no longer sign in. */
    Uni<Optional<Credentials>> renew(Credentials credentials);
}
