package dev.hallmark.console.overview;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.certificate.CertificateFilter;
import dev.hallmark.client.certificate.Expiries;
import dev.hallmark.client.device.DeviceFilter;
import dev.hallmark.client.device.Onboardings;
import dev.hallmark.console.api.Apis;
import dev.hallmark.console.api.Health;
import dev.hallmark.console.api.ServiceHealth;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks the services for what the first page shows: a few short lists, however many devices there are. */
@ApplicationScoped
class Overviews {

    private static final int BATCHES = 5;
    private static final int COUNTED = 100;
    private static final int DAYS = 30;
    private static final Duration OVERDUE = Duration.ofDays(7);
    private static final Duration REVOCATIONS_DUE = Duration.ofDays(1);

    /** States that an operator has to end: nothing else does. */
    private static final List<String> WAITING = List.of("suspended", "transferring");

    private final Apis apis;
    private final Health health;
    private final Clock clock;

    Overviews(Apis apis, Health health, Clock clock) {
        this.apis = apis;
        this.health = health;
        this.clock = clock;
    }

    /** A service that does not answer is what the page is about, and no reason not to show it. */
    Overview read() throws IOException, InterruptedException {
        var client = apis.ofCaller();
        var services = health.ask();
        var concerns = new ArrayList<>(away(services));
        var fleets = new ArrayList<Fleet>();
        var onboardings = Optional.<Onboardings>empty();
        var expiries = Optional.<Expiries>empty();
        if (answers("ca", services)) {
            concerns.addAll(revocations(client));
            concerns.addAll(overdue(client));
            expiries = Optional.of(client.certificates().expiries());
        }
        if (answers("registry", services)) {
            concerns.addAll(waiting(client));
            concerns.addAll(deadLetters(client));
            fleets.addAll(fleets(client));
            onboardings = Optional.of(client.devices().onboardings(DAYS));
        }
        return new Overview(concerns, fleets, onboardings, expiries);
    }

    private static List<Concern> away(List<ServiceHealth> services) {
        return services.stream()
                .filter(service -> !service.ready())
                .map(service -> Concern.service(service.service()))
                .toList();
    }

    private static boolean answers(String name, List<ServiceHealth> services) {
        return services.stream()
                .anyMatch(service -> service.ready() && service.service().equals(name));
    }

    /** Lists of revocations that expire within a day: the service should have replaced them long before. */
    private List<Concern> revocations(HallmarkClient client) throws IOException, InterruptedException {
        var due = clock.instant().plus(REVOCATIONS_DUE);
        return client.authorities().list().all().stream()
                .filter(authority -> authority
                        .crlNextUpdate()
                        .filter(end -> end.isBefore(due))
                        .isPresent())
                .map(authority -> Concern.revocations(authority.id()))
                .toList();
    }

    /** Certificates that end soon though their devices should have renewed them. */
    private List<Concern> overdue(HallmarkClient client) throws IOException, InterruptedException {
        var now = clock.instant();
        var page = client.certificates()
                .list(CertificateFilter.ALL.expiring(Optional.of(now), Optional.of(now.plus(OVERDUE))))
                .first(COUNTED);
        var overdue = page.items().stream()
                .filter(certificate -> certificate.supersededFrom().isEmpty())
                .filter(certificate -> certificate
                        .renewAfter()
                        .filter(from -> from.isBefore(now))
                        .isPresent())
                .count();
        return overdue == 0
                ? List.of()
                : List.of(Concern.certificates((int) overdue, page.next().isPresent()));
    }

    private static List<Concern> waiting(HallmarkClient client) throws IOException, InterruptedException {
        var concerns = new ArrayList<Concern>();
        for (var state : WAITING) {
            var page = client.devices().list(DeviceFilter.ALL.inState(state)).first(COUNTED);
            if (!page.items().isEmpty()) {
                concerns.add(new Concern(
                        Concern.Kind.DEVICES,
                        state,
                        page.items().size(),
                        page.next().isPresent()));
            }
        }
        return concerns;
    }

    private static List<Concern> deadLetters(HallmarkClient client) throws IOException, InterruptedException {
        var page = client.deadLetters().list(Optional.empty()).first(COUNTED);
        return page.items().isEmpty()
                ? List.of()
                : List.of(Concern.deadLetters(page.items().size(), page.next().isPresent()));
    }

    /** A list of batches does not count their devices. */
    private static List<Fleet> fleets(HallmarkClient client) throws IOException, InterruptedException {
        var fleets = new ArrayList<Fleet>();
        for (var batch : client.batches().list().first(BATCHES).items()) {
            fleets.add(Fleet.of(client.batches().get(batch.id())));
        }
        return fleets;
    }
}
