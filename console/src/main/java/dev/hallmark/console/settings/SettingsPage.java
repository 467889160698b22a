package dev.hallmark.console.settings;

import dev.hallmark.client.policy.TargetKind;
import dev.hallmark.console.api.Apis;
import dev.hallmark.console.api.Health;
import dev.hallmark.console.api.ServiceHealth;
import dev.hallmark.console.frame.Frame;
import dev.hallmark.console.policy.SettingField;
import dev.hallmark.console.session.SignedIn;
import dev.hallmark.operator.access.Permission;
import dev.hallmark.operator.access.Requires;
import dev.hallmark.operator.access.Role;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.Cancellable;

/** What is set up for everybody: where devices can connect, who may do what, and which services answer. */
@Path("/settings")
@Produces(MediaType.TEXT_HTML)
@Cancellable(false)
class SettingsPage {

    private final Apis apis;
    private final Health health;
    private final Frame frame;

    SettingsPage(Apis apis, Health health, Frame frame) {
        this.apis = apis;
        this.health = health;
        this.frame = frame;
    }

    @CheckedTemplate(basePath = "settings")
    static class Templates {
        private Templates() {}

        static native TemplateInstance targets(List<TargetKind> targets);

        static native TemplateInstance target(TargetKind target, List<SettingField> settings);

        static native TemplateInstance roles(List<Role> roles, List<Permission> permissions);

        static native TemplateInstance health(List<ServiceHealth> services);
    }

    /** The first that the person may see. */
    @GET
    @SignedIn
    public Response first() {
        var first = frame.settings().getFirst();
        return Response.seeOther(URI.create(first.path())).build();
    }

    @GET
    @Path("targets")
    @Requires(Permission.POLICIES_READ)
    @RunOnVirtualThread
    public TemplateInstance targets() throws IOException, InterruptedException {
        return Templates.targets(apis.ofCaller().policies().targets().all());
    }

    @GET
    @Path("targets/{kind}")
    @Requires(Permission.POLICIES_READ)
    @RunOnVirtualThread
    public TemplateInstance target(@PathParam("kind") String kind) throws IOException, InterruptedException {
        var target = apis.ofCaller().policies().targets().all().stream()
                .filter(one -> one.kind().equals(kind))
                .findFirst()
                .orElseThrow(NotFoundException::new);
        return Templates.target(target, SettingField.of(target.settingsSchema(), Map.of(), Map.of()));
    }

    @GET
    @Path("roles")
    @SignedIn
    public TemplateInstance roles() {
        return Templates.roles(List.of(Role.values()), List.of(Permission.values()));
    }

    @GET
    @Path("health")
    @Requires(Permission.STATUS_READ)
    @RunOnVirtualThread
    public TemplateInstance health() throws IOException, InterruptedException {
        return Templates.health(health.ask());
    }
}
