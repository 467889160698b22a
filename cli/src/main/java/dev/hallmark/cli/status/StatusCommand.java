package dev.hallmark.cli.status;

import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.cli.login.Session;
import dev.hallmark.cli.output.ListOutput;
import dev.hallmark.cli.output.Table;
import dev.hallmark.client.http.ApiException;
import dev.hallmark.client.http.Listing;
import dev.hallmark.client.status.ServiceStatus;
import dev.hallmark.client.status.Statuses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "status",
        description = {
            "How the services are that have an API for operators.",
            "Exit code 1 when one does not answer, is not ready, or waits for something. What is behind a fault is shown to"
                    + " the platform's tenant."
        })
public final class StatusCommand implements Callable<Integer> {

    private static final Table<ServiceStatus> SERVICES = Table.of("SERVICE", ServiceStatus::service)
            .and("READY", status -> status.ready() ? "yes" : "no")
            .and("PROBLEMS", ServiceStatus::problems);

    private static final int FAULT = 500;

    private final Session session;

    @Mixin
    private ListOutput output;

    public StatusCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, CommandFailure {
        var statuses = session.client().statuses();
        var all = new ArrayList<ServiceStatus>();
        for (var service : statuses.services()) {
            all.add(ask(statuses, service));
        }
        output.print(Listing.of(all), SERVICES);
        var well = all.stream()
                .allMatch(status -> status.ready() && status.problems().isEmpty());
        return (well ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private static ServiceStatus ask(Statuses statuses, String service) throws IOException, InterruptedException {
        try {
            return statuses.get(service);
        } catch (ApiException e) {
            if (e.status() < FAULT) {
                throw e;
            }
            return silent(service, e);
        } catch (IOException e) {
            return silent(service, e);
        }
    }

    private static ServiceStatus silent(String service, IOException cause) {
        var problem = new ServiceStatus.Check("does not answer: " + cause.getMessage(), false, Map.of());
        return new ServiceStatus(service, false, List.of(problem));
    }
}
