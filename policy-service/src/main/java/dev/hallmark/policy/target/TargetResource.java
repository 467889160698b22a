package dev.hallmark.policy.target;

import static dev.hallmark.operator.access.Permission.POLICIES_READ;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.operator.access.Requires;
import dev.hallmark.operator.paging.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The kinds of targets with the schemas of their settings, from which forms are drawn. */
@Cancellable(false)
@Path("/api/policy/v1/targets")
@Produces(MediaType.APPLICATION_JSON)
@Requires(POLICIES_READ)
@Tag(name = "Targets")
public class TargetResource {

    private final Targets targets;

    TargetResource(Targets targets) {
        this.targets = targets;
    }

    record TargetView(String kind, ObjectNode settingsSchema) {}

    @GET
    @Operation(summary = "List the kinds of targets and the schemas of their settings")
    public Page<TargetView> list() {
        List<TargetView> views = targets.all().stream()
                .map(connector -> new TargetView(connector.kind(), connector.settingsSchema()))
                .toList();
        return new Page<>(views, null);
    }
}
