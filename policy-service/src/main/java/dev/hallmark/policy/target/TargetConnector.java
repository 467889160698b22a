package dev.hallmark.policy.target;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.commons.identity.DeviceId;
import io.smallrye.mutiny.Uni;

/** What a kind of target must be able to do for us: {@code plan → apply → verify}, and {@code revoke} at the end. */
public interface TargetConnector {

    /** The name by which policies choose this kind. */
    String kind();

    /** JSON Schema (draft 2020-12) of the settings in a policy. */
    ObjectNode settingsSchema();

    /**
     * The steps that bring the device to the target. Reads nothing but its arguments and the configuration, and can be
     * asked any number of times.
     *
     * @throws PlanException when the device cannot be brought there
     */
    Plan plan(DeviceAtTarget device) throws PlanException;

    /** Carries out one step; doing it again changes nothing. */
    Uni<Void> apply(Plan.Step step);

    /** Whether the target has what the plan promised. */
    Uni<Boolean> verify(DeviceAtTarget device);

    /** Removes the device's certificate from the target; doing it again changes nothing. */
    Uni<Void> revoke(DeviceAtTarget device);

    /** The connection details for the device, once its plan has been carried out. */
    ConnectionDetails details(DeviceId device, ObjectNode settings);
}
