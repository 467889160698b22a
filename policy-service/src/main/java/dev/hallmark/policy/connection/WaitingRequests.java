package dev.hallmark.policy.connection;

import dev.hallmark.policy.onboarding.CertificatesChanged;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * Requests that wait for the onboarding of their devices. A request is woken when this replica commits a change to its
 * device; for what other replicas commit, one query per round reads the state for all of them. None of them holds a
 * database connection.
 */
@ApplicationScoped
class WaitingRequests {

    private final ConnectionStates states;
    private final WaitingConfiguration configuration;
    private final Vertx vertx;
    private final Set<Waiting> requests = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Uni<Map<DeviceIdentity, ConnectionState>>> round = new AtomicReference<>();

    WaitingRequests(ConnectionStates states, WaitingConfiguration configuration, Vertx vertx) {
        this.states = states;
        this.configuration = configuration;
        this.vertx = vertx;
    }

    /** One waiting request. */
    static final class Waiting {

        private final DeviceIdentity who;
        private volatile CompletableFuture<Uni<Map<DeviceIdentity, ConnectionState>>> wakeUp =
                new CompletableFuture<>();

        private Waiting(DeviceIdentity who) {
            this.who = who;
        }

        private Uni<Map<DeviceIdentity, ConnectionState>> woken() {
            // A copy, since a subscriber that leaves cancels its future.
            return Uni.createFrom()
                    .completionStage(() -> wakeUp.copy())
                    .invoke(() -> wakeUp = new CompletableFuture<>())
                    .chain(found -> found);
        }
    }

    /** Adds a request, which must be removed again; empty when too many wait. */
    Optional<Waiting> add(DeviceIdentity who) {
        if (requests.size() >= configuration.most()) {
            return Optional.empty();
        }
        var request = new Waiting(who);
        requests.add(request);
        return Optional.of(request);
    }

    int size() {
        return requests.size();
    }

    void remove(Waiting request) {
        requests.remove(request);
    }

    /** The state when the request is woken, or else at the end of the round. */
    Uni<ConnectionState> next(Waiting request) {
        return Uni.join()
                .first(List.of(round.updateAndGet(running -> running == null ? newRound() : running), request.woken()))
                .toTerminate()
                .map(found -> found.getOrDefault(request.who, ConnectionState.UNKNOWN));
    }

    void wake(@Observes CertificatesChanged changed) {
        var woken = requests.stream()
                .filter(request -> changed.devices().contains(request.who.device()))
                .toList();
        var found = find(woken).memoize().indefinitely();
        woken.forEach(request -> request.wakeUp.complete(found));
    }

    private Uni<Map<DeviceIdentity, ConnectionState>> newRound() {
        return pause().invoke(() -> round.set(null))
                .chain(() -> find(requests))
                .memoize()
                .indefinitely();
    }

    private Uni<Map<DeviceIdentity, ConnectionState>> find(Collection<Waiting> waiting) {
        return states.find(waiting.stream().map(request -> request.who).collect(Collectors.toSet()));
    }

    private Uni<Long> pause() {
        return Uni.createFrom()
                .emitter(emitter -> vertx.setTimer(configuration.poll().toMillis(), emitter::complete));
    }
}
