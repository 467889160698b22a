package dev.hallmark.console.signin;

import dev.hallmark.commons.access.Public;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.console.session.SessionCookie;
import dev.hallmark.console.signin.ProviderRefusal.Problem;
import dev.hallmark.events.audit.AuditRecorded.Actor;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Where the provider sends browsers back to. */
@Path(ProviderSignIn.CALLBACK)
@Produces(MediaType.TEXT_HTML)
@Cancellable(false)
class ProviderPage {

    private static final Logger LOG = Logger.getLogger(ProviderPage.class);
    private static final String OPERATION = "GET " + ProviderSignIn.CALLBACK;
    private static final String UNKNOWN = "-";

    private final ProviderSignIn provider;
    private final PendingSignIns pending;
    private final Attempts attempts;
    private final Admission admission;
    private final SessionCookie cookie;
    private final TenantId firstTenant;

    ProviderPage(
            ProviderSignIn provider,
            PendingSignIns pending,
            Attempts attempts,
            Admission admission,
            SessionCookie cookie,
            @ConfigProperty(name = "hallmark.tenants") List<String> tenants) {
        this.provider = provider;
        this.pending = pending;
        this.attempts = attempts;
        this.admission = admission;
        this.cookie = cookie;
        this.firstTenant = TenantId.of(tenants.getFirst());
    }

    @CheckedTemplate(basePath = "signin")
    static class Templates {
        private Templates() {}

        static native TemplateInstance refused(Problem problem, Optional<String> detail);
    }

    @GET
    @Public
    public Uni<Response> end(@RestQuery String state, @Context HttpHeaders headers, RoutingContext request) {
        if (!provider.isUsed()) {
            throw new NotFoundException();
        }
        return pending.find(state, headers.getCookies())
                .map(begun -> provider.credentials(answer(request), begun)
                        .chain(credentials -> admission.admit(credentials, OPERATION))
                        .map(session ->
                                Response.seeOther(URI.create(begun.next())).cookie(cookie.of(session))))
                .orElseGet(() -> Uni.createFrom().failure(ProviderRefusal::stale))
                .onFailure(ProviderRefusal.class)
                .recoverWithUni(refusal -> refuse(refusal, request))
                .map(answer -> forget(state, headers.getCookies(), answer).build());
    }

    /** As the provider is registered to send it, whatever the address of this request was. */
    private static String answer(RoutingContext request) {
        return Optional.ofNullable(request.request().query()).orElse("");
    }

    private Response.ResponseBuilder forget(
            String state, Map<String, Cookie> cookies, Response.ResponseBuilder answer) {
        return pending.has(state, cookies) ? answer.cookie(pending.forget(state)) : answer;
    }

    private Uni<Response.ResponseBuilder> refuse(ProviderRefusal refusal, RoutingContext request) {
        var address = request.request().remoteAddress().hostAddress();
        if (!attempts.allow(address, refusal.getMessage())) {
            admission.limit();
            return Uni.createFrom().item(page(StatusCode.TOO_MANY_REQUESTS, Problem.TOO_MANY, Optional.empty()));
        }
        LOG.warnf("sign-in refused address=%s: %s", address, refusal.getMessage());
        var actor = new Actor(provider.issuer(), refusal.subject().orElse(UNKNOWN), List.of());
        return admission
                .refuse(firstTenant, actor, OPERATION, refusal.getMessage())
                .replaceWith(() -> page(refusal));
    }

    private static Response.ResponseBuilder page(ProviderRefusal refusal) {
        return switch (refusal.problem()) {
            case DENIED -> page(StatusCode.FORBIDDEN, refusal.problem(), Optional.of(refusal.getMessage()));
            case NO_TENANT -> page(StatusCode.FORBIDDEN, refusal.problem(), Optional.empty());
            case STALE, NOT_ACCEPTED, TOO_MANY -> page(StatusCode.BAD_REQUEST, refusal.problem(), Optional.empty());
        };
    }

    private static Response.ResponseBuilder page(int status, Problem problem, Optional<String> detail) {
        return Response.status(status).entity(Templates.refused(problem, detail));
    }
}
