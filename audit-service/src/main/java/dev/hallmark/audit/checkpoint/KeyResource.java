package dev.hallmark.audit.checkpoint;

import static dev.hallmark.operator.access.Permission.AUDIT_READ;

import dev.hallmark.operator.access.Requires;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The public key that verifies signed statements. */
@Path("/api/audit/v1/key.pem")
@Cancellable(false)
@Tag(name = "Checkpoints")
public class KeyResource {

    private final CheckpointKey key;

    KeyResource(CheckpointKey key) {
        this.key = key;
    }

    @GET
    @Requires(AUDIT_READ)
    @Produces("application/x-pem-file")
    @Operation(summary = "The public keys that verify checkpoints, PEM, the newest first")
    public Uni<String> pem() {
        return key.pem();
    }
}
