package dev.hallmark.console.simulation;

import dev.hallmark.client.imports.Upload;
import dev.hallmark.console.api.Apis;
import dev.hallmark.console.frame.Form;
import dev.hallmark.console.session.CurrentSession;
import dev.hallmark.operator.access.Permission;
import dev.hallmark.operator.access.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.io.IOException;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The third step of onboarding without hardware: devices are made, and their file is checked as one from a factory is. */
@Path("/onboard/simulated")
@Requires(Permission.BATCHES_CHANGE)
@Cancellable(false)
class SimulationPage {

    private static final int MOST = 50;

    private final Apis apis;
    private final SimulatedFleets fleets;
    private final CurrentSession session;
    private final Form sent;

    SimulationPage(Apis apis, SimulatedFleets fleets, CurrentSession session, Form sent) {
        this.apis = apis;
        this.fleets = fleets;
        this.session = session;
        this.sent = sent;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RunOnVirtualThread
    public Response make(@RestQuery String batch) throws IOException, InterruptedException {
        if (!fleets.isOffered()) {
            throw new NotFoundException();
        }
        var id = UUID.randomUUID();
        var file = fleets.make(id, session.require().person().tenant(), devices());
        var upload = Upload.of(file).withKey(id).asKeptDryRun();
        apis.ofCaller().batches().add(batch == null ? "" : batch, upload);
        return Response.seeOther(UriBuilder.fromPath("/imports/{id}").build(id)).build();
    }

    private int devices() {
        var text = sent.text("devices");
        int devices = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        if (devices < 1 || devices > MOST) {
            throw new BadRequestException("Between 1 and " + MOST + " devices can be simulated, not “" + text + "”.");
        }
        return devices;
    }
}
