package dev.hallmark.console.overview;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.certificate.CertificateFilter;
import dev.hallmark.client.device.DeviceFilter;
import dev.hallmark.client.http.ApiException;
import dev.hallmark.console.api.Apis;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks the services for what the first page shows: a few short lists, however many devices there are. */
@ApplicationScoped
class Overviews {

    private static final int BATCHES = 5;
    private static final int COUNTED = 100;

    /** States that an operator has to end: nothing else does. */
    private static final List<String> WAITING = List.of("suspended", "transferring");

    private static final int FAULT = 500;

    private final Apis apis;

    Overviews(Apis apis) {
        this.apis = apis;
    }

    /** A call of one service. */
    @FunctionalInterface
    private interface Question {
        List<?> ask() throws IOException, InterruptedException;
    }

    Overview read() throws IOException, InterruptedException {
        var client = apis.ofCaller();
        var concerns = new ArrayList<Concern>();
        var fleets = new ArrayList<Fleet>();
        concern("registry", () -> {
                    fleets.addAll(fleets(client));
                    concerns.addAll(waiting(client));
                    return fleets;
                })
                .ifPresent(concerns::add);
        concern("policy", () -> client.policies().list().first(1).items()).ifPresent(concerns::add);
        concern("ca", () -> client.certificates()
                        .list(CertificateFilter.ALL)
                        .first(1)
                        .items())
                .ifPresent(concerns::add);
        return new Overview(concerns, fleets);
    }

    /** A service that does not answer is what the page is about, and no reason not to show it. */
    private static Optional<Concern> concern(String service, Question question)
            throws IOException, InterruptedException {
        try {
            var unused = question.ask();
            return Optional.empty();
        } catch (ApiException e) {
            if (e.status() < FAULT) {
                throw e;
            }
            return Optional.of(Concern.service(service));
        } catch (IOException e) {
            return Optional.of(Concern.service(service));
        }
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
