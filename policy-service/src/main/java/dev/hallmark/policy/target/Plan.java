package dev.hallmark.policy.target;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What has to be done at a target before a device can connect to it; empty where the target needs nothing per device. */
public record Plan(List<Step> steps) {

    public static final Plan EMPTY = new Plan(List.of());

    public Plan {
        steps = List.copyOf(steps);
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** One call to a target, which can be made again without harm. */
    public record Step(String name, ObjectNode parameters) {}
}
