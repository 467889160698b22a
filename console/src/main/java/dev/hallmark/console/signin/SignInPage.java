package dev.hallmark.console.signin;

import dev.hallmark.commons.access.Public;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.console.session.CurrentSession;
import dev.hallmark.console.session.LocalPath;
import dev.hallmark.console.session.SessionCookie;
import dev.hallmark.console.session.SignedIn;
import dev.hallmark.events.audit.AuditRecorded.Actor;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Where people sign in and out: by the form in a sandbox, else at the OIDC provider. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Cancellable(false)
class SignInPage {

    private static final String SIGN_IN = "POST /sign-in";
    private static final String LINK = "GET /sign-in/link";
    private static final int LONGEST_NAME = 64;

    private final SandboxUsers users;
    private final SandboxSignIn signIn;
    private final SandboxLinks links;
    private final ProviderSignIn provider;
    private final Attempts attempts;
    private final Admission admission;
    private final SessionCookie cookie;
    private final CurrentSession current;
    private final TenantId firstTenant;

    SignInPage(
            SandboxUsers users,
            SandboxSignIn signIn,
            SandboxLinks links,
            ProviderSignIn provider,
            Attempts attempts,
            Admission admission,
            SessionCookie cookie,
            CurrentSession current,
            @ConfigProperty(name = "hallmark.tenants") List<String> tenants) {
        this.users = users;
        this.signIn = signIn;
        this.links = links;
        this.provider = provider;
        this.attempts = attempts;
        this.admission = admission;
        this.cookie = cookie;
        this.current = current;
        this.firstTenant = TenantId.of(tenants.getFirst());
    }

    @CheckedTemplate(basePath = "signin")
    static class Templates {
        private Templates() {}

        static native TemplateInstance form(String next, String name, Optional<Problem> problem);

        static native TemplateInstance leaving(URI provider);

        static native TemplateInstance out();
    }

    /** Why somebody is not signed in. */
    enum Problem {
        WRONG,
        LINK,
        TOO_MANY
    }

    @GET
    @Path("sign-in")
    @Public
    public Uni<Response> begin(@RestQuery String next, @Context HttpHeaders headers) {
        return users.exist()
                ? Uni.createFrom()
                        .item(Response.ok(Templates.form(LocalPath.of(next), "", Optional.empty()))
                                .build())
                : provider.begin(LocalPath.of(next), headers.getCookies());
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
                .map(user -> admit(user, SIGN_IN, LocalPath.of(next)))
                .orElseGet(() -> refuse(given, LocalPath.of(next)));
    }

    /** Signs in by a link of the sandbox. Whoever opens it from elsewhere is its owner, who alone was shown it. */
    @GET
    @Path("sign-in/link")
    @Public
    public Uni<Response> follow(@RestQuery String code, RoutingContext request) {
        requireUsers();
        if (!attempts.allow(request.request().remoteAddress().hostAddress(), LINK)) {
            return Uni.createFrom().item(tooMany("", LocalPath.of(null)));
        }
        return links.use(code == null ? "" : code)
                .chain(found ->
                        found.map(user -> admit(user, LINK, LocalPath.of(null))).orElseGet(() -> refuseLink()));
    }

    /** The session is over whatever the provider says then; that one ends its own, or the next sign-in would ask nothing. */
    @POST
    @Path("sign-out")
    @SignedIn
    public Uni<Response> leave() {
        var session = current.require();
        return admission
                .leave(session)
                .chain(() -> provider.end(session.credentials()))
                .map(address -> address.map(SignInPage::leaving)
                        .orElseGet(() -> Response.seeOther(provider.again()))
                        .cookie(cookie.none())
                        .build());
    }

    /** Who is signed out, or was signed out when they sent a form. */
    @GET
    @Path("signed-out")
    @Public
    public TemplateInstance out() {
        return Templates.out();
    }

    /** Not a redirect: browsers refuse one to another site after a form, by {@code form-action}. */
    private static Response.ResponseBuilder leaving(URI address) {
        return Response.ok(Templates.leaving(address)).header("Refresh", "0; url=" + address);
    }

    private Uni<Response> admit(SandboxUser user, String operation, String next) {
        return admission.admit(signIn.credentials(user), operation).map(session -> Response.seeOther(URI.create(next))
                .cookie(cookie.of(session))
                .build());
    }

    /** An unknown name is recorded with the first tenant, and so takes as long as a known one. */
    private Uni<Response> refuse(String name, String next) {
        var tenant = users.named(name).map(SandboxUser::tenant).orElse(firstTenant);
        var actor = new Actor(SandboxUser.ISSUER, printable(name), List.of());
        return admission
                .refuse(tenant, actor, SIGN_IN, "The user name or the password is wrong.")
                .replaceWith(() -> answer(StatusCode.UNAUTHORIZED, name, next, Problem.WRONG));
    }

    private Uni<Response> refuseLink() {
        var actor = new Actor(SandboxUser.ISSUER, printable(""), List.of());
        return admission
                .refuse(firstTenant, actor, LINK, "The link was used, has expired, or is of another sandbox.")
                .replaceWith(() -> answer(StatusCode.UNAUTHORIZED, "", LocalPath.of(null), Problem.LINK));
    }

    private Response tooMany(String name, String next) {
        admission.limit();
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

    private static String printable(String name) {
        var cut = name.substring(0, Math.min(name.length(), LONGEST_NAME)).replaceAll("[^\\x20-\\x7E]", "?");
        return cut.isEmpty() ? "-" : cut;
    }
}
