package dev.hallmark.console.imports;

import dev.hallmark.client.batch.Batch;
import dev.hallmark.client.imports.ImportReport;
import dev.hallmark.console.batch.Census;
import dev.hallmark.console.frame.DeviceState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * An import, and how far the devices of its batch have come.
 *
 * @param kept whether the file of a dry run is still kept
 * @param review the dry run whose file this import was started with, if it can be continued
 */
public record Progress(
        ImportReport report, Rejections rejections, Batch batch, Census census, boolean kept, Optional<UUID> review) {

    /** An import that has made no progress for so long has been interrupted. */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    /** How many devices have come at least as far as a stage. */
    public record Step(String state, String colour, long devices) {}

    static Progress of(ImportReport report, Batch batch, Optional<UUID> review, Instant now) {
        return new Progress(
                report, Rejections.of(report), batch, Census.of(batch.devices()), isKept(report, now), review);
    }

    static boolean isKept(ImportReport report, Instant now) {
        return report.keptUntil().filter(now::isBefore).isPresent();
    }

    /** Whether nobody imports the rest of the file. */
    static boolean isInterrupted(ImportReport report, Instant now) {
        return report.state() == ImportReport.State.FAILED
                || (report.state() == ImportReport.State.RUNNING
                        && report.updatedAt().plus(SILENCE).isBefore(now));
    }

    public List<Step> funnel() {
        return Stream.of(DeviceState.REGISTERED, DeviceState.ATTESTED, DeviceState.ENROLLED, DeviceState.ONBOARDED)
                .map(stage -> new Step(stage.toString(), stage.colour(), census.reached(stage)))
                .toList();
    }

    /** The widest bar of the funnel. */
    public long most() {
        return Math.max(1, census.reached(DeviceState.REGISTERED));
    }

    /** Whether a start would import anything. */
    public boolean startable() {
        return kept && report.dryRun() && report.accepted() + rejections.unregistered() > 0;
    }

    public boolean running() {
        return report.state() == ImportReport.State.RUNNING;
    }

    public boolean failed() {
        return report.state() == ImportReport.State.FAILED;
    }

    /** Whether something is still going to change. */
    public boolean live() {
        return running()
                || (!report.dryRun() && census.reached(DeviceState.ONBOARDED) < census.reached(DeviceState.REGISTERED));
    }
}
