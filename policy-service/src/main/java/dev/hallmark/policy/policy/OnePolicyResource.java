package dev.hallmark.policy.policy;

import static dev.hallmark.operator.access.Permission.POLICIES_CHANGE;
import static dev.hallmark.operator.access.Permission.POLICIES_READ;

import dev.hallmark.operator.access.Caller;
import dev.hallmark.operator.access.Requires;
import dev.hallmark.operator.paging.Cursor;
import dev.hallmark.operator.paging.Page;
import dev.hallmark.policy.policy.PolicyDefinition.Attestation;
import dev.hallmark.policy.policy.PolicyDefinition.Certificate;
import dev.hallmark.policy.policy.PolicyDefinition.Target;
import dev.hallmark.policy.policy.PolicyResource.NewPolicy;
import dev.hallmark.policy.policy.PolicyResource.PolicyView;
import dev.hallmark.policy.target.FieldError;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** One policy, its versions, and what a change would do, for operators. */
@Cancellable(false)
@Path("/api/policy/v1/policies/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Policies")
public class OnePolicyResource {

    private final PolicyService policies;
    private final PolicyDryRun dryRun;
    private final Caller caller;

    OnePolicyResource(PolicyService policies, PolicyDryRun dryRun, Caller caller) {
        this.policies = policies;
        this.dryRun = dryRun;
        this.caller = caller;
    }

    record VersionView(
            int version,
            Target target,
            Certificate certificate,
            Attestation attestation,
            String changedBy,
            Instant changedAt) {
        static VersionView of(PolicyVersion version) {
            var definition = version.definition();
            return new VersionView(
                    version.version(),
                    definition.target(),
                    definition.certificate(),
                    definition.attestation(),
                    version.changedBy(),
                    version.changedAt());
        }
    }

    @GET
    @Requires(POLICIES_READ)
    @Operation(summary = "One policy")
    public Uni<RestResponse<PolicyView>> get(@PathParam("id") PolicyId id) {
        return policies.get(caller.tenant(), id).map(OnePolicyResource::tagged);
    }

    @PUT
    @Requires(POLICIES_CHANGE)
    @Operation(summary = "Change a policy, which makes a new version")
    public Uni<RestResponse<PolicyView>> change(
            @PathParam("id") PolicyId id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @NotNull @Valid NewPolicy policy) {
        var change = new PolicyService.Change(policy.name(), policy.definition(), IfMatch.read(ifMatch));
        return policies.change(caller.tenant(), caller.actor(), id, change).map(OnePolicyResource::tagged);
    }

    @POST
    @Path("/dry-run")
    @Requires(POLICIES_READ)
    @Operation(summary = "What a change would do")
    public Uni<PolicyDryRun.PolicyPreview> dryRun(@PathParam("id") PolicyId id, @NotNull @Valid NewPolicy policy) {
        return dryRun.preview(caller.tenant(), id, policy.name(), policy.definition());
    }

    @GET
    @Path("/versions")
    @Requires(POLICIES_READ)
    @Operation(summary = "List the versions of a policy, the latest first")
    public Uni<Page<VersionView>> versions(
            @PathParam("id") PolicyId id,
            @QueryParam("limit") @DefaultValue(Cursor.DEFAULT_LIMIT) @Min(1) @Max(Cursor.MOST) int limit,
            @QueryParam("cursor") String cursor) {
        return policies.versions(caller.tenant(), id, before(cursor), limit).map(page -> page.map(VersionView::of));
    }

    @GET
    @Path("/versions/{version}")
    @Requires(POLICIES_READ)
    @Operation(summary = "One version of a policy")
    public Uni<VersionView> version(@PathParam("id") PolicyId id, @PathParam("version") int version) {
        return policies.version(caller.tenant(), id, version).map(VersionView::of);
    }

    private static int before(String cursor) {
        try {
            return Cursor.read(cursor).map(Integer::parseInt).orElse(Integer.MAX_VALUE);
        } catch (NumberFormatException e) {
            throw PolicyException.invalid(
                    List.of(new FieldError("cursor", "the next of a page of this list is accepted")));
        }
    }

    private static RestResponse<PolicyView> tagged(Policy policy) {
        return RestResponse.ResponseBuilder.ok(PolicyView.of(policy))
                .header(HttpHeaders.ETAG, IfMatch.tag(policy.version()))
                .build();
    }
}
