package dev.hallmark.client.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.client.http.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A file of devices, and what is to be done with it.
 *
 * @param contentType {@code application/json}, {@code text/csv} or {@code application/x-ndjson}
 * @param key the id of the import: progress can be asked for by it during the upload, and sending the same file again
 *     with it resumes an import that was interrupted
 * @param dryRun whether it is only reported what the import would do
 * @param keep whether the file of a dry run is kept for a day, so that {@link Imports#start} can import it
 * @param update whether devices that are known already get what the file says of them
 * @param manifest of a factory, a compact JWS over the file; verified before anything is imported
 */
public record Upload(
        String contentType,
        HttpRequest.BodyPublisher file,
        UUID key,
        boolean dryRun,
        boolean keep,
        boolean update,
        Optional<String> manifest) {

    public static final String JSON = "application/json";
    public static final String CSV = "text/csv";
    public static final String NDJSON = "application/x-ndjson";

    /** Of a file, by the end of its name: {@code .csv}, {@code .ndjson}, or else JSON. */
    public static Upload of(Path file) throws IOException {
        return of(contentType(file.getFileName().toString()), HttpRequest.BodyPublishers.ofFile(file));
    }

    /** Of a text. */
    public static Upload of(String contentType, String text) {
        return of(contentType, HttpRequest.BodyPublishers.ofString(text));
    }

    /** Of nothing but device ids. */
    public static Upload of(Collection<String> deviceIds) {
        try {
            return of(JSON, new ObjectMapper().writeValueAsString(Map.of("devices", deviceIds)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of what a publisher gives, which is asked again when the upload is sent again. */
    public static Upload of(String contentType, HttpRequest.BodyPublisher file) {
        return new Upload(contentType, file, UUID.randomUUID(), false, false, false, Optional.empty());
    }

    public Upload withKey(UUID other) {
        return new Upload(contentType, file, other, dryRun, keep, update, manifest);
    }

    public Upload asDryRun() {
        return new Upload(contentType, file, key, true, keep, update, manifest);
    }

    public Upload asKeptDryRun() {
        return new Upload(contentType, file, key, true, true, update, manifest);
    }

    public Upload asUpdate() {
        return new Upload(contentType, file, key, dryRun, keep, true, manifest);
    }

    public Upload withManifest(String jws) {
        return new Upload(contentType, file, key, dryRun, keep, update, Optional.of(jws));
    }

    /** The report of the import, which is over unless an earlier request with the same key is still at it. */
    public ImportReport sendTo(Call place) throws IOException, InterruptedException {
        var headers = new HashMap<>(Map.of("Content-Type", contentType, "Idempotency-Key", key.toString()));
        manifest.ifPresent(jws -> headers.put("Hallmark-Manifest", jws));
        return place.query("dryRun", Optional.of(Boolean.toString(dryRun)))
                .query("keep", keep ? Optional.of("true") : Optional.empty())
                .query("update", Optional.of(Boolean.toString(update)))
                .upload(file, headers, ImportReport.class);
    }

    private static String contentType(String name) {
        if (name.endsWith(".csv")) {
            return CSV;
        }
        return name.endsWith(".ndjson") ? NDJSON : JSON;
    }
}
