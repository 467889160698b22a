package dev.hallmark.console.overview;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.device.DeviceFilter;
import dev.hallmark.console.api.Apis;
import dev.hallmark.console.api.Health;
import dev.hallmark.console.api.ServiceHealth;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Asks the services for what the first page shows: a few short lists, however many devices there are. */
@ApplicationScoped
class Overviews {

    private static final int BATCHES = 5;
    private static final int COUNTED = 100;

    /** States that an operator has to end: nothing else does. */
    private static final List<String> WAITING = List.of("suspended", "transferring");

    private final Apis apis;
    private final Health health;

    Overviews(Apis apis, Health health) {
        this.apis = apis;
        this.health = health;
    }

    /** A service that does not answer is what the page is about, and no reason not to show it. */
    Overview read() throws IOException, InterruptedException {
        var client = apis.ofCaller();
        var services = health.ask();
        var concerns = new ArrayList<>(away(services));
        if (!answers("registry", services)) {
            return new Overview(concerns, List.of());
        }
        concerns.addAll(waiting(client));
        return new Overview(concerns, fleets(client));
    }

    private static List<Concern> away(List<ServiceHealth> services) {
        return services.stream()
                .filter(service -> !service.answers())
                .map(service -> Concern.service(service.service()))
                .toList();
    }

    private static boolean answers(String name, List<ServiceHealth> services) {
        return services.stream()
                .anyMatch(service -> service.answers() && service.service().equals(name));
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

    /** A list of batches does not count their devices. */
    private static List<Fleet> fleets(HallmarkClient client) throws IOException, InterruptedException {
        var fleets = new ArrayList<Fleet>();
        for (var batch : client.batches().list().first(BATCHES).items()) {
            fleets.add(Fleet.of(client.batches().get(batch.id())));
        }
        return fleets;
    }
}
