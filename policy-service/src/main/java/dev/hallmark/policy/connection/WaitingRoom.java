package dev.hallmark.policy.connection;

import dev.hallmark.policy.onboarding.OnboardingsSettled;
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
 * Where requests wait for news of their devices. A device is called when this replica commits something about it; for
 * what other replicas commit, one query per round asks for all who wait. Nobody here holds a database connection.
 */
@ApplicationScoped
class WaitingRoom {

    private final ConnectionStates states;
    private final WaitingConfiguration configuration;
    private final Vertx vertx;
    private final Set<Seat> seats = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Uni<Map<DeviceIdentity, ConnectionState>>> round = new AtomicReference<>();

    WaitingRoom(ConnectionStates states, WaitingConfiguration configuration, Vertx vertx) {
        this.states = states;
        this.configuration = configuration;
        this.vertx = vertx;
    }

    /** One waiting request. */
    static final class Seat {

        private final DeviceIdentity who;
        private volatile CompletableFuture<Uni<Map<DeviceIdentity, ConnectionState>>> call = new CompletableFuture<>();

        private Seat(DeviceIdentity who) {
            this.who = who;
        }

        private Uni<Map<DeviceIdentity, ConnectionState>> called() {
            // A copy, since whoever stops listening cancels what it listened to.
            return Uni.createFrom()
                    .completionStage(() -> call.copy())
                    .invoke(() -> call = new CompletableFuture<>())
                    .chain(found -> found);
        }
    }

    /** A place to wait in, to be left again; empty when the room is full. */
    Optional<Seat> enter(DeviceIdentity who) {
        if (seats.size() >= configuration.most()) {
            return Optional.empty();
        }
        var seat = new Seat(who);
        seats.add(seat);
        return Optional.of(seat);
    }

    int occupied() {
        return seats.size();
    }

    void leave(Seat seat) {
        seats.remove(seat);
    }

    /** What is known when this device is called, or else at the end of the round. */
    Uni<ConnectionState> news(Seat seat) {
        return Uni.join()
                .first(List.of(round.updateAndGet(running -> running == null ? newRound() : running), seat.called()))
                .toTerminate()
                .map(found -> found.getOrDefault(seat.who, ConnectionState.UNKNOWN));
    }

    void call(@Observes OnboardingsSettled settled) {
        var called = seats.stream()
                .filter(seat -> settled.devices().contains(seat.who.device()))
                .toList();
        var found = find(called).memoize().indefinitely();
        called.forEach(seat -> seat.call.complete(found));
    }

    private Uni<Map<DeviceIdentity, ConnectionState>> newRound() {
        return pause().invoke(() -> round.set(null))
                .chain(() -> find(seats))
                .memoize()
                .indefinitely();
    }

    private Uni<Map<DeviceIdentity, ConnectionState>> find(Collection<Seat> waiting) {
        return states.find(waiting.stream().map(seat -> seat.who).collect(Collectors.toSet()));
    }

    private Uni<Long> pause() {
        return Uni.createFrom()
                .emitter(emitter -> vertx.setTimer(configuration.poll().toMillis(), emitter::complete));
    }
}
