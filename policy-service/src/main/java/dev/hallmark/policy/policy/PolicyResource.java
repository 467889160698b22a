package dev.hallmark.policy.policy;

import static dev.hallmark.operator.access.Permission.POLICIES_CHANGE;
import static dev.hallmark.operator.access.Permission.POLICIES_READ;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.operator.access.Caller;
import dev.hallmark.operator.access.Requires;
import dev.hallmark.operator.paging.Cursor;
import dev.hallmark.operator.paging.Page;
import dev.hallmark.policy.policy.PolicyDefinition.Attestation;
import dev.hallmark.policy.policy.PolicyDefinition.Certificate;
import dev.hallmark.policy.policy.PolicyDefinition.Target;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Policies, for operators. */
@Cancellable(false)
@Path("/api/policy/v1/policies")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Policies")
public class PolicyResource {

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}";
    private static final String NAME_HINT = "must be 1 to 63 letters, digits, dots, dashes and underscores";

    private static final String TRUST = "hardware|software";
    private static final String TRUST_HINT = "must be hardware or software";

    private static final String TLS = "1[.][23]";
    private static final String TLS_HINT = "must be 1.2 or 1.3";

    private final PolicyService policies;
    private final Caller caller;

    PolicyResource(PolicyService policies, Caller caller) {
        this.policies = policies;
        this.caller = caller;
    }

    record NewPolicy(
            @NotNull @Pattern(regexp = NAME, message = NAME_HINT) String name,
            @NotNull @Valid NewTarget target,
            @Valid NewCertificate certificate,
            @Valid NewAttestation attestation) {

        PolicyDefinition definition() {
            return new PolicyDefinition(
                    target.target(),
                    new Certificate(Optional.ofNullable(certificate)
                            .map(NewCertificate::profile)
                            .orElse("default")),
                    Optional.ofNullable(attestation)
                            .map(NewAttestation::attestation)
                            .orElse(Attestation.ANY));
        }
    }

    record NewTarget(@NotBlank String kind, ObjectNode settings) {
        Target target() {
            return new Target(kind, settings == null ? JsonNodeFactory.instance.objectNode() : settings);
        }
    }

    record NewCertificate(@NotNull @Pattern(regexp = NAME, message = NAME_HINT) String profile) {}

    record NewAttestation(
            @Size(max = 20) List<@NotNull String> algorithms,
            @Size(max = 20) List<@NotNull @Pattern(regexp = NAME, message = NAME_HINT) String> rootsOfTrust,
            boolean allowUnbound,
            @Pattern(regexp = TRUST, message = TRUST_HINT) String minimumTrust,
            @Pattern(regexp = TLS, message = TLS_HINT) String minimumTls) {
        Attestation attestation() {
            return new Attestation(algorithms, rootsOfTrust, allowUnbound, minimumTrust, minimumTls);
        }
    }

    record PolicyView(
            PolicyId id,
            String name,
            int version,
            Target target,
            Certificate certificate,
            Attestation attestation,
            Instant createdAt,
            Instant changedAt) {
        static PolicyView of(Policy policy) {
            var definition = policy.definition();
            return new PolicyView(
                    policy.id(),
                    policy.name(),
                    policy.version(),
                    definition.target(),
                    definition.certificate(),
                    definition.attestation(),
                    policy.createdAt(),
                    policy.changedAt());
        }
    }

    @POST
    @Requires(POLICIES_CHANGE)
    @Operation(summary = "Create a policy")
    @APIResponseSchema(value = PolicyView.class, responseCode = "201", responseDescription = "Created")
    public Uni<RestResponse<PolicyView>> create(@NotNull @Valid NewPolicy policy) {
        return policies.create(caller.tenant(), caller.actor(), policy.name(), policy.definition())
                .map(PolicyView::of)
                .map(view -> RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, view)
                        .location(URI.create("/api/policy/v1/policies/" + view.id()))
                        .build());
    }

    @GET
    @Requires(POLICIES_READ)
    @Operation(summary = "List policies")
    public Uni<Page<PolicyView>> list(
            @QueryParam("limit") @DefaultValue(Cursor.DEFAULT_LIMIT) @Min(1) @Max(Cursor.MOST) int limit,
            @QueryParam("cursor") String cursor) {
        return policies.list(caller.tenant(), Cursor.read(cursor).orElse(""), limit)
                .map(page -> page.map(PolicyView::of));
    }
}
