package dev.hallmark.console.deadletter;

import dev.hallmark.client.deadletter.DeadLetter;
import dev.hallmark.client.deadletter.DeadLetters;
import dev.hallmark.client.http.ApiException;
import dev.hallmark.client.http.Page;
import dev.hallmark.console.api.Apis;
import dev.hallmark.console.frame.Refused;
import dev.hallmark.operator.access.Permission;
import dev.hallmark.operator.access.Requires;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Events that a service could not process: the list, one of them, and what is done about it. */
@Path("/settings/dead-letters")
@Produces(MediaType.TEXT_HTML)
@Cancellable(false)
class DeadLettersPage {

    private static final int SHOWN = 25;

    private final Apis apis;

    DeadLettersPage(Apis apis) {
        this.apis = apis;
    }

    @CheckedTemplate(basePath = "deadletter")
    static class Templates {
        private Templates() {}

        static native TemplateInstance list(List<DeadLetter> deadLetters, String first, String next);

        static native TemplateInstance detail(DeadLetter deadLetter, Optional<String> problem);
    }

    /** What is done about one. */
    @FunctionalInterface
    private interface Action {
        DeadLetter of(DeadLetters deadLetters, String id, String reason) throws IOException, InterruptedException;
    }

    @GET
    @Requires(Permission.DEAD_LETTERS_READ)
    @RunOnVirtualThread
    public TemplateInstance list(@RestQuery String cursor) throws IOException, InterruptedException {
        var page = page(cursor);
        return Templates.list(
                page.items(),
                cursor == null || cursor.isEmpty() ? "" : "/settings/dead-letters",
                page.next().map(next -> "/settings/dead-letters?cursor=" + next).orElse(""));
    }

    private Page<DeadLetter> page(String cursor) throws IOException, InterruptedException {
        var listing = apis.ofCaller().deadLetters().list(Optional.empty());
        return cursor == null || cursor.isEmpty() ? listing.first(SHOWN) : listing.at(cursor, SHOWN);
    }

    @GET
    @Path("{id}")
    @Requires(Permission.DEAD_LETTERS_READ)
    @RunOnVirtualThread
    public TemplateInstance detail(@PathParam("id") String id) throws IOException, InterruptedException {
        return Templates.detail(apis.ofCaller().deadLetters().get(id), Optional.empty());
    }

    @POST
    @Path("{id}/replay")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.DEAD_LETTERS_CHANGE)
    @RunOnVirtualThread
    public Response replay(@PathParam("id") String id, @RestForm String reason)
            throws IOException, InterruptedException {
        return settle(id, reason, DeadLetters::replay);
    }

    @POST
    @Path("{id}/discard")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.DEAD_LETTERS_CHANGE)
    @RunOnVirtualThread
    public Response discard(@PathParam("id") String id, @RestForm String reason)
            throws IOException, InterruptedException {
        return settle(id, reason, DeadLetters::discard);
    }

    /** Shows it again, and what became of it. */
    private Response settle(String id, String reason, Action action) throws IOException, InterruptedException {
        var deadLetters = apis.ofCaller().deadLetters();
        try {
            var settled = action.of(deadLetters, id, reason == null ? "" : reason);
            return Response.seeOther(URI.create("/settings/dead-letters/" + settled.id()))
                    .build();
        } catch (ApiException e) {
            var problem = Refused.by(e);
            return Response.status(StatusCode.BAD_REQUEST)
                    .entity(Templates.detail(deadLetters.get(id), problem))
                    .build();
        }
    }
}
