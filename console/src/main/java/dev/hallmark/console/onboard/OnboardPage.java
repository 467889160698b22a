package dev.hallmark.console.onboard;

import dev.hallmark.client.batch.Batch;
import dev.hallmark.client.http.ApiException;
import dev.hallmark.client.imports.Upload;
import dev.hallmark.client.policy.Policy;
import dev.hallmark.console.api.Apis;
import dev.hallmark.console.batch.BatchForm;
import dev.hallmark.console.frame.Form;
import dev.hallmark.console.frame.Refused;
import dev.hallmark.operator.access.Permission;
import dev.hallmark.operator.access.Requires;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jboss.resteasy.reactive.server.Cancellable;

/**
 * The first three steps of onboarding: a policy, a batch, a file. The file is checked by a dry run that the registry keeps;
 * its report is the fourth step.
 */
@Path("/onboard")
@Produces(MediaType.TEXT_HTML)
@Requires(Permission.BATCHES_CHANGE)
@Cancellable(false)
class OnboardPage {

    private static final int POLICIES = 200;

    private final Apis apis;
    private final Form sent;

    OnboardPage(Apis apis, Form sent) {
        this.apis = apis;
        this.sent = sent;
    }

    @CheckedTemplate(basePath = "onboard")
    static class Templates {
        private Templates() {}

        static native TemplateInstance policy(List<Policy> policies);

        static native TemplateInstance batch(BatchForm form, Policy policy, Optional<String> problem);

        static native TemplateInstance file(Batch batch);
    }

    @GET
    @RunOnVirtualThread
    public TemplateInstance policy() throws IOException, InterruptedException {
        return Templates.policy(
                apis.ofCaller().policies().list().first(POLICIES).items());
    }

    @GET
    @Path("batch")
    @RunOnVirtualThread
    public TemplateInstance batch(@RestQuery String policy) throws IOException, InterruptedException {
        var chosen = apis.ofCaller().policies().get(policy == null ? "" : policy);
        return Templates.batch(BatchForm.under(chosen.id()), chosen, Optional.empty());
    }

    @POST
    @Path("batch")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RunOnVirtualThread
    public Response create() throws IOException, InterruptedException {
        var form = BatchForm.sent(sent);
        try {
            var batch = apis.ofCaller().batches().create(form.batch());
            return Response.seeOther(UriBuilder.fromPath("/onboard/file")
                            .queryParam("batch", batch.id())
                            .build())
                    .build();
        } catch (ApiException e) {
            var problem = Refused.by(e);
            var policy = apis.ofCaller().policies().get(form.policy());
            return Response.status(StatusCode.BAD_REQUEST)
                    .entity(Templates.batch(form, policy, problem))
                    .build();
        }
    }

    @GET
    @Path("file")
    @RunOnVirtualThread
    public TemplateInstance file(@RestQuery String batch) throws IOException, InterruptedException {
        return Templates.file(apis.ofCaller().batches().get(batch == null ? "" : batch));
    }

    /** The file itself, from our script, which goes to the address in the answer. */
    @POST
    @Path("file")
    @Consumes({Upload.CSV, Upload.JSON, Upload.NDJSON})
    @Produces(MediaType.TEXT_PLAIN)
    @RunOnVirtualThread
    public Response check(@RestQuery String batch, @HeaderParam(HttpHeaders.CONTENT_TYPE) String type, InputStream file)
            throws IOException, InterruptedException {
        try {
            var upload = Upload.of(type, BodyPublishers.ofInputStream(() -> file));
            var report = apis.ofCaller().batches().add(batch == null ? "" : batch, upload.asKeptDryRun());
            return Response.ok("/imports/" + report.id()).build();
        } catch (ApiException e) {
            return Response.status(e.status()).entity(e.detail()).build();
        }
    }
}
