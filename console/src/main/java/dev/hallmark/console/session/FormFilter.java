package dev.hallmark.console.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/** Refuses changes that another site's page makes a browser send: ours send a token along that no other can know. */
@ApplicationScoped
class FormFilter {

    private static final int AFTER_THE_SESSION = Priorities.AUTHENTICATION - 50;
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    /** Where htmx sends the token, and the field where a form does. */
    private static final String HEADER = "X-Form-Token";

    private static final String FIELD = "formToken";

    private final CurrentSession current;

    FormFilter(CurrentSession current) {
        this.current = current;
    }

    @WithFormRead
    @ServerRequestFilter(priority = AFTER_THE_SESSION)
    void requireToken(ResteasyReactiveContainerRequestContext request) {
        if (!SAFE.contains(request.getMethod()) && !(isOurs(request) && hasToken(request))) {
            throw new ForgedFormException();
        }
    }

    /** Browsers say where a request comes from, in a header that no page can set. */
    private static boolean isOurs(ResteasyReactiveContainerRequestContext request) {
        var site = request.getHeaderString("Sec-Fetch-Site");
        return site == null || site.equals("same-origin");
    }

    private boolean hasToken(ResteasyReactiveContainerRequestContext request) {
        var expected = current.formToken();
        var sent = Optional.ofNullable(request.getHeaderString(HEADER)).or(() -> field(request));
        return !expected.isEmpty()
                && sent.filter(token -> MessageDigest.isEqual(
                                token.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8)))
                        .isPresent();
    }

    private static Optional<String> field(ResteasyReactiveContainerRequestContext request) {
        var context = (ResteasyReactiveRequestContext) request.getServerRequestContext();
        return Optional.ofNullable((String) context.getFormParameter(FIELD, true, false));
    }
}
