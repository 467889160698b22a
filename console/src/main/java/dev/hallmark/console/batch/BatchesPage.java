package dev.hallmark.console.batch;

import dev.hallmark.client.batch.Batch;
import dev.hallmark.client.http.ApiException;
import dev.hallmark.client.imports.ImportReport;
import dev.hallmark.client.policy.Policy;
import dev.hallmark.console.api.Apis;
import dev.hallmark.console.frame.Form;
import dev.hallmark.console.frame.ListPage;
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
import jakarta.ws.rs.core.UriBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Batches: the list, one with its devices and imports, a new one, and a move to another policy. */
@Path("/batches")
@Produces(MediaType.TEXT_HTML)
@Cancellable(false)
class BatchesPage {

    private static final int BATCHES = 25;
    private static final int IMPORTS = 20;
    private static final int POLICIES = 200;

    private final Apis apis;
    private final Form sent;

    BatchesPage(Apis apis, Form sent) {
        this.apis = apis;
        this.sent = sent;
    }

    @CheckedTemplate(basePath = "batch")
    static class Templates {
        private Templates() {}

        static native TemplateInstance list(ListPage<Batch> batches);

        static native TemplateInstance counts(Census census, String batch);

        static native TemplateInstance create(BatchForm form, List<Policy> policies, Optional<String> problem);

        static native TemplateInstance detail(
                Batch batch,
                Census census,
                ListPage<ImportReport> imports,
                List<Policy> policies,
                Optional<String> problem);
    }

    @GET
    @Requires(Permission.BATCHES_READ)
    @RunOnVirtualThread
    public TemplateInstance list(@RestQuery String cursor) throws IOException, InterruptedException {
        return Templates.list(ListPage.read(apis.ofCaller().batches().list(), BATCHES, cursor, "/batches"));
    }

    /** A part of the list, which the browser asks for when it shows the row. */
    @GET
    @Path("{batch}/counts")
    @Requires(Permission.BATCHES_READ)
    @RunOnVirtualThread
    public TemplateInstance counts(@PathParam("batch") String id) throws IOException, InterruptedException {
        var batch = apis.ofCaller().batches().get(id);
        return Templates.counts(Census.of(batch.devices()), batch.id());
    }

    @GET
    @Path("new")
    @Requires(Permission.BATCHES_CHANGE)
    @RunOnVirtualThread
    public TemplateInstance form(@RestQuery String policy) throws IOException, InterruptedException {
        return Templates.create(BatchForm.under(policy), policies(), Optional.empty());
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.BATCHES_CHANGE)
    @RunOnVirtualThread
    public Response create() throws IOException, InterruptedException {
        var form = BatchForm.sent(sent);
        try {
            return to(apis.ofCaller().batches().create(form.batch()));
        } catch (ApiException e) {
            return again(Templates.create(form, policies(), Refused.by(e)));
        }
    }

    @GET
    @Path("{batch}")
    @Requires(Permission.BATCHES_READ)
    @RunOnVirtualThread
    public TemplateInstance detail(@PathParam("batch") String id, @RestQuery String cursor)
            throws IOException, InterruptedException {
        return detail(id, cursor, Optional.empty());
    }

    @POST
    @Path("{batch}/move")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.BATCHES_CHANGE)
    @RunOnVirtualThread
    public Response move(
            @PathParam("batch") String id,
            @RestForm String policy,
            @RestForm String reason,
            @RestForm String confirmation)
            throws IOException, InterruptedException {
        var batches = apis.ofCaller().batches();
        var name = batches.get(id).name();
        if (!name.equals(confirmation)) {
            return again(detail(id, "", Optional.of(name)));
        }
        return to(batches.move(id, policy == null ? "" : policy, reason == null ? "" : reason));
    }

    /** @param unconfirmed the name that was to be typed */
    private TemplateInstance detail(String id, String cursor, Optional<String> unconfirmed)
            throws IOException, InterruptedException {
        var batch = apis.ofCaller().batches().get(id);
        var listing = apis.ofCaller().batches().imports(batch.id());
        var imports = ListPage.read(listing, IMPORTS, cursor, "/batches/" + batch.id());
        return Templates.detail(batch, Census.of(batch.devices()), imports, policies(), unconfirmed);
    }

    private List<Policy> policies() throws IOException, InterruptedException {
        return apis.ofCaller().policies().list().first(POLICIES).items();
    }

    private static Response to(Batch batch) {
        return Response.seeOther(UriBuilder.fromPath("/batches/{batch}").build(batch.id()))
                .build();
    }

    private static Response again(TemplateInstance form) {
        return Response.status(StatusCode.BAD_REQUEST).entity(form).build();
    }
}
