package dev.hallmark.mosquitto.trust;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.commons.pki.PkiMirror;
import dev.hallmark.commons.pki.PkiSnapshot;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Keeps the broker's files up to date with the public PKI, and has the broker read them. */
@ApplicationScoped
public class BrokerTrust {

    private static final Logger LOG = Logger.getLogger(BrokerTrust.class);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final PkiMirror mirror;
    private final Path directory;
    private final BrokerProcess broker;
    private final Set<TenantId> tenants;
    private final Vertx vertx;
    private final Clock clock;
    private final LoadedCrls loaded = new LoadedCrls();
    private final AtomicBoolean waiting = new AtomicBoolean();
    private volatile boolean written;
    private boolean reloaded;

    BrokerTrust(
            PkiMirror mirror,
            TrustSettings settings,
            @ConfigProperty(name = "hallmark.tenants") List<String> tenants,
            Vertx vertx,
            Clock clock) {
        this.mirror = mirror;
        this.directory = settings.directory();
        this.broker = new BrokerProcess(settings.pidFile(), Path.of("/proc"));
        this.tenants = tenants.stream().map(TenantId::of).collect(Collectors.toUnmodifiableSet());
        this.vertx = vertx;
        this.clock = clock;
    }

    /** Whether this broker serves devices of the tenant. */
    public boolean covers(TenantId tenant) {
        return tenants.contains(tenant);
    }

    /** Whether the broker has files it can start with. */
    public boolean isWritten() {
        return written;
    }

    void follow(@Observes PkiSnapshot changed) {
        follow();
    }

    private void follow() {
        vertx.executeBlocking(this::apply).onFailure(failure -> {
            LOG.errorf(failure, "the broker's files in %s cannot be written", directory);
            if (waiting.compareAndSet(false, true)) {
                vertx.setTimer(AGAIN.toMillis(), timer -> {
                    waiting.set(false);
                    follow();
                });
            }
        });
    }

    /**
     * Has the broker load a CRL of at least this number, which lists a revocation.
     *
     * <p>The broker reads its files at the end of the iteration of its loop in which the signal arrived. Any connection
     * after this is accepted in a later iteration: there is no need to ask the broker whether it has finished.
     *
     * @return since when it is loaded; fails when it cannot be now, and the caller may try again
     */
    public Uni<Instant> load(String authority, BigInteger number) {
        return Uni.createFrom()
                .item(() -> loaded.since(authority, number))
                .chain(since -> since.isPresent()
                        ? Uni.createFrom().item(since.get())
                        : mirror.refresh().chain(this::applied).map(done -> loaded.since(authority, number)
                                .orElseThrow(() -> new IllegalStateException(
                                        "CRL %d of %s is not loaded yet".formatted(number, authority)))));
    }

    private Uni<Void> applied() {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(this::apply).toCompletionStage());
    }

    /** Always writes the current mirror: calls come in any order, and an older CRL must not replace a newer one. */
    private synchronized Void apply() throws IOException, InterruptedException {
        var snapshot = mirror.current();
        var files = TrustFiles.of(snapshot, tenants);
        if (files.isEmpty()) {
            return null;
        }
        Files.createDirectories(directory);
        var changed = false;
        for (var file : files.get().byName().entrySet()) {
            changed |= new PublicFile(directory.resolve(file.getKey())).write(file.getValue());
        }
        written = true;
        reload(changed);
        if (reloaded) {
            loaded.loaded(snapshot, clock.instant());
        }
        return null;
    }

    private void reload(boolean changed) throws IOException, InterruptedException {
        if (changed || !reloaded) {
            reloaded = false;
            reloaded = broker.reload();
            LOG.infof("broker files written directory=%s changed=%s reloaded=%s", directory, changed, reloaded);
        }
    }
}
