package dev.hallmark.client.status;

import dev.hallmark.client.http.Api;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How the services are that have an API for operators. */
public final class Statuses {

    private final Map<String, Api> apis;

    /** @param apis by the names that their paths have, such as {@code registry} */
    public Statuses(Map<String, Api> apis) {
        this.apis = new TreeMap<>(apis);
    }

    /** By the names that their paths have. */
    public List<String> services() {
        return List.copyOf(apis.keySet());
    }

    public ServiceStatus get(String service) throws IOException, InterruptedException {
        return Optional.ofNullable(apis.get(service))
                .orElseThrow(() -> new IllegalArgumentException("there is no service " + service))
                .at("/api/" + service + "/v1/status")
                .get(ServiceStatus.class);
    }
}
