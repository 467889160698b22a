package dev.hallmark.console.token;

import dev.hallmark.client.http.ApiException;
import dev.hallmark.client.http.Page;
import dev.hallmark.client.token.MachineToken;
import dev.hallmark.client.token.MadeToken;
import dev.hallmark.console.api.Apis;
import dev.hallmark.console.frame.Form;
import dev.hallmark.console.frame.Frame;
import dev.hallmark.console.frame.Refused;
import dev.hallmark.operator.access.Permission;
import dev.hallmark.operator.access.Requires;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Tokens for programs: the list, a new one, which is shown once, and the end of one. */
@Path("/settings/tokens")
@Produces(MediaType.TEXT_HTML)
@Cancellable(false)
class TokensPage {

    private static final int TOKENS = 25;

    private final Apis apis;
    private final Frame frame;
    private final Form sent;
    private final Clock clock;

    TokensPage(Apis apis, Frame frame, Form sent, Clock clock) {
        this.apis = apis;
        this.frame = frame;
        this.sent = sent;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "token")
    static class Templates {
        private Templates() {}

        static native TemplateInstance list(List<ShownToken> tokens, String next, Optional<String> problem);

        static native TemplateInstance create(TokenForm form, List<Permission> permissions, Optional<String> problem);

        static native TemplateInstance made(MadeToken made, String address);
    }

    @GET
    @Requires(Permission.TOKENS_READ)
    @RunOnVirtualThread
    public TemplateInstance list(@RestQuery String cursor) throws IOException, InterruptedException {
        return list(page(cursor), Optional.empty());
    }

    @GET
    @Path("new")
    @Requires(Permission.TOKENS_CHANGE)
    public TemplateInstance form() {
        return Templates.create(TokenForm.EMPTY, permissions(), Optional.empty());
    }

    /** Answers with the token itself: after a redirect it would have to be kept somewhere. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.TOKENS_CHANGE)
    @RunOnVirtualThread
    public Response create(HttpServerRequest request) throws IOException, InterruptedException {
        var form = TokenForm.sent(sent);
        try {
            var made = apis.ofCaller().machineTokens().make(form.wanted(clock.instant()));
            return Response.ok(Templates.made(made, request.scheme() + "://" + request.authority()))
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        } catch (ApiException e) {
            return again(Templates.create(form, permissions(), Refused.by(e)));
        }
    }

    @POST
    @Path("{token}/revoke")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.TOKENS_CHANGE)
    @RunOnVirtualThread
    public Response revoke(@PathParam("token") String id, @RestForm String reason, @RestForm String confirmation)
            throws IOException, InterruptedException {
        var tokens = apis.ofCaller().machineTokens();
        var name = tokens.get(id).name();
        if (!name.equals(confirmation)) {
            return again(list(page(""), Optional.of(name)));
        }
        tokens.revoke(id, reason == null ? "" : reason);
        return Response.seeOther(URI.create("/settings/tokens")).build();
    }

    private Page<MachineToken> page(String cursor) throws IOException, InterruptedException {
        var listing = apis.ofCaller().machineTokens().list();
        return cursor == null || cursor.isEmpty() ? listing.first(TOKENS) : listing.at(cursor, TOKENS);
    }

    private TemplateInstance list(Page<MachineToken> page, Optional<String> unconfirmed) {
        var now = clock.instant();
        return Templates.list(
                page.items().stream().map(token -> ShownToken.of(token, now)).toList(),
                page.next().map(next -> "/settings/tokens?cursor=" + next).orElse(""),
                unconfirmed);
    }

    /** Those that the person has and a token can have. */
    private List<Permission> permissions() {
        return Arrays.stream(Permission.values())
                .filter(permission -> !permission.isForPeopleOnly())
                .filter(frame::may)
                .toList();
    }

    private static Response again(TemplateInstance page) {
        return Response.status(StatusCode.BAD_REQUEST).entity(page).build();
    }
}
