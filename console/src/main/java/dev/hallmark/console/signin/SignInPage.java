package dev.hallmark.console.signin;

import dev.hallmark.commons.access.Public;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.console.session.CurrentSession;
import dev.hallmark.console.session.LocalPath;
import dev.hallmark.console.session.Session;
import dev.hallmark.console.session.SessionCookie;
import dev.hallmark.console.session.Sessions;
import dev.hallmark.console.session.SignedIn;
import dev.hallmark.events.Event;
import dev.hallmark.events.audit.AuditRecorded.Actor;
import dev.hallmark.events.audit.AuditRecorded.Outcome;
import dev.hallmark.messaging.outbox.Outbox;
import dev.hallmark.operator.audit.AuditTrail;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Where the users of a sandbox sign in and out. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Cancellable(false)
class SignInPage {

    private static final Logger LOG = Logger.getLogger(SignInPage.class);
    private static final String SIGN_IN = "POST /sign-in";
    private static final String SIGN_OUT = "POST /sign-out";
    private static final int LONGEST_NAME = 64;

    private final SandboxUsers users;
    private final SandboxSignIn signIn;
    private final Attempts attempts;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final CurrentSession current;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final Pool pool;
    private final MeterRegistry meters;
    private final TenantId firstTenant;

    SignInPage(
            SandboxUsers users,
            SandboxSignIn signIn,
            Attempts attempts,
            Sessions sessions,
            SessionCookie cookie,
            CurrentSession current,
            AuditTrail audit,
            Outbox outbox,
            Pool pool,
            MeterRegistry meters,
            @ConfigProperty(name = "hallmark.tenants") List<String> tenants) {
        this.users = users;
        this.signIn = signIn;
        this.attempts = attempts;
        this.sessions = sessions;
        this.cookie = cookie;
        this.current = current;
        this.audit = audit;
        this.outbox = outbox;
        this.pool = pool;
        this.meters = meters;
        this.firstTenant = TenantId.of(tenants.getFirst());
    }

    @CheckedTemplate(basePath = "signin")
    static class Templates {
        private Templates() {}

        static native TemplateInstance form(String next, String name, Optional<Problem> problem);
    }

    /** Why somebody is not signed in. */
    enum Problem {
        WRONG,
        TOO_MANY
    }

    @GET
    @Path("sign-in")
    @Public
    public TemplateInstance form(@RestQuery String next) {
        requireUsers();
        return Templates.form(LocalPath.of(next), "", Optional.empty());
    }

    @POST
    @Path("sign-in")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Public
    public Uni<Response> enter(
            @RestForm String name, @RestForm String password, @RestForm String next, RoutingContext request) {
        requireUsers();
        var given = name == null ? "" : name.strip();
        if (!attempts.allow(request.request().remoteAddress().hostAddress(), given)) {
            return Uni.createFrom().item(tooMany(given, LocalPath.of(next)));
        }
        return users.find(given, password == null ? "" : password)
                .map(user -> begin(user, LocalPath.of(next)))
                .orElseGet(() -> refuse(given, LocalPath.of(next)));
    }

    @POST
    @Path("sign-out")
    @SignedIn
    public Uni<Response> leave() {
        var session = current.require();
        var record = record(session, SIGN_OUT);
        return sessions.end(session.id(), record)
                .invoke(() ->
                        LOG.infof("signed out subject=%s", session.person().subject()))
                .replaceWith(() -> Response.seeOther(URI.create("/sign-in"))
                        .cookie(cookie.none())
                        .build());
    }

    private Uni<Response> begin(SandboxUser user, String next) {
        var credentials = signIn.credentials(user);
        var actor = new Actor(SandboxUser.ISSUER, user.name(), List.of(user.role()));
        var record = audit.signIn(user.tenant(), actor, SIGN_IN, Outcome.DONE, Optional.empty());
        count("done");
        LOG.infof("signed in subject=%s tenant=%s", user.name(), user.tenant());
        return sessions.begin(credentials, record).map(session -> Response.seeOther(URI.create(next))
                .cookie(cookie.of(session))
                .build());
    }

    private Event record(Session session, String operation) {
        var person = session.person();
        var actor = new Actor(
                person.issuer(),
                person.subject(),
                person.roles().stream().sorted().toList());
        return audit.signIn(TenantId.of(person.tenant()), actor, operation, Outcome.DONE, Optional.empty());
    }

    /** An unknown name is recorded with the first tenant, and so takes as long as a known one. */
    private Uni<Response> refuse(String name, String next) {
        var tenant = users.named(name).map(SandboxUser::tenant).orElse(firstTenant);
        var actor = new Actor(SandboxUser.ISSUER, printable(name), List.of());
        var reason = Optional.of("The user name or the password is wrong.");
        count("refused");
        return outbox.append(pool, audit.signIn(tenant, actor, SIGN_IN, Outcome.REFUSED, reason))
                .replaceWith(() -> answer(StatusCode.UNAUTHORIZED, name, next, Problem.WRONG));
    }

    private Response tooMany(String name, String next) {
        count("limited");
        return answer(StatusCode.TOO_MANY_REQUESTS, name, next, Problem.TOO_MANY);
    }

    private static Response answer(int status, String name, String next, Problem problem) {
        return Response.status(status)
                .entity(Templates.form(next, name, Optional.of(problem)))
                .build();
    }

    private void requireUsers() {
        if (!users.exist()) {
            throw new NotFoundException();
        }
    }

    private void count(String outcome) {
        meters.counter("hallmark.console.sign.in", "outcome", outcome).increment();
    }

    private static String printable(String name) {
        var cut = name.substring(0, Math.min(name.length(), LONGEST_NAME)).replaceAll("[^\\x20-\\x7E]", "?");
        return cut.isEmpty() ? "-" : cut;
    }
}
