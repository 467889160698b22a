package dev.hallmark.console.overview;

import dev.hallmark.console.frame.Frame;
import dev.hallmark.console.session.SignedIn;
import dev.hallmark.operator.access.Permission;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The first page: what needs somebody, and how far the devices are. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Cancellable(false)
class OverviewPage {

    private final Frame frame;
    private final Overviews overviews;

    OverviewPage(Frame frame, Overviews overviews) {
        this.frame = frame;
        this.overviews = overviews;
    }

    @CheckedTemplate(basePath = "overview")
    static class Templates {
        private Templates() {}

        static native TemplateInstance page(Overview overview);

        static native TemplateInstance factory();
    }

    @GET
    @SignedIn
    @RunOnVirtualThread
    public TemplateInstance page() throws IOException, InterruptedException {
        return frame.may(Permission.DEVICES_READ) ? Templates.page(overviews.read()) : Templates.factory();
    }
}
