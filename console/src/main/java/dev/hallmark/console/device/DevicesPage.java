package dev.hallmark.console.device;

import dev.hallmark.client.batch.Batch;
import dev.hallmark.client.device.Device;
import dev.hallmark.console.api.Apis;
import dev.hallmark.console.frame.DeviceState;
import dev.hallmark.console.frame.ListPage;
import dev.hallmark.operator.access.Permission;
import dev.hallmark.operator.access.Requires;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The list of devices, and its search. */
@Path("/devices")
@Produces(MediaType.TEXT_HTML)
@Cancellable(false)
class DevicesPage {

    private static final int DEVICES = 50;
    private static final int BATCHES = 200;

    private final Apis apis;

    DevicesPage(Apis apis) {
        this.apis = apis;
    }

    @CheckedTemplate(basePath = "device")
    static class Templates {
        private Templates() {}

        static native TemplateInstance list(
                DeviceSearch search, ListPage<Device> devices, List<Batch> batches, List<String> states);
    }

    /** A search reads the same page, of which the browser takes the list. */
    @GET
    @Requires(Permission.DEVICES_READ)
    @RunOnVirtualThread
    public TemplateInstance list(
            @RestQuery String q, @RestQuery String state, @RestQuery String batch, @RestQuery String cursor)
            throws IOException, InterruptedException {
        var search = new DeviceSearch(q, state, batch);
        var client = apis.ofCaller();
        var devices = client.devices().list(search.filter());
        var page = ListPage.read(devices, DEVICES, cursor, search.address());
        var batches = client.batches().list().first(BATCHES).items();
        return Templates.list(search, page, batches, DeviceState.names());
    }
}
