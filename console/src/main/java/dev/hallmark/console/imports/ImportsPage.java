package dev.hallmark.console.imports;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.imports.ImportReport;
import dev.hallmark.client.imports.Imports;
import dev.hallmark.console.api.Apis;
import dev.hallmark.console.session.Polled;
import dev.hallmark.console.simulation.SimulatedFleets;
import dev.hallmark.operator.access.Permission;
import dev.hallmark.operator.access.Requires;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.server.Cancellable;

/** An import: the review of a file that was checked, its start, and what comes of it. */
@Path("/imports/{id}")
@Produces(MediaType.TEXT_HTML)
@Cancellable(false)
class ImportsPage {

    private static final Logger LOG = Logger.getLogger(ImportsPage.class);

    /** A small file is imported within it; a large one is watched. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** The latest of a batch, among which an interrupted one is looked for. */
    private static final int IMPORTS = 50;

    private final Apis apis;
    private final Clock clock;
    private final SimulatedFleets simulated;
    private final ExecutorService threads;

    ImportsPage(Apis apis, Clock clock, SimulatedFleets simulated, @VirtualThreads ExecutorService threads) {
        this.apis = apis;
        this.simulated = simulated;
        this.clock = clock;
        this.threads = threads;
    }

    @CheckedTemplate(basePath = "imports")
    static class Templates {
        private Templates() {}

        static native TemplateInstance report(Progress progress);

        static native TemplateInstance progress(Progress progress);
    }

    @GET
    @Requires(Permission.BATCHES_READ)
    @RunOnVirtualThread
    public Response report(@PathParam("id") UUID id) throws IOException, InterruptedException {
        var progress = progress(id);
        var started = progress.report().started();
        return progress.report().dryRun() && started.isPresent()
                ? to(started.get())
                : Response.ok(Templates.report(progress)).build();
    }

    /** A part of the page, which the browser asks for while something changes. */
    @GET
    @Path("progress")
    @Polled
    @Requires(Permission.BATCHES_READ)
    @RunOnVirtualThread
    public TemplateInstance part(@PathParam("id") UUID id) throws IOException, InterruptedException {
        return Templates.progress(progress(id));
    }

    /** Begins to import the file that was checked. The registry goes on when nobody waits any longer. */
    @POST
    @Path("start")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.BATCHES_CHANGE)
    @RunOnVirtualThread
    public Response start(@PathParam("id") UUID id, @RestForm String register)
            throws IOException, InterruptedException {
        var imports = apis.ofCaller().imports();
        return begin(id, imports, () -> imports.start(id, "true".equals(register)));
    }

    /** Goes on with an import that was interrupted; the id is that of the dry run. */
    @POST
    @Path("resume")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.BATCHES_CHANGE)
    @RunOnVirtualThread
    public Response resume(@PathParam("id") UUID id) throws IOException, InterruptedException {
        var imports = apis.ofCaller().imports();
        return begin(id, imports, () -> imports.resume(id));
    }

    private Response begin(UUID id, Imports imports, Callable<ImportReport> work)
            throws IOException, InterruptedException {
        var start = threads.submit(() -> {
            var report = logged(id, work);
            threads.execute(() -> simulated.onboard(id));
            return report;
        });
        try {
            return to(start.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).id());
        } catch (TimeoutException e) {
            return to(imports.get(id).started().orElse(id));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static ImportReport logged(UUID id, Callable<ImportReport> work) throws Exception {
        try {
            return work.call();
        } catch (IOException e) {
            LOG.warnf("import not started dryRun=%s: %s", id, e.getMessage());
            throw e;
        }
    }

    @GET
    @Path("rejected.csv")
    @Produces("text/csv;charset=UTF-8")
    @Requires(Permission.BATCHES_READ)
    @RunOnVirtualThread
    public Response rejected(@PathParam("id") UUID id) throws IOException, InterruptedException {
        var report = apis.ofCaller().imports().get(id);
        return Response.ok(Rejections.csv(report))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"rejected-" + id + ".csv\"")
                .build();
    }

    private Progress progress(UUID id) throws IOException, InterruptedException {
        var client = apis.ofCaller();
        var report = client.imports().get(id);
        var batch = report.batch().orElseThrow(NotFoundException::new).toString();
        var now = clock.instant();
        return Progress.of(report, client.batches().get(batch), review(client, batch, report, now), now);
    }

    private static Optional<UUID> review(HallmarkClient client, String batch, ImportReport report, Instant now)
            throws IOException, InterruptedException {
        if (report.dryRun() || !Progress.isInterrupted(report, now)) {
            return Optional.empty();
        }
        return client.batches().imports(batch).first(IMPORTS).items().stream()
                .filter(dry -> dry.started().filter(report.id()::equals).isPresent() && Progress.isKept(dry, now))
                .map(ImportReport::id)
                .findFirst();
    }

    private static Response to(UUID id) {
        return Response.seeOther(UriBuilder.fromPath("/imports/{id}").build(id)).build();
    }
}
