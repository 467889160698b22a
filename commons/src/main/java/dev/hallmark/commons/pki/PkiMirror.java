package dev.hallmark.commons.pki;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A current copy of the issuing authorities and their full CRLs. It starts empty, retries after faults, and fires a
 * {@link PkiSnapshot} as a CDI event (on an event loop: observers do not block) whenever something has changed. Without
 * {@code hallmark.pki.url} it stays empty and does nothing.
 */
@ApplicationScoped
public class PkiMirror {
    private static final Logger LOG = Logger.getLogger(PkiMirror.class);

    /** How long it may take until all services have started. */
    private static final Duration START = Duration.ofMinutes(1);

    private final PkiSettings settings;
    private final Vertx vertx;
    private final Clock clock;
    private final Event<PkiSnapshot> changes;
    private final Optional<SnapshotReader> reader;
    private final SingleFlight<PkiSnapshot> flight = new SingleFlight<>(this::mirror);
    private volatile PkiSnapshot current = PkiSnapshot.EMPTY;
    private volatile MirrorState state;
    /** The problems that were logged last. */
    private volatile List<String> reported = List.of();

    private volatile boolean stopped;

    PkiMirror(PkiSettings settings, Vertx vertx, ObjectMapper json, Clock clock, Event<PkiSnapshot> changes) {
        this.settings = settings;
        this.vertx = vertx;
        this.clock = clock;
        this.changes = changes;
        this.state = MirrorState.startedAt(clock.instant());
        this.reader = settings.url()
                .map(PkiMirror::withoutTrailingSlash)
                .map(url -> new SnapshotReader(url, vertx, json, new PkiDocuments(vertx, settings.timeout())));
    }

    /** The current snapshot; never null, empty until the first answer. */
    public PkiSnapshot current() {
        return current;
    }

    /**
     * Reads the PKI, and returns what a read that began after this call has found. Fails when the index cannot be read;
     * a single CRL that cannot be read stays as it was, so a caller that waits for a CRL number compares it and calls
     * again.
     */
    public Uni<PkiSnapshot> refresh() {
        return Uni.createFrom().completionStage(() -> flight.run().toCompletionStage());
    }

    void start(@Observes StartupEvent event) {
        if (reader.isPresent()) {
            poll();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    MirrorState state() {
        return state;
    }

    boolean active() {
        return reader.isPresent();
    }

    /** How old the last success may be before the mirror is stale. */
    Duration tolerance() {
        return settings.refreshInterval().multipliedBy(3).plus(settings.timeout());
    }

    private void poll() {
        flight.run().onComplete(done -> scheduleNext());
    }

    private void scheduleNext() {
        if (!stopped) {
            vertx.setTimer(pause().toMillis(), timer -> poll());
        }
    }

    private Duration pause() {
        return state.failing() || current.authorities().isEmpty()
                ? settings.retryInterval()
                : settings.refreshInterval();
    }

    private Future<PkiSnapshot> mirror() {
        return reader.map(SnapshotReader::read)
                .orElseGet(() -> Future.failedFuture(new IllegalStateException("hallmark.pki.url is not set")))
                .map(this::accept)
                .onFailure(failure -> note(List.of(String.valueOf(failure.getMessage()))));
    }

    private PkiSnapshot accept(SnapshotReader.Reading reading) {
        note(reading.problems());
        if (!reading.snapshot().equals(current)) {
            current = reading.snapshot();
            LOG.infof("public PKI mirrored: %s", current.summary());
            changes.fire(current);
        }
        return current;
    }

    /**
     * Logs one line when problems begin or change, and one when they are over; none while services may still be
     * starting.
     */
    private void note(List<String> problems) {
        var now = clock.instant();
        state = state.after(problems, now);
        if (stopped || (reported.isEmpty() && isStarting(now))) {
            return;
        }
        if (!problems.isEmpty() && !problems.equals(reported)) {
            LOG.warnf("public PKI cannot be mirrored completely: %s", problems);
        } else if (problems.isEmpty() && !reported.isEmpty()) {
            LOG.info("public PKI is mirrored again");
        }
        reported = problems;
    }

    private boolean isStarting(Instant now) {
        return current.authorities().isEmpty() && !state.stale(now, START);
    }

    private static URI withoutTrailingSlash(URI url) {
        return URI.create(url.toString().replaceAll("/+$", ""));
    }
}
