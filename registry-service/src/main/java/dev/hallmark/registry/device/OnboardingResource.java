package dev.hallmark.registry.device;

import static dev.hallmark.operator.access.Permission.DEVICES_READ;

import dev.hallmark.operator.access.Caller;
import dev.hallmark.operator.access.Requires;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** How many devices have been onboarded, over HTTP. */
@Path("/api/registry/v1/onboardings")
@Produces(MediaType.APPLICATION_JSON)
@Requires(DEVICES_READ)
@Cancellable(false)
@Tag(name = "Devices")
public class OnboardingResource {

    private static final String A_MONTH = "30";
    private static final int A_YEAR = 366;

    private final OnboardingStore onboardings;
    private final Caller caller;
    private final Clock clock;

    OnboardingResource(OnboardingStore onboardings, Caller caller, Clock clock) {
        this.onboardings = onboardings;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "Count the devices that were onboarded on each of the last days")
    public Uni<Onboardings> list(@QueryParam("days") @DefaultValue(A_MONTH) @Min(1) @Max(A_YEAR) int days) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return onboardings.between(caller.tenant(), today.minusDays(days - 1L), today);
    }
}
