package dev.hallmark.ca.profile;

import static dev.hallmark.operator.access.Permission.AUTHORITIES_READ;

import dev.hallmark.operator.access.Requires;
import dev.hallmark.operator.paging.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Issuance profiles, for operators: configuration, so they are read here and changed there. */
@Cancellable(false)
@Path("/api/ca/v1/profiles")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Profiles")
public class ProfileResource {

    private final Profiles profiles;

    ProfileResource(Profiles profiles) {
        this.profiles = profiles;
    }

    /**
     * A profile; durations are ISO 8601.
     *
     * @param shortLived whether its certificates name no place to ask for revocation (RFC 9608)
     */
    public record ProfileView(String name, String validity, String renewalWindow, String grace, boolean shortLived) {

        static ProfileView of(CertificateProfile profile) {
            return new ProfileView(
                    profile.name(),
                    profile.validity().toString(),
                    profile.renewalWindow().toString(),
                    profile.grace().toString(),
                    profile.shortLived());
        }
    }

    @GET
    @Requires(AUTHORITIES_READ)
    @Operation(summary = "List the issuance profiles")
    public Page<ProfileView> list() {
        return new Page<>(profiles.all().stream().map(ProfileView::of).toList(), null);
    }
}
