package dev.hallmark.registry.imports;

import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Locale;

/** A file on its way in. */
public final class Upload {

    public static final String CSV = "text/csv";
    public static final String NDJSON = "application/x-ndjson";

    private final HttpServerRequest request;
    private final MediaType type;

    public Upload(HttpServerRequest request, MediaType type) {
        this.request = request;
        this.type = type;
    }

    Multi<byte[]> body() {
        return RequestBody.of(request);
    }

    RowReader reader() {
        return switch ((type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT)) {
            case CSV -> new CsvReader();
            case NDJSON -> new NdjsonReader();
            default -> new JsonReader();
        };
    }

    /** The answer once the file was read to its end. */
    public static Response answer(ImportReport report) {
        return Response.accepted(report)
                .location(URI.create("/api/registry/v1/imports/" + report.id()))
                .build();
    }
}
