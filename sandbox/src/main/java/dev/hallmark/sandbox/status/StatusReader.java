package dev.hallmark.sandbox.status;

import dev.hallmark.sandbox.component.ComponentProcesses;
import dev.hallmark.sandbox.component.Memory;
import dev.hallmark.sandbox.home.Home;
import dev.hallmark.sandbox.services.Service;
import dev.hallmark.sandbox.services.Services;
import dev.hallmark.sandbox.status.ComponentStatus.State;
import dev.hallmark.sandbox.status.Status.Outbox;
import dev.hallmark.sandbox.status.Status.Problem;
import dev.hallmark.sandbox.system.Addresses;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Asks everything in a running sandbox how it is. */
public final class StatusReader {
    private static final List<String> STORES = List.of("postgres", "kafka");
    private static final String DEAD_LETTERS = "dead letters";
    private static final List<String> SERVICES =
            Services.all().stream().map(Service::name).toList();

    private final Home home;
    private final Addresses addresses;
    private final Management http;
    private final Map<String, Long> memory;
    private final List<Problem> problems = new ArrayList<>();
    /** By service: its replicas share one. */
    private final Map<String, Outbox> outboxes = new LinkedHashMap<>();
    /** By consumer: one service knows them all. */
    private final Map<String, Long> deadLetters = new TreeMap<>();

    private StatusReader(Home home, Management http) throws IOException {
        this.home = home;
        this.http = http;
        this.addresses = Addresses.read(home);
        this.memory = Memory.mebibytes(home);
    }

    public static Status read(Home home) throws IOException, InterruptedException {
        try (var http = new Management()) {
            return new StatusReader(home, http).read();
        }
    }

    private Status read() throws IOException, InterruptedException {
        var components = new ArrayList<ComponentStatus>();
        for (var store : STORES) {
            components.add(component(store, () -> State.READY));
        }
        for (var service : SERVICES) {
            for (var replica : addresses.replicas(service)) {
                components.add(component(replica, () -> service(service, replica)));
            }
        }
        components.add(component("mosquitto", () -> State.READY));
        if (addresses.issuer().isPresent()) {
            components.add(component("keycloak", this::keycloak));
        }
        components.stream()
                .filter(one -> !one.isReady())
                .forEach(one -> problems.add(new Problem(one.name(), one.state().toString())));
        var kafka = KafkaStatus.read(addresses.of("kafka"));
        problems.addAll(kafka.problems());
        deadLetters.forEach((consumer, count) -> problems.add(new Problem(
                consumer,
                (count == 1 ? "1 dead letter" : count + " dead letters") + "; see ./hallmark ctl dead-letters list")));
        var authorities = authorities();
        return new Status(
                components,
                List.copyOf(outboxes.values()),
                kafka.groups(),
                deadLetters,
                authorities,
                problems,
                new LogTail(home).of(processes(), interesting()));
    }

    /**
     * While there is no problem, warnings from the start are over. While there is one, its cause may have been logged once
     * and long ago.
     */
    private Instant interesting() throws IOException {
        return problems.isEmpty() ? Addresses.writtenAt(home) : Instant.EPOCH;
    }

    private ComponentStatus component(String name, Supplier<State> question) throws IOException {
        var process = ComponentProcesses.of(home, name);
        var started = process.flatMap(found -> found.info().startInstant());
        return new ComponentStatus(
                name,
                process.isPresent() ? question.get() : State.GONE,
                addresses.of(name),
                process.map(ProcessHandle::pid).orElse(0L),
                process.isPresent() ? memory.getOrDefault(name, 0L) : 0,
                started.map(since -> Duration.between(since, Instant.now()).toSeconds())
                        .orElse(0L));
    }

    private List<String> processes() {
        return SERVICES.stream()
                .flatMap(service -> addresses.replicas(service).stream())
                .toList();
    }

    private State service(String service, String name) {
        var management = addresses.management(name);
        var ready = http.checks(management, "ready");
        if (ready.isEmpty()) {
            return State.SILENT;
        }
        report(name, ready.get());
        var well = http.checks(management, "well").orElse(List.of());
        report(
                name,
                well.stream()
                        .filter(check -> !check.name().equals(DEAD_LETTERS))
                        .toList());
        well.stream()
                .filter(check -> check.name().equals(DEAD_LETTERS))
                .flatMap(check -> check.data().properties().stream())
                .forEach(count ->
                        deadLetters.put(count.getKey(), count.getValue().asLong()));
        well.stream()
                .filter(check -> check.data().has("oldest-seconds"))
                .forEach(check -> outboxes.putIfAbsent(
                        service,
                        new Outbox(
                                service,
                                check.data().path("events").asLong(),
                                check.data().path("oldest-seconds").asLong())));
        return ready.get().stream().allMatch(Check::up) ? State.READY : State.NOT_READY;
    }

    private State keycloak() {
        return http.document(addresses.issuer().orElseThrow())
                .filter(realm -> realm.has("realm"))
                .map(realm -> State.READY)
                .orElse(State.SILENT);
    }

    private void report(String where, List<Check> checks) {
        checks.stream().filter(Check::isWrong).forEach(check -> problems.add(new Problem(where, check.problem())));
    }

    private List<Status.Authority> authorities() {
        var lists = new RevocationLists(http, addresses.of("pki")).read();
        if (lists.isEmpty()) {
            problems.add(new Problem("pki", "does not answer"));
        }
        var found = lists.orElse(List.of());
        found.stream()
                .filter(authority -> authority.nextUpdate().isBefore(Instant.now()))
                .forEach(authority -> problems.add(new Problem(authority.name(), "its CRL has expired")));
        return found.stream()
                .sorted(Comparator.comparing(Status.Authority::name))
                .toList();
    }
}
