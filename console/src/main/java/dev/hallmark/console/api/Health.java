package dev.hallmark.console.api;

import dev.hallmark.client.http.ApiException;
import dev.hallmark.client.status.Statuses;
import dev.hallmark.operator.access.Caller;
import dev.hallmark.operator.access.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How the services are, as they say themselves to the person who asks. */
@ApplicationScoped
public class Health {

    private static final int FAULT = 500;

    private final Apis apis;
    private final Caller caller;

    Health(Apis apis, Caller caller) {
        this.apis = apis;
        this.caller = caller;
    }

    public List<ServiceHealth> ask() throws IOException, InterruptedException {
        if (!caller.may(Permission.STATUS_READ)) {
            return List.of();
        }
        var statuses = apis.ofCaller().statuses();
        var answers = new ArrayList<ServiceHealth>();
        for (var service : statuses.services()) {
            answers.add(ask(statuses, service));
        }
        return List.copyOf(answers);
    }

    /** A fault of the service counts as no answer; a refusal is the person's matter. */
    private static ServiceHealth ask(Statuses statuses, String service) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try {
            var status = statuses.get(service);
            return new ServiceHealth(service, true, status.ready(), status.problems(), millisSince(begin));
        } catch (ApiException e) {
            if (e.status() < FAULT) {
                throw e;
            }
            return ServiceHealth.silent(service, millisSince(begin));
        } catch (IOException e) {
            return ServiceHealth.silent(service, millisSince(begin));
        }
    }

    private static long millisSince(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }
}
