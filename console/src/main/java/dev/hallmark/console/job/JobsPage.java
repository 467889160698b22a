package dev.hallmark.console.job;

import dev.hallmark.client.device.LifecycleCommand;
import dev.hallmark.client.http.ApiException;
import dev.hallmark.client.job.Job;
import dev.hallmark.client.job.JobPreview;
import dev.hallmark.console.api.Apis;
import dev.hallmark.console.device.Command;
import dev.hallmark.console.frame.Form;
import dev.hallmark.console.frame.ListPage;
import dev.hallmark.console.frame.Refused;
import dev.hallmark.console.session.Polled;
import dev.hallmark.operator.access.Permission;
import dev.hallmark.operator.access.Requires;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Commands for many devices: what they would touch, their start, and how far they are. */
@Path("/devices/jobs")
@Produces(MediaType.TEXT_HTML)
@Cancellable(false)
class JobsPage {

    private static final int JOBS = 50;

    /** What a preview does not look at. */
    private static final LifecycleCommand ANY = LifecycleCommand.SUSPEND;

    private final Apis apis;
    private final Form sent;

    JobsPage(Apis apis, Form sent) {
        this.apis = apis;
        this.sent = sent;
    }

    @CheckedTemplate(basePath = "job")
    static class Templates {
        private Templates() {}

        static native TemplateInstance list(ListPage<Job> jobs);

        static native TemplateInstance create(
                JobForm form, JobPreview preview, List<Command> commands, Optional<String> problem);

        static native TemplateInstance detail(Job job);

        static native TemplateInstance progress(Job job);
    }

    @GET
    @Requires(Permission.DEVICES_READ)
    @RunOnVirtualThread
    public TemplateInstance list(@RestQuery String cursor) throws IOException, InterruptedException {
        return Templates.list(ListPage.read(apis.ofCaller().jobs().list(), JOBS, cursor, "/devices/jobs"));
    }

    @GET
    @Path("new")
    @Requires(Permission.DEVICES_CHANGE)
    @RunOnVirtualThread
    public Response create(
            @RestQuery List<String> device, @RestQuery String q, @RestQuery String state, @RestQuery String batch)
            throws IOException, InterruptedException {
        var form = new JobForm(device == null ? List.of() : device, q, state, batch);
        return form.isEmpty()
                ? Response.seeOther(UriBuilder.fromPath("/devices").build()).build()
                : Response.ok(page(form, Optional.empty())).build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.DEVICES_CHANGE)
    @RunOnVirtualThread
    public Response begin() throws IOException, InterruptedException {
        var form = new JobForm(sent.texts("device"), sent.text("q"), sent.text("state"), sent.text("batch"));
        var command = command(sent.text("command"));
        long expected = expected();
        if (command.isFinal() && !sent.text("confirmation").equals(String.valueOf(expected))) {
            throw new BadRequestException("Type " + expected + " to confirm it. Nothing was done.");
        }
        try {
            var wanted = form.job(LifecycleCommand.named(command.path()), sent.text("reason"))
                    .expecting(expected);
            return to(apis.ofCaller().jobs().begin(wanted).id());
        } catch (ApiException e) {
            return Response.status(StatusCode.BAD_REQUEST)
                    .entity(page(form, Refused.by(e)))
                    .build();
        }
    }

    @GET
    @Path("{id}")
    @Requires(Permission.DEVICES_READ)
    @RunOnVirtualThread
    public TemplateInstance detail(@PathParam("id") UUID id) throws IOException, InterruptedException {
        return Templates.detail(apis.ofCaller().jobs().get(id));
    }

    /** A part of the page, which the browser asks for while the job runs. */
    @GET
    @Path("{id}/progress")
    @Polled
    @Requires(Permission.DEVICES_READ)
    @RunOnVirtualThread
    public TemplateInstance progress(@PathParam("id") UUID id) throws IOException, InterruptedException {
        return Templates.progress(apis.ofCaller().jobs().get(id));
    }

    @POST
    @Path("{id}/cancel")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.DEVICES_CHANGE)
    @RunOnVirtualThread
    public Response cancel(@PathParam("id") UUID id) throws IOException, InterruptedException {
        apis.ofCaller().jobs().cancel(id, sent.text("reason"));
        return to(id);
    }

    private TemplateInstance page(JobForm form, Optional<String> problem) throws IOException, InterruptedException {
        var preview = apis.ofCaller().jobs().preview(form.job(ANY, "-"));
        return Templates.create(form, preview, List.of(Command.values()), problem);
    }

    private long expected() {
        try {
            return Long.parseLong(sent.text("expected"));
        } catch (NumberFormatException e) {
            throw new BadRequestException("This form is not ours.", e);
        }
    }

    private static Command command(String name) {
        return List.of(Command.values()).stream()
                .filter(command -> command.path().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadRequestException("There is no such command."));
    }

    private static Response to(UUID id) {
        return Response.seeOther(UriBuilder.fromPath("/devices/jobs/{id}").build(id))
                .build();
    }
}
