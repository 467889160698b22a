package dev.hallmark.console.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.console.api.Apis;
import dev.hallmark.console.frame.ListPage;
import dev.hallmark.operator.access.Permission;
import dev.hallmark.operator.access.Requires;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The audit trail: the list and its filters, one record in words, exports, and the signature on demand. */
@Path("/audit")
@Produces(MediaType.TEXT_HTML)
@Cancellable(false)
class AuditPage {

    private static final int RECORDS = 50;

    /** Of the records that services make by themselves. */
    private static final List<String> EVENTS = List.of(
            "dev.hallmark.certificate.issued.v1",
            "dev.hallmark.certificate.held.v1",
            "dev.hallmark.certificate.released.v1",
            "dev.hallmark.certificate.revoked.v1",
            "dev.hallmark.attestation.failed.v1");

    /** What changes something, and signing in. */
    private static final List<String> CHANGES = List.of(
            "sign-in",
            Permission.DEVICES_CHANGE.toString(),
            Permission.BATCHES_CHANGE.toString(),
            Permission.POLICIES_CHANGE.toString(),
            Permission.CERTIFICATES_CHANGE.toString(),
            Permission.REGISTRATIONS_ADD.toString(),
            Permission.FACTORY_KEYS_CHANGE.toString(),
            Permission.AUDIT_CHECKPOINT.toString());

    private static final List<String> OUTCOMES = List.of("done", "refused", "failed", "started");

    private static final List<String> TARGETS =
            List.of("device", "batch", "policy", "certificate", "import", "factory-key", "checkpoint");

    private final Apis apis;
    private final ObjectMapper json;

    AuditPage(Apis apis, ObjectMapper json) {
        this.apis = apis;
        this.json = json;
    }

    /** What the filters can be set to. */
    public record Choices(List<String> changes, List<String> events, List<String> targets, List<String> outcomes) {}

    @CheckedTemplate(basePath = "audit")
    static class Templates {
        private Templates() {}

        static native TemplateInstance list(
                AuditSearch search, ListPage<ShownRecord> records, Choices choices, boolean signed);

        static native TemplateInstance detail(ShownRecord shown, String said);
    }

    /** A search reads the same page, of which the browser takes the list. */
    @GET
    @Requires(Permission.AUDIT_READ)
    @RunOnVirtualThread
    public TemplateInstance list(
            @RestQuery String actor,
            @RestQuery String what,
            @RestQuery String target,
            @RestQuery String id,
            @RestQuery String outcome,
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery String cursor,
            @RestQuery boolean signed)
            throws IOException, InterruptedException {
        var search = new AuditSearch(actor, what, target, id, outcome, from, to);
        var listing = apis.ofCaller().audit().list(search.filter());
        var records = ListPage.read(listing, RECORDS, cursor, search.address()).map(ShownRecord::of);
        return Templates.list(search, records, new Choices(CHANGES, EVENTS, TARGETS, OUTCOMES), signed);
    }

    @GET
    @Path("{id}")
    @Requires(Permission.AUDIT_READ)
    @RunOnVirtualThread
    public TemplateInstance detail(@PathParam("id") String id)
            throws IOException, InterruptedException, JsonProcessingException {
        var record = apis.ofCaller().audit().get(id);
        var said = json.writerWithDefaultPrettyPrinter().writeValueAsString(record.data());
        return Templates.detail(ShownRecord.of(record), said);
    }

    /** From a record or a day to now, passed on as it comes. */
    @GET
    @Path("export")
    @Produces("application/x-ndjson")
    @Requires(Permission.AUDIT_READ)
    @RunOnVirtualThread
    public Response export(@RestQuery String from, @RestQuery String since) throws IOException, InterruptedException {
        var number = present(from).map(AuditPage::number);
        var day = present(since).map(AuditPage::start);
        return file(
                apis.ofCaller().audit().export(number, number.isPresent() ? Optional.empty() : day),
                "audit-trail.ndjson");
    }

    /** What verifies an export; kept apart from it. */
    @GET
    @Path("key.pem")
    @Produces("application/x-pem-file")
    @Requires(Permission.AUDIT_READ)
    @RunOnVirtualThread
    public Response key() throws IOException, InterruptedException {
        return file(apis.ofCaller().audit().keys(), "audit-key.pem");
    }

    @POST
    @Path("checkpoint")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.AUDIT_CHECKPOINT)
    @RunOnVirtualThread
    public Response checkpoint() throws IOException, InterruptedException {
        apis.ofCaller().audit().checkpoint();
        return Response.seeOther(URI.create("/audit?signed=true")).build();
    }

    private static Response file(InputStream content, String name) {
        return Response.ok(content)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .build();
    }

    private static Long number(String text) {
        if (!text.matches("[1-9][0-9]{0,17}")) {
            throw new BadRequestException("from: the number of a record is accepted");
        }
        return Long.valueOf(text);
    }

    private static Instant start(String text) {
        return AuditSearch.day(text)
                .map(AuditSearch::start)
                .orElseThrow(() -> new BadRequestException("since: a day such as 2026-03-01 is accepted"));
    }

    private static Optional<String> present(String text) {
        return Optional.ofNullable(text).map(String::strip).filter(value -> !value.isEmpty());
    }
}
