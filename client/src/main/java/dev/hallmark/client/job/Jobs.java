package dev.hallmark.client.job;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hallmark.client.http.Api;
import dev.hallmark.client.http.Listing;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;

/** Lifecycle commands for many devices. */
public final class Jobs {

    private static final String PATH = "/api/registry/v1/jobs";

    private final Api api;

    public Jobs(Api api) {
        this.api = api;
    }

    /** How many devices it would be for; changes nothing. */
    public JobPreview preview(NewJob wanted) throws IOException, InterruptedException {
        return api.at(PATH, "preview").post(wanted, JobPreview.class);
    }

    @CanIgnoreReturnValue
    public Job begin(NewJob wanted) throws IOException, InterruptedException {
        return api.at(PATH).post(wanted, Job.class);
    }

    public Job get(UUID id) throws IOException, InterruptedException {
        return api.at(PATH, id.toString()).get(Job.class);
    }

    /** The latest first. */
    public Listing<Job> list() {
        return api.at(PATH).list(Job.class);
    }

    /** Stops a job; what it has done stays done. */
    @CanIgnoreReturnValue
    public Job cancel(UUID id, String reason) throws IOException, InterruptedException {
        return api.at(PATH, id.toString(), "cancel").post(Map.of("reason", reason), Job.class);
    }
}
