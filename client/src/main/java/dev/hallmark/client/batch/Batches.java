package dev.hallmark.client.batch;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hallmark.client.http.Api;
import dev.hallmark.client.http.Listing;
import dev.hallmark.client.imports.ImportReport;
import dev.hallmark.client.imports.Upload;
import java.io.IOException;
import java.util.Map;

/** Batches, each by its id or name. */
public final class Batches {

    private static final String PATH = "/api/registry/v1/batches";

    private final Api api;

    public Batches(Api api) {
        this.api = api;
    }

    public Listing<Batch> list() {
        return api.at(PATH).list(Batch.class);
    }

    public Batch get(String batch) throws IOException, InterruptedException {
        return api.at(PATH, batch).get(Batch.class);
    }

    /** Refused, too, for a policy so new that the registry has not received it yet: attempt that again after a while. */
    @CanIgnoreReturnValue
    public Batch create(NewBatch batch) throws IOException, InterruptedException {
        return api.at(PATH).post(batch, Batch.class);
    }

    /**
     * Imports the devices of a file into a batch.
     *
     * @return the report, not yet final if an earlier request with the same key still runs
     */
    @CanIgnoreReturnValue
    public ImportReport add(String batch, Upload file) throws IOException, InterruptedException {
        return file.sendTo(api.at(PATH, batch, "devices"));
    }

    /** The imports into a batch, the latest first, without their errors. */
    public Listing<ImportReport> imports(String batch) {
        return api.at(PATH, batch, "imports").list(ImportReport.class);
    }

    /**
     * Gives a batch and all its devices another policy, by the policy's id or name; the devices follow after the answer,
     * and {@link Batch#move} shows how many have.
     *
     * @param reason for the audit record, at most 500 characters
     */
    @CanIgnoreReturnValue
    public Batch move(String batch, String policy, String reason) throws IOException, InterruptedException {
        return api.at(PATH, batch, "move").post(Map.of("policy", policy, "reason", reason), Batch.class);
    }
}
