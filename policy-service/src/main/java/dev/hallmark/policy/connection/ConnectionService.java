package dev.hallmark.policy.connection;

import dev.hallmark.policy.connection.ConnectionException.Code;
import dev.hallmark.policy.connection.ConnectionState.Answer;
import dev.hallmark.policy.connection.ConnectionState.Ready;
import dev.hallmark.policy.connection.ConnectionState.Unavailable;
import dev.hallmark.policy.target.ConnectionDetails;
import dev.hallmark.policy.target.Targets;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds out how a device connects, and waits for its onboarding. */
@ApplicationScoped
class ConnectionService {

    private final ConnectionStates states;
    private final WaitingRequests waiting;
    private final Targets targets;

    ConnectionService(ConnectionStates states, WaitingRequests waiting, Targets targets) {
        this.states = states;
        this.waiting = waiting;
        this.targets = targets;
    }

    /** How to connect, and when to ask for the next certificate. */
    record Connection(ConnectionDetails details, Instant renewAfter) {}

    /**
     * The details for this device.
     *
     * @param patience how long to wait for its onboarding at most
     * @return empty when that is not done yet; fails with {@link ConnectionException} REFUSED or FAILED
     */
    Uni<Optional<Connection>> connect(DeviceIdentity who, Duration patience) {
        return patience.isPositive()
                ? waiting.add(who).map(request -> wait(request, who, patience)).orElseGet(() -> look(who))
                : look(who);
    }

    private Uni<Optional<Connection>> look(DeviceIdentity who) {
        return answer(who).map(answer -> connection(who, answer));
    }

    /** The request is added before the first look, so that no commit is missed between the two. */
    private Uni<Optional<Connection>> wait(WaitingRequests.Waiting request, DeviceIdentity who, Duration patience) {
        return answer(who)
                .chain(answer -> untilSettled(answer, request, who))
                .ifNoItem()
                .after(patience)
                .recoverWithItem(Unavailable.PROVISIONING)
                .eventually(() -> waiting.remove(request))
                .map(answer -> connection(who, answer));
    }

    private Uni<Answer> untilSettled(Answer answer, WaitingRequests.Waiting request, DeviceIdentity who) {
        return answer != Unavailable.PROVISIONING
                ? Uni.createFrom().item(answer)
                : waiting.next(request).chain(state -> untilSettled(state.answer(who), request, who));
    }

    private Uni<Answer> answer(DeviceIdentity who) {
        return states.find(List.of(who))
                .map(found -> found.getOrDefault(who, ConnectionState.UNKNOWN).answer(who));
    }

    private Optional<Connection> connection(DeviceIdentity who, Answer answer) {
        return switch (answer) {
            case Ready ready -> Optional.of(connection(who, ready));
            case Unavailable.PROVISIONING -> Optional.empty();
            case Unavailable.REFUSED -> throw new ConnectionException(Code.DEVICE_REFUSED, "no longer good: " + who);
            case Unavailable.FAILED ->
                throw new ConnectionException(Code.PROVISIONING_FAILED, "onboarding failed: " + who);
        };
    }

    private Connection connection(DeviceIdentity who, Ready ready) {
        var target = ready.target();
        return targets.find(target.kind())
                .map(connector -> connector.details(who.device(), target.settings()))
                .map(details -> new Connection(details, ready.renewAfter()))
                .orElseThrow(
                        () -> new ConnectionException(Code.PROVISIONING_FAILED, "no connector for " + target.kind()));
    }
}
