package dev.hallmark.policy.target;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.commons.identity.DeviceId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** A target that fails as its settings say. */
@ApplicationScoped
class TestConnector implements TargetConnector {

    @Override
    public String kind() {
        return "test";
    }

    @Override
    public ObjectNode settingsSchema() {
        return JsonNodeFactory.instance.objectNode().put("type", "object");
    }

    @Override
    public Plan plan(DeviceAtTarget device) throws PlanException {
        if (device.settings().path("crash").asBoolean()) {
            throw new IllegalStateException("a bug");
        }
        throw new PlanException(device.settings().path("failure").asText());
    }

    @Override
    public Uni<Void> apply(Plan.Step step) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Boolean> verify(DeviceAtTarget device) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Void> revoke(DeviceAtTarget device) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ConnectionDetails details(DeviceId device, ObjectNode settings) {
        throw new UnsupportedOperationException();
    }
}
