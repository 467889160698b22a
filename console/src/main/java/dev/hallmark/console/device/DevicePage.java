package dev.hallmark.console.device;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.certificate.CertificateFilter;
import dev.hallmark.client.device.Device;
import dev.hallmark.client.device.TimelineEntry;
import dev.hallmark.client.policy.Policy;
import dev.hallmark.console.api.Apis;
import dev.hallmark.console.certificate.ShownCertificate;
import dev.hallmark.console.frame.ListPage;
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
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jboss.resteasy.reactive.server.Cancellable;

/** One device: who it is, its certificate, where it connects, what happened to it, and what can be done with it. */
@Path("/devices/{device}")
@Produces(MediaType.TEXT_HTML)
@Cancellable(false)
class DevicePage {

    private static final int CERTIFICATES = 10;
    private static final int ENTRIES = 50;

    private final Apis apis;
    private final Clock clock;

    DevicePage(Apis apis, Clock clock) {
        this.apis = apis;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "device")
    static class Templates {
        private Templates() {}

        static native TemplateInstance detail(
                Device device,
                List<ShownCertificate> certificates,
                Optional<Policy> policy,
                ListPage<TimelineEntry> timeline,
                List<Command> commands,
                Optional<Command> done,
                Optional<String> unconfirmed);
    }

    @GET
    @Requires(Permission.DEVICES_READ)
    @RunOnVirtualThread
    public TemplateInstance detail(
            @PathParam("device") String id, @RestQuery String cursor, @RestQuery Optional<Command> done)
            throws IOException, InterruptedException {
        var client = apis.ofCaller();
        return detail(client, client.devices().get(id), cursor, done, Optional.empty());
    }

    /** @param unconfirmed the name that was to be typed */
    private TemplateInstance detail(
            HallmarkClient client, Device device, String cursor, Optional<Command> done, Optional<String> unconfirmed)
            throws IOException, InterruptedException {
        var entries = client.devices().timeline(device.deviceId());
        return Templates.detail(
                device,
                certificates(client, device),
                policy(client, device),
                ListPage.read(entries, ENTRIES, cursor, "/devices/" + device.deviceId()),
                Command.of(device),
                done,
                unconfirmed);
    }

    @POST
    @Path("{command}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.DEVICES_CHANGE)
    @RunOnVirtualThread
    public Response command(
            @PathParam("device") String id,
            @PathParam("command") String name,
            @RestForm String reason,
            @RestForm String confirmation)
            throws IOException, InterruptedException {
        var command = named(name);
        var client = apis.ofCaller();
        var device = client.devices().get(id);
        if (command.isFinal() && !device.commonName().equals(confirmation)) {
            var again = detail(client, device, "", Optional.empty(), Optional.of(device.commonName()));
            return Response.status(StatusCode.BAD_REQUEST).entity(again).build();
        }
        client.devices().command(device.deviceId(), command.command(), reason == null ? "" : reason);
        return Response.seeOther(UriBuilder.fromPath("/devices/{device}")
                        .queryParam("done", command.name())
                        .build(device.deviceId()))
                .build();
    }

    /** The latest first. */
    private List<ShownCertificate> certificates(HallmarkClient client, Device device)
            throws IOException, InterruptedException {
        var now = clock.instant();
        return client
                .certificates()
                .list(CertificateFilter.ALL.ofDevice(device.deviceId()))
                .first(CERTIFICATES)
                .items()
                .stream()
                .map(certificate -> ShownCertificate.of(certificate, now))
                .toList();
    }

    private static Optional<Policy> policy(HallmarkClient client, Device device)
            throws IOException, InterruptedException {
        return device.policy().isPresent()
                ? Optional.of(client.policies().get(device.policy().get()))
                : Optional.empty();
    }

    private static Command named(String name) {
        return Arrays.stream(Command.values())
                .filter(command -> command.path().equals(name))
                .findFirst()
                .orElseThrow(NotFoundException::new);
    }
}
