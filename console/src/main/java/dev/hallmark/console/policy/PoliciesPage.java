package dev.hallmark.console.policy;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.authority.Profile;
import dev.hallmark.client.http.ApiException;
import dev.hallmark.client.http.Page;
import dev.hallmark.client.policy.Policy;
import dev.hallmark.client.policy.PolicyPreview;
import dev.hallmark.client.policy.PolicyVersion;
import dev.hallmark.client.policy.TargetKind;
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
import jakarta.ws.rs.NotFoundException;
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
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Policies: the list, one in words with its past, a new one, and a change, whose effect is shown before it is made. */
@Path("/policies")
@Produces(MediaType.TEXT_HTML)
@Cancellable(false)
class PoliciesPage {

    private static final int POLICIES = 50;
    private static final int VERSIONS = 50;

    private final Apis apis;
    private final Form sent;

    PoliciesPage(Apis apis, Form sent) {
        this.apis = apis;
        this.sent = sent;
    }

    @CheckedTemplate(basePath = "policy")
    static class Templates {
        private Templates() {}

        static native TemplateInstance list(ListPage<Policy> policies);

        static native TemplateInstance detail(Policy policy, Page<PolicyVersion> versions);

        static native TemplateInstance edit(
                PolicyForm form,
                Optional<String> policy,
                List<TargetKind> targets,
                List<Profile> profiles,
                boolean onboard,
                Optional<String> problem);

        static native TemplateInstance preview(
                PolicyForm form, String policy, PolicyPreview preview, List<PolicyChange> changes, long devices);
    }

    @GET
    @Requires(Permission.POLICIES_READ)
    @RunOnVirtualThread
    public TemplateInstance list(@RestQuery String cursor) throws IOException, InterruptedException {
        return Templates.list(ListPage.read(apis.ofCaller().policies().list(), POLICIES, cursor, "/policies"));
    }

    /** @param onboard whether a batch is made next */
    @GET
    @Path("new")
    @Requires(Permission.POLICIES_CHANGE)
    @RunOnVirtualThread
    public TemplateInstance form(@RestQuery String kind, @RestQuery boolean onboard)
            throws IOException, InterruptedException {
        var client = apis.ofCaller();
        var targets = client.policies().targets().all();
        var target = kind == null || kind.isEmpty() ? targets.getFirst() : target(targets, kind);
        return Templates.edit(
                PolicyForm.empty(target), Optional.empty(), targets, profiles(client), onboard, Optional.empty());
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.POLICIES_CHANGE)
    @RunOnVirtualThread
    public Response create() throws IOException, InterruptedException {
        var client = apis.ofCaller();
        var targets = client.policies().targets().all();
        var target = target(targets, sent.text("kind"));
        boolean onboard = "true".equals(sent.text("onboard"));
        try {
            var policy = client.policies().create(PolicyForm.sent(sent, target).policy());
            return onboard ? to("/onboard/batch?policy={policy}", policy) : to("/policies/{policy}", policy);
        } catch (ApiException e) {
            var problem = Refused.by(e);
            return again(Templates.edit(
                    PolicyForm.refused(sent, target, PolicyForm.errors(e.problem())),
                    Optional.empty(),
                    targets,
                    profiles(client),
                    onboard,
                    problem));
        }
    }

    @GET
    @Path("{policy}")
    @Requires(Permission.POLICIES_READ)
    @RunOnVirtualThread
    public TemplateInstance detail(@PathParam("policy") String id) throws IOException, InterruptedException {
        var policies = apis.ofCaller().policies();
        return Templates.detail(policies.get(id), policies.versions(id).first(VERSIONS));
    }

    @GET
    @Path("{policy}/edit")
    @Requires(Permission.POLICIES_CHANGE)
    @RunOnVirtualThread
    public TemplateInstance edit(@PathParam("policy") String id) throws IOException, InterruptedException {
        var client = apis.ofCaller();
        var policy = client.policies().get(id);
        var targets = client.policies().targets().all();
        var form = PolicyForm.of(policy, target(targets, policy.target().kind()));
        return Templates.edit(form, Optional.of(id), targets, profiles(client), false, Optional.empty());
    }

    /** Shows what the change would do, or what is wrong with it. */
    @POST
    @Path("{policy}/preview")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.POLICIES_CHANGE)
    @RunOnVirtualThread
    public Response preview(@PathParam("policy") String id) throws IOException, InterruptedException {
        var client = apis.ofCaller();
        var targets = client.policies().targets().all();
        var target = target(targets, sent.text("kind"));
        var form = PolicyForm.sent(sent, target);
        try {
            var preview = client.policies().preview(id, form.policy());
            if (preview.valid()) {
                long devices = preview.devices().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
                return Response.ok(Templates.preview(form, id, preview, PolicyChange.of(preview), devices))
                        .build();
            }
            var first = preview.errors().getFirst();
            return again(edit(client, id, target, targets, preview.errors(), first.field() + " " + first.reason()));
        } catch (ApiException e) {
            var problem = Refused.by(e).orElse("");
            return again(edit(client, id, target, targets, PolicyForm.errors(e.problem()), problem));
        }
    }

    @POST
    @Path("{policy}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.POLICIES_CHANGE)
    @RunOnVirtualThread
    public Response change(@PathParam("policy") String id) throws IOException, InterruptedException {
        var client = apis.ofCaller();
        var targets = client.policies().targets().all();
        var target = target(targets, sent.text("kind"));
        try {
            var form = PolicyForm.sent(sent, target);
            var policy = client.policies().change(id, version(form), form.policy());
            return to("/policies/{policy}", policy);
        } catch (ApiException e) {
            var problem = Refused.by(e).orElse("");
            return again(edit(client, id, target, targets, PolicyForm.errors(e.problem()), problem));
        }
    }

    private TemplateInstance edit(
            HallmarkClient client,
            String id,
            TargetKind target,
            List<TargetKind> targets,
            List<PolicyPreview.FieldError> problem,
            String words)
            throws IOException, InterruptedException {
        return Templates.edit(
                PolicyForm.refused(sent, target, problem),
                Optional.of(id),
                targets,
                profiles(client),
                false,
                Optional.of(words));
    }

    private static int version(PolicyForm form) {
        return form.version().matches("[0-9]{1,9}") ? Integer.parseInt(form.version()) : 0;
    }

    private static List<Profile> profiles(HallmarkClient client) throws IOException, InterruptedException {
        return client.authorities().profiles().all();
    }

    private static TargetKind target(List<TargetKind> targets, String kind) {
        return targets.stream()
                .filter(target -> target.kind().equals(kind))
                .findFirst()
                .orElseThrow(NotFoundException::new);
    }

    private static Response to(String page, Policy policy) {
        return Response.seeOther(UriBuilder.fromUri(page).build(policy.id())).build();
    }

    private static Response again(TemplateInstance form) {
        return Response.status(StatusCode.BAD_REQUEST).entity(form).build();
    }
}
