package dev.hallmark.operator.status;

import dev.hallmark.operator.access.Caller;
import dev.hallmark.operator.access.PlatformTenant;
import dev.hallmark.operator.status.ServiceStatus.Check;
import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How the service is, for its API: what its health checks say, as probes and monitoring have it. */
@ApplicationScoped
public class Statuses {

    private final String service;
    private final SmallRyeHealthReporter health;
    private final PlatformTenant platform;
    private final Caller caller;

    Statuses(
            @ConfigProperty(name = "quarkus.application.name") String service,
            SmallRyeHealthReporter health,
            PlatformTenant platform,
            Caller caller) {
        this.service = service;
        this.health = health;
        this.platform = platform;
        this.caller = caller;
    }

    /** As the caller may see it. */
    public Uni<ServiceStatus> now() {
        boolean whole = platform.is(caller.tenant());
        return Uni.combine()
                .all()
                .unis(health.getReadinessAsync(), health.getWellnessAsync())
                .with((ready, well) -> new ServiceStatus(
                        service,
                        ready.getPayload().getString("status").equals("UP"),
                        Stream.of(ready, well)
                                .flatMap(part -> checks(part, whole).stream())
                                .toList()));
    }

    private static List<Check> checks(SmallRyeHealth part, boolean whole) {
        return part.getPayload().getJsonArray("checks").stream()
                .map(JsonValue::asJsonObject)
                .map(check -> new Check(
                        check.getString("name"),
                        check.getString("status").equals("UP"),
                        whole && check.containsKey("data") ? data(check.getJsonObject("data")) : Map.of()))
                .toList();
    }

    private static Map<String, String> data(JsonObject data) {
        var texts = new TreeMap<String, String>();
        data.forEach((name, value) ->
                texts.put(name, value instanceof JsonString text ? text.getString() : value.toString()));
        return texts;
    }
}
