package dev.hallmark.client.device;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hallmark.client.http.Api;
import dev.hallmark.client.http.Listing;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Devices, each by its id or common name. */
public final class Devices {

    private static final String PATH = "/api/registry/v1/devices";

    private final Api api;

    public Devices(Api api) {
        this.api = api;
    }

    public Listing<Device> list(DeviceFilter filter) {
        return api.at(PATH)
                .query("batch", filter.batch())
                .query("policy", filter.policy())
                .query("state", filter.state())
                .query("q", filter.text())
                .list(Device.class);
    }

    public Device get(String device) throws IOException, InterruptedException {
        return api.at(PATH, device).get(Device.class);
    }

    /** How many devices were onboarded on each of the last days: 1 to 366, with today. */
    public Onboardings onboardings(int days) throws IOException, InterruptedException {
        return api.at("/api/registry/v1/onboardings")
                .query("days", Optional.of(Integer.toString(days)))
                .get(Onboardings.class);
    }

    /** What happened to a device, the latest first. */
    public Listing<TimelineEntry> timeline(String device) {
        return api.at(PATH, device, "timeline").list(TimelineEntry.class);
    }

    /**
     * Changes the standing of a device; certificates follow after the answer.
     *
     * @param reason for the timeline and the audit record, at most 500 characters
     */
    @CanIgnoreReturnValue
    public Device command(String device, LifecycleCommand command, String reason)
            throws IOException, InterruptedException {
        return api.at(PATH, device, command.toString()).post(Map.of("reason", reason), Device.class);
    }
}
