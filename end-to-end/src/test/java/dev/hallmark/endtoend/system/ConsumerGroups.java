package dev.hallmark.endtoend.system;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;

/** Who takes events, as Kafka sees it. */
public final class ConsumerGroups {

    /** Kafka gives a consumer that is silent ten seconds (session.timeout.ms). */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private ConsumerGroups() {}

    /** Returns once Kafka has given up the consumers of a component, whose partitions then are anybody's. */
    public static void awaitGivenUp(Sandbox sandbox, String component) {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", sandbox.kafka()))) {
            await().atMost(PATIENCE).until(() -> members(admin, component) == 0);
        }
    }

    private static int members(Admin admin, String component) throws ExecutionException, InterruptedException {
        List<String> groups = admin.listGroups().all().get().stream()
                .map(GroupListing::groupId)
                .filter(group -> group.startsWith(component + "-service"))
                .toList();
        return admin.describeConsumerGroups(groups).all().get().values().stream()
                .mapToInt(group -> group.members().size())
                .sum();
    }
}
