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
 * A fresh copy of the issuing authorities and their full CRLs. It starts empty, heals by itself, and fires a
 * {@link PkiSnapshot} as a CDI event (on an event loop: observers do not block) whenever something has changed. Without
 * {@code hallmark.pki.url} it stays empty and does nothing.
 */
@ApplicationScoped
public class PkiMirror {
    private static final Logger LOG = Logger.getLogger(PkiMirror.class);

    /** So long it may take until all services are there. */
    private static final Duration START = Duration.ofMinutes(1);

    private final PkiSettings settings;
    private final Vertx vertx;
    private final Clock clock;
    private final Event<PkiSnapshot> changes;
    private final Optional<SnapshotReader> reader;
    private final SingleFlight<PkiSnapshot> flight = new SingleFlight<>(this::mirror);
    private volatile PkiSnapshot current = PkiSnapshot.EMPTY;
    private volatile MirrorState state;
    /** The trouble that the log knows of. */
    private volatile List<String> told = List.of();

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

    /** What is known now; never null, empty until the first answer. */
    public PkiSnapshot current() {
        return current;
    }

    /**
     * Looks now, and gives what a look begun after this call has seen. Fails when the index cannot be read; a single
     * CRL that cannot be read stays as it was, so who waits for a CRL number compares it and asks again.
     */
    public Uni<PkiSnapshot> refresh() {
        return Uni.createFrom().completionStage(() -> flight.run().toCompletionStage());
    }

    void start(@Observes StartupEvent event) {
        if (reader.isPresent()) {
            look();
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

    /** How long the last success may lie back before the mirror counts as stale. */
    Duration tolerance() {
        return settings.refreshInterval().multipliedBy(3).plus(settings.timeout());
    }

    private void look() {
        flight.run().onComplete(done -> scheduleNext());
    }

    private void scheduleNext() {
        if (!stopped) {
            vertx.setTimer(pause().toMillis(), timer -> look());
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

    /** One line when trouble begins or changes, and one when it has passed; none while both sides may still be starting. */
    private void note(List<String> problems) {
        var now = clock.instant();
        state = state.after(problems, now);
        if (stopped || (told.isEmpty() && isStarting(now))) {
            return;
        }
        if (!problems.isEmpty() && !problems.equals(told)) {
            LOG.warnf("public PKI cannot be mirrored whole: %s", problems);
        } else if (problems.isEmpty() && !told.isEmpty()) {
            LOG.info("public PKI is mirrored again");
        }
        told = problems;
    }

    private boolean isStarting(Instant now) {
        return current.authorities().isEmpty() && !state.stale(now, START);
    }

    private static URI withoutTrailingSlash(URI url) {
        return URI.create(url.toString().replaceAll("/+$", ""));
    }
}
