package dev.hallmark.console.session;

import dev.hallmark.commons.access.Public;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Finds the session of each request, and sends those who have none to sign in. */
@ApplicationScoped
class SessionFilter {

    private static final int BEFORE_PERMISSIONS = Priorities.AUTHENTICATION - 100;
    private static final String HTMX = "HX-Request";

    private final Sessions sessions;
    private final SessionCookie cookie;
    private final CurrentSession current;
    private final CurrentIdentityAssociation identities;
    private final SignIn signIn;

    SessionFilter(
            Sessions sessions,
            SessionCookie cookie,
            CurrentSession current,
            CurrentIdentityAssociation identities,
            SignIn signIn) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.current = current;
        this.identities = identities;
        this.signIn = signIn;
    }

    @ServerRequestFilter(priority = BEFORE_PERMISSIONS)
    Uni<Response> open(ContainerRequestContext request, ResourceInfo endpoint) {
        return cookie.session(request.getCookies())
                .map(id -> isPolled(endpoint) ? sessions.look(id) : sessions.use(id))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(found -> found.isPresent() ? enter(found.get()) : visit(request, endpoint));
    }

    private Response enter(Session session) {
        var person = session.person();
        current.set(session);
        identities.setIdentity(QuarkusSecurityIdentity.builder()
                .setPrincipal(new SessionPrincipal(person))
                .addRoles(person.roles())
                .build());
        return null;
    }

    private Response visit(ContainerRequestContext request, ResourceInfo endpoint) {
        current.setForm(cookie.form(request.getCookies()).orElseGet(SessionId::random));
        return isPublic(endpoint) ? null : toSignIn(request);
    }

    private static boolean isPolled(ResourceInfo endpoint) {
        return endpoint.getResourceMethod().isAnnotationPresent(Polled.class);
    }

    private static boolean isPublic(ResourceInfo endpoint) {
        return endpoint.getResourceMethod().isAnnotationPresent(Public.class)
                || endpoint.getResourceClass().isAnnotationPresent(Public.class);
    }

    /** A fragment cannot hold the page for signing in: htmx leaves the page. */
    private Response toSignIn(ContainerRequestContext request) {
        if (request.getHeaderString(HTMX) != null) {
            return Response.noContent().header("HX-Redirect", toSignIn("/")).build();
        }
        if (!request.getMethod().equals("GET")) {
            return Response.seeOther(signIn.again()).build();
        }
        var asked = request.getUriInfo().getRequestUri();
        var next = asked.getRawPath() + (asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery());
        return Response.seeOther(toSignIn(next)).build();
    }

    private static URI toSignIn(String next) {
        var page = UriBuilder.fromPath("/sign-in");
        return (next.equals("/") ? page : page.queryParam("next", "{next}")).build(next);
    }

    /** A visitor's form is bound to their browser as one of a session is. */
    @ServerResponseFilter
    void leave(ContainerRequestContext request, ContainerResponseContext response) {
        current.newForm(cookie.form(request.getCookies()))
                .ifPresent(id -> response.getHeaders().add(HttpHeaders.SET_COOKIE, cookie.ofForm(id)));
    }
}
